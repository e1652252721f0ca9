package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.tensor.Shape;

/**
 * A network as boxes and what feeds them; block 0 is the input, and every block comes behind those
 * that feed it.
 *
 * @param network the name of the network
 * @param blocks the boxes
 */
public record BlockGraph(String network, List<Block> blocks) {

  /** Copies the list. */
  public BlockGraph {
    blocks = List.copyOf(blocks);
  }

  /**
   * The boxes of a network. An activation, normalisation, dropout or softmax joins the box it alone
   * follows; a flatten, or a normalisation that cannot join backwards, joins the convolution or
   * linear layer that alone follows it.
   */
  public static BlockGraph of(Network network) {
    return new Fusion(network).graph();
  }

  /** Whether any block is fed by more or less than the one before it. */
  public boolean branches() {
    for (int i = 1; i < blocks.size(); i++) {
      if (!blocks.get(i).inputs().equals(List.of(i - 1))) {
        return true;
      }
    }
    return false;
  }

  /** The block where shapes stop fitting, if there is one. */
  public Optional<Block> failure() {
    return blocks.stream().filter(block -> block.state() == Block.State.FAILED).findFirst();
  }

  /** Nodes that are on the way to become one block. */
  private static final class Draft {
    final List<Node> before = new ArrayList<>();
    final List<Node> after = new ArrayList<>();
    Node main;

    Draft(Node main) {
      this.main = main;
    }

    Node tail() {
      return after.isEmpty() ? main : after.getLast();
    }

    List<Node> nodes() {
      List<Node> all = new ArrayList<>(before);
      all.add(main);
      all.addAll(after);
      return all;
    }
  }

  /** Walks the nodes once and decides what belongs together. */
  private static final class Fusion {
    private final Network network;
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, Draft> drafts = new HashMap<>();
    private final List<Draft> order = new ArrayList<>();
    private final String failed;

    Fusion(Network network) {
      this.network = network;
      this.failed = network.shapeError().map(ShapeException::layer).orElse("");
      for (Node node : network.nodes()) {
        node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
      }
      network.nodes().forEach(this::place);
    }

    private void place(Node node) {
      Draft feeding = feedingAlone(node);
      boolean sound = !node.name().equals(failed);
      if (feeding != null && sound && isSmall(node.layer())) {
        feeding.after.add(node);
        drafts.put(node.name(), feeding);
      } else if (feeding != null && sound && goesInFront(feeding, node.layer())) {
        feeding.before.add(feeding.main);
        feeding.before.addAll(feeding.after);
        feeding.after.clear();
        feeding.main = node;
        drafts.put(node.name(), feeding);
      } else {
        Draft draft = new Draft(node);
        order.add(draft);
        drafts.put(node.name(), draft);
      }
    }

    /** The draft whose last node feeds this one and nothing else, or null. */
    private Draft feedingAlone(Node node) {
      if (node.inputs().size() != 1) {
        return null;
      }
      String input = node.inputs().getFirst();
      Draft draft = drafts.get(input);
      boolean alone = draft != null && uses.get(input) == 1 && draft.tail().name().equals(input);
      return alone && !draft.main.name().equals(failed) ? draft : null;
    }

    private static boolean isSmall(Layer layer) {
      return switch (layer) {
        case Activation activation -> true;
        case BatchNorm2d norm -> true;
        case LocalResponseNorm norm -> true;
        case Dropout dropout -> true;
        case PRelu prelu -> true;
        case Arithmetic arithmetic -> arithmetic.operand().isPresent();
        case Softmax softmax -> true;
        default -> false;
      };
    }

    private static boolean goesInFront(Draft draft, Layer layer) {
      boolean light = isSmall(draft.main.layer()) || draft.main.layer() instanceof Flatten;
      return light
          && draft.before.isEmpty()
          && switch (layer) {
            case Conv2d conv -> true;
            case ConvTranspose2d conv -> true;
            case Linear linear -> true;
            default -> false;
          };
    }

    BlockGraph graph() {
      Map<Draft, Integer> index = new HashMap<>();
      List<Block> blocks = new ArrayList<>();
      blocks.add(
          new Block(
              Network.INPUT,
              "",
              Optional.empty(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              Optional.of(network.inputShape()),
              Block.State.FITS,
              "",
              0,
              0));
      for (Draft draft : order) {
        index.put(draft, blocks.size());
        blocks.add(block(draft, index));
      }
      return new BlockGraph(network.name(), blocks);
    }

    private Block block(Draft draft, Map<Draft, Integer> index) {
      List<Node> nodes = draft.nodes();
      List<Integer> inputs =
          nodes.getFirst().inputs().stream()
              .map(name -> name.equals(Network.INPUT) ? 0 : index.get(drafts.get(name)))
              .toList();
      List<Shape> shapes =
          draft.main.inputs().stream().map(this::shape).flatMap(Optional::stream).toList();
      boolean fails = draft.main.name().equals(failed);
      Optional<Shape> output = shape(draft.tail().name());
      Block.State state =
          fails ? Block.State.FAILED : output.isPresent() ? Block.State.FITS : Block.State.UNKNOWN;
      String problem = fails ? withoutName(network.shapeError().orElseThrow()) : "";
      return new Block(
          draft.main.name(),
          draft.main.group(),
          Optional.of(draft.main.layer()),
          draft.before.stream().map(Node::layer).toList(),
          draft.after.stream().map(Node::layer).toList(),
          inputs,
          shapes,
          output,
          state,
          problem,
          nodes.stream().mapToLong(this::parameters).sum(),
          nodes.stream().mapToLong(this::macs).sum());
    }

    private static String withoutName(ShapeException error) {
      String prefix = error.layer() + ": ";
      String message = error.getMessage();
      return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    private Optional<Shape> shape(String node) {
      return Optional.ofNullable(network.shapes().get(node));
    }

    private long parameters(Node node) {
      LayerStatistics known = network.knownStatistics().get(node.name());
      return known == null ? 0 : known.parameters();
    }

    private long macs(Node node) {
      LayerStatistics known = network.knownStatistics().get(node.name());
      return known == null ? 0 : known.macs();
    }
  }
}
