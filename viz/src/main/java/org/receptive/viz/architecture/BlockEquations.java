package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * A block with the equation of every layer beside it, in the notation of the lecture: {@code
 * a^{[l]}} goes in, {@code z^{[l+1]} = W^{[l+1]} a^{[l]} + b^{[l+1]}}, {@code a^{[l+1]} =
 * g(z^{[l+1]})}. Several blocks stand beside each other, so that what a shortcut changes is seen.
 */
public final class BlockEquations implements Picture {
  private static final int MOST = 3;

  private final List<Network> blocks;

  private BlockEquations(List<Network> blocks) {
    this.blocks = List.copyOf(blocks);
  }

  /**
   * The equations of up to three blocks of convolutions or linear layers, normalisations,
   * activations and additions.
   *
   * @throws IllegalArgumentException if there are too many, or one has another layer
   */
  static BlockEquations of(List<Network> blocks) {
    if (blocks.isEmpty() || blocks.size() > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "1 to %d blocks fit beside each other, but %d were given.",
              MOST,
              blocks.size()));
    }
    return new BlockEquations(blocks);
  }

  /**
   * A layer with its equation.
   *
   * @param node the layer
   * @param words what is written in its box
   * @param equation its equation in the mark-up of formula lines
   * @param value the symbol of what it gives, in the same mark-up
   */
  record Line(Node node, String words, String equation, String value) {}

  /** The lines of one block, in order. */
  static List<Line> lines(Network block) {
    Map<String, String> symbols = new LinkedHashMap<>();
    symbols.put(Network.INPUT, "*a*^{[l]}");
    List<Line> lines = new ArrayList<>();
    int layer = 0;
    boolean projecting = false;
    for (Node node : block.nodes()) {
      boolean fromInput = node.inputs().getFirst().equals(Network.INPUT);
      if (weighs(node.layer())) {
        projecting = fromInput && layer > 0;
        layer += projecting ? 0 : 1;
      }
      String index = projecting ? "_{s}" : "^{[l+" + layer + "]}";
      List<String> inputs = node.inputs().stream().map(symbols::get).toList();
      Line line = line(block.name(), node, inputs, index, projecting);
      symbols.put(node.name(), line.value());
      lines.add(line);
      projecting &= !(node.layer() instanceof Add);
    }
    return lines;
  }

  private static boolean weighs(Layer layer) {
    return layer instanceof Conv2d || layer instanceof Linear;
  }

  private static Line line(
      String block, Node node, List<String> inputs, String index, boolean projecting) {
    String x = inputs.getFirst();
    return switch (node.layer()) {
      case Conv2d conv -> weighted(node, x, index, conv.bias(), projecting);
      case Linear linear -> weighted(node, x, index, linear.bias(), projecting);
      case BatchNorm2d norm -> {
        String normed = x.replaceFirst("\\*[a-z]\\*", "*n*");
        yield new Line(node, "BN", normed + " = BN(" + x + ")", normed);
      }
      case Activation activation -> {
        String a = "*a*" + (projecting ? "_{s}" : index);
        String g = activation instanceof Activation.ReLU ? "*g*" : LayerWords.kind(activation);
        yield new Line(node, LayerWords.kind(activation), a + " = " + g + "(" + x + ")", a);
      }
      case Add add -> {
        String sum = String.join(" + ", inputs);
        yield new Line(node, "+", sum, sum);
      }
      default ->
          throw new IllegalArgumentException(
              "%s: the equations of %s (%s) are not known; blocks of convolutions, linear layers, normalisations, activations and additions have some."
                  .formatted(block, node.name(), node.layer().kind()));
    };
  }

  private static Line weighted(
      Node node, String x, String index, boolean bias, boolean projecting) {
    String value = projecting ? "*s*" : "*z*" + index;
    String b = bias ? " + *b*" + index : "";
    return new Line(
        node, LayerWords.shortTitle(node.layer()), value + " = *W*" + index + " " + x + b, value);
  }

  @Override
  public Figure figure() {
    List<String> names = blocks.stream().map(Network::name).toList();
    StringBuilder text = new StringBuilder();
    for (Network block : blocks) {
      text.append(block.name()).append('\n');
      for (Line line : lines(block)) {
        text.append("  ").append(line.words()).append(": ").append(plain(line.equation()));
        text.append(" → ").append(LayerWords.shape(block.shape(line.node().name()))).append('\n');
      }
    }
    String title = "Equations of " + String.join(" and ", names);
    String description =
        title
            + ", layer by layer; "
            + blocks.stream()
                .map(
                    block ->
                        block.name() + " ends with " + plain(lines(block).getLast().equation()))
                .reduce((a, b) -> a + ", " + b)
                .orElse("")
            + ".";
    return Figure.of(new EquationPainter(blocks).scene(), title, description, text.toString());
  }

  private static String plain(String markup) {
    return markup.replace("*", "").replaceAll("\\^\\{(.*?)}", "$1").replaceAll("_\\{(.*?)}", "_$1");
  }
}
