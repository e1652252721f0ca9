package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Unsupported;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * One folder of the ONNX backend tests: a model of one node, what goes in and what comes out.
 *
 * <p>These models take all that they need as inputs. Weights and other settings are stored with the
 * model before it is read, as real models have them. Several inputs that are computed in real
 * models come out of one long input, cut and reshaped.
 */
record NodeCase(String name, OnnxGraph graph, List<Path> dataSets) {
  /** Operators all of whose inputs may be computed. */
  private static final Set<String> ALL_COMPUTED =
      Set.of("Add", "Sub", "Mul", "Div", "Sum", "Max", "Min", "Concat", "MatMul", "Gemm");

  /** Operators whose second input is often stored, and then is another layer of ours. */
  private static final Set<String> STORED_TOO =
      Set.of("Add", "Sub", "Mul", "Div", "MatMul", "Gemm");

  /** Passed, failed or skipped, and why. */
  record Verdict(boolean passed, String skipped, String failure) {
    static Verdict skip(String reason) {
      return new Verdict(false, reason, "");
    }
  }

  static NodeCase read(Path folder) {
    try (Stream<Path> sets = Files.list(folder)) {
      byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
      return new NodeCase(
          folder.getFileName().toString(),
          new OnnxFile(folder.getFileName().toString()).parse(ByteBuffer.wrap(model)),
          sets.filter(set -> set.getFileName().toString().startsWith("test_data_set"))
              .sorted()
              .toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The operator that is tested. */
  String operator() {
    return graph.nodes().getLast().operator();
  }

  /** Runs the model on all its data. */
  Verdict run(Kernels kernels) {
    Optional<DeclaredValue> integer =
        graph.inputs().stream().limit(1).filter(input -> !isReal(input.type())).findFirst();
    if (integer.isPresent()) {
      return Verdict.skip("computes with " + integer.get().type());
    }
    if (graph.inputs().isEmpty()) {
      return Verdict.skip("a constant without an input");
    }
    try {
      Verdict verdict = run(kernels, true);
      return verdict.passed() && STORED_TOO.contains(operator()) ? run(kernels, false) : verdict;
    } catch (NotCovered reason) {
      return Verdict.skip(reason.getMessage());
    } catch (DataFileException refused) {
      return fail(refused.getMessage());
    }
  }

  private static boolean isReal(DataType type) {
    return type == DataType.FLOAT || type == DataType.DOUBLE || type == DataType.FLOAT16;
  }

  /** Runs all data sets, with further inputs of binary operators computed or stored. */
  private Verdict run(Kernels kernels, boolean computed) {
    for (Path set : dataSets) {
      List<Constant> inputs = tensors(set, "input_");
      List<Constant> outputs = tensors(set, "output_");
      int live = ALL_COMPUTED.contains(operator()) && computed ? inputs.size() : 1;
      int total = inputs.stream().limit(live).mapToInt(Constant::size).sum();
      Shape shape = live == 1 ? inputs.getFirst().shape() : Shape.of(1, total);
      Wiring wiring =
          new OnnxTranslation(graph, new ExternalData(name, Optional.empty())).wiring(shape);
      List<Float> values = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        Constant input = inputs.get(i);
        String value = graph.inputs().get(i).name();
        if (i >= live) {
          wiring.define(value, new Wiring.Value.Known(input));
          continue;
        }
        String node = live == 1 ? Network.INPUT : unpacked(wiring, value, values.size(), input);
        wiring.define(value, new Wiring.Value.Computed(node));
        for (float each : input.tensor().data()) {
          values.add(each);
        }
      }
      float[] packed = new float[values.size()];
      for (int i = 0; i < packed.length; i++) {
        packed[i] = values.get(i);
      }
      Verdict verdict = compare(kernels, wiring, Tensor.of(shape, packed), outputs);
      if (!verdict.passed()) {
        return verdict;
      }
    }
    return new Verdict(true, "", "");
  }

  /** A part of the long input in its own shape. */
  private static String unpacked(Wiring wiring, String value, int start, Constant input) {
    Layer slice = Slice.of(1, start, start + input.size());
    String part = wiring.add("slice_" + value, slice, Map.of(), List.of(Network.INPUT));
    List<Integer> lengths = new ArrayList<>();
    for (int dim : input.shape().dims()) {
      lengths.add(dim);
    }
    return wiring.add("input_" + value, new Reshape(lengths), Map.of(), List.of(part));
  }

  private Verdict compare(Kernels kernels, Wiring wiring, Tensor input, List<Constant> expected) {
    OnnxTranslation translation =
        new OnnxTranslation(graph, new ExternalData(name, Optional.empty()));
    Network network = translation.translate(wiring);
    for (Node node : network.nodes()) {
      if (node.layer() instanceof Unsupported unsupported) {
        return Verdict.skip(unsupported.reason());
      }
    }
    var trace = network.run(input, kernels);
    for (int i = 0; i < graph.outputs().size(); i++) {
      String node = ((Wiring.Value.Computed) wiring.value(graph.outputs().get(i))).node();
      Tensor wanted = expected.get(i).tensor();
      Tensor given = trace.activation(node);
      if (!given.shape().equals(wanted.shape())) {
        return fail("the shape is %s, but should be %s".formatted(given.shape(), wanted.shape()));
      }
      for (int at = 0; at < wanted.size(); at++) {
        double right = wanted.data()[at];
        double difference = Math.abs(given.data()[at] - right);
        boolean same = Float.compare(given.data()[at], wanted.data()[at]) == 0;
        // The tolerance of the ONNX project's own runner.
        if (!same && !(difference <= 1e-7 + 1e-3 * Math.abs(right))) {
          return fail("value %d is %s, but should be %s".formatted(at, given.data()[at], right));
        }
      }
    }
    return new Verdict(true, "", "");
  }

  private static Verdict fail(String what) {
    return new Verdict(false, "", what);
  }

  private List<Constant> tensors(Path set, String prefix) {
    TensorDecoder decoder = new TensorDecoder(name, new ExternalData(name, Optional.empty()));
    List<Constant> tensors = new ArrayList<>();
    try {
      for (int i = 0; Files.exists(set.resolve(prefix + i + ".pb")); i++) {
        tensors.add(
            decoder.decode(
                TensorProto.parseFrom(Files.readAllBytes(set.resolve(prefix + i + ".pb")))));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return tensors;
  }
}
