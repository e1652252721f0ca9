package org.receptive.lessons.editor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;

/** A network as the Java that builds it, ready for a cell; the weights are not part of it. */
final class NetworkSource {
  /** Compilers do not like chains of hundreds of calls. */
  private static final int LONGEST_CHAIN = 60;

  private final List<String> calls = new ArrayList<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private String cursor = Network.INPUT;

  private NetworkSource() {}

  /** The source of a network whose shapes fit, or do not. */
  static String of(Network network) {
    NetworkSource writer = new NetworkSource();
    network.nodes().forEach(writer::add);
    String input =
        IntStream.of(network.inputShape().dims())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    return writer.written(
        "Network.builder(%s, Shape.of(%s))".formatted(JavaLiteral.text(network.name()), input));
  }

  private String written(String builder) {
    if (calls.size() <= LONGEST_CHAIN) {
      return "var network = " + builder + chain(calls) + "\n    .build();\n";
    }
    StringBuilder source = new StringBuilder("var builder = " + builder + ";\n");
    for (int i = 0; i < calls.size(); i += LONGEST_CHAIN) {
      List<String> part = calls.subList(i, Math.min(i + LONGEST_CHAIN, calls.size()));
      source.append("builder").append(chain(part)).append(";\n");
    }
    return source.append("var network = builder.build();\n").toString();
  }

  private static String chain(List<String> calls) {
    return calls.stream().map(call -> "\n    ." + call).collect(Collectors.joining());
  }

  private void add(Node node) {
    String first = node.inputs().getFirst();
    boolean merge = node.inputs().size() > 1;
    if (!merge && !first.equals(cursor)) {
      calls.add("from(%s)".formatted(JavaLiteral.text(first)));
    }
    if (node.sharesWeights()) {
      calls.add(
          "shared(%s, %s)"
              .formatted(JavaLiteral.text(node.name()), JavaLiteral.text(node.weightsOf())));
    } else {
      calls.add(merge ? merge(node) : single(node));
    }
    cursor = node.name();
  }

  private static String merge(Node node) {
    String name = JavaLiteral.text(node.name());
    String inputs = node.inputs().stream().map(JavaLiteral::text).collect(Collectors.joining(", "));
    if (node.layer().equals(new Add())) {
      return "sum(%s, %s)".formatted(name, inputs);
    }
    if (node.layer().equals(new Concat())) {
      return "concat(%s, %s)".formatted(name, inputs);
    }
    return "add(%s, %s, %s)".formatted(name, JavaLiteral.of(node.layer()), inputs);
  }

  private String single(Node node) {
    return numbered(node)
        .or(() -> named(JavaLiteral.text(node.name()), node.layer()))
        .orElseGet(
            () ->
                "add(%s, %s)"
                    .formatted(JavaLiteral.text(node.name()), JavaLiteral.of(node.layer())));
  }

  /** Layers that the builder gives a name, if that is the name they have. */
  private Optional<String> numbered(Node node) {
    Optional<String> call =
        switch (node.layer()) {
          case Flatten flatten -> Optional.of("flatten()");
          case Activation.ReLU relu -> Optional.of("relu()");
          case Activation.Tanh tanh -> Optional.of("tanh()");
          case Activation.Sigmoid sigmoid -> Optional.of("sigmoid()");
          case Softmax softmax when softmax.equals(Softmax.overChannels()) ->
              Optional.of("softmax()");
          case Dropout dropout -> Optional.of("dropout(%s)".formatted(dropout.probability()));
          default -> Optional.empty();
        };
    if (call.isEmpty()) {
      return call;
    }
    String kind = call.get().substring(0, call.get().indexOf('('));
    String name = kind + (counters.getOrDefault(kind, 0) + 1);
    if (!node.name().equals(name)) {
      return Optional.empty();
    }
    counters.merge(kind, 1, Integer::sum);
    return call;
  }

  /** Layers that the builder has a word for. */
  private static Optional<String> named(String name, Layer layer) {
    return switch (layer) {
      case Conv2d conv -> Optional.of(convolution(name, conv));
      case MaxPool2d pool when isPlain(pool.window()) ->
          Optional.of("maxPool(%s, %s)".formatted(name, sizes(pool.window())));
      case AvgPool2d pool when isPlain(pool.window()) && pool.countIncludePad() ->
          Optional.of("avgPool(%s, %s)".formatted(name, sizes(pool.window())));
      case AdaptiveAvgPool2d pool when pool.equals(AdaptiveAvgPool2d.global()) ->
          Optional.of("globalAvgPool(%s)".formatted(name));
      case BatchNorm2d norm when norm.equals(BatchNorm2d.of(norm.channels())) ->
          Optional.of("batchNorm(%s)".formatted(name));
      case LocalResponseNorm norm when norm.equals(LocalResponseNorm.alexNet()) ->
          Optional.of("localResponseNorm(%s)".formatted(name));
      case Linear linear when linear.bias() ->
          Optional.of(String.format(Locale.ROOT, "linear(%s, %d)", name, linear.outFeatures()));
      default -> Optional.empty();
    };
  }

  private static boolean isPlain(Window window) {
    return window.equals(
        Window.of(window.kernelHeight()).stride(window.strideHeight(), window.strideHeight()));
  }

  private static String sizes(Window window) {
    return window.kernelHeight() + ", " + window.strideHeight();
  }

  private static String convolution(String name, Conv2d conv) {
    Window window = conv.window();
    List<String> options = new ArrayList<>();
    boolean square =
        window.kernelHeight() == window.kernelWidth()
            && window.strideHeight() == window.strideWidth()
            && window.dilationHeight() == window.dilationWidth();
    if (square) {
      if (window.strideHeight() != 1) {
        options.add(String.format(Locale.ROOT, "stride(%d)", window.strideHeight()));
      }
      JavaLiteral.padding(window.padding())
          .ifPresent(padding -> options.add("padding(%s)".formatted(padding)));
      if (window.dilationHeight() != 1) {
        options.add(String.format(Locale.ROOT, "dilation(%d)", window.dilationHeight()));
      }
    } else {
      options.add("window(%s)".formatted(JavaLiteral.of(window)));
    }
    if (conv.groups() != 1) {
      options.add(String.format(Locale.ROOT, "groups(%d)", conv.groups()));
    }
    if (!conv.bias()) {
      options.add("withoutBias()");
    }
    String more = options.isEmpty() ? "" : ", c -> c." + String.join(".", options);
    return String.format(
        Locale.ROOT, "conv(%s, %d, %d%s)", name, conv.outChannels(), window.kernelHeight(), more);
  }
}
