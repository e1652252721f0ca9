package org.receptive.engine.network;

import static org.receptive.engine.layer.Arithmetic.Operation.ADD;
import static org.receptive.engine.layer.Arithmetic.Operation.MULTIPLY;
import static org.receptive.engine.layer.Arithmetic.Operation.SUBTRACT;

import java.util.List;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.tensor.Shape;

/** How layers that join several values become steps: sums, products, concatenations. */
final class JoinLowering {
  private final PlanDraft draft;

  JoinLowering(PlanDraft draft) {
    this.draft = draft;
  }

  /** A sum of values of one shape; in blocks, if one of them is. */
  PlannedValue sum(FusedNode node) {
    List<PlannedValue> inputs = draft.inputs(node);
    boolean blocked = inputs.stream().anyMatch(value -> value.layout() == Layout.BLOCKED);
    Layout layout = blocked ? Layout.BLOCKED : Layout.PLANAR;
    List<PlannedValue> alike = inputs.stream().map(value -> draft.in(value, layout)).toList();
    double nanos = draft.costs().pass(inputs.getFirst().shape().size() * (inputs.size() + 1));
    return draft.step(node, new Operation.Sum(), alike, layout, nanos);
  }

  /** Two images of one shape, or one and a number for each of its channels; one is in blocks. */
  boolean canPair(FusedNode node, Arithmetic pair) {
    if (node.inputs().size() != 2 || !List.of(ADD, SUBTRACT, MULTIPLY).contains(pair.operation())) {
      return false;
    }
    PlannedValue first = draft.value(node.inputs().getFirst());
    PlannedValue second = draft.value(node.inputs().getLast());
    boolean swap = isSpread(second, first);
    return (first.shape().equals(second.shape()) || isSpread(first, second) || swap)
        && first.shape().isImage()
        && !(swap && pair.operation() == SUBTRACT)
        && (swap ? second : first).layout() == Layout.BLOCKED;
  }

  /** Whether one value is a pixel for all pixels of another. */
  private static boolean isSpread(PlannedValue image, PlannedValue pixel) {
    Shape whole = image.shape();
    Shape one = pixel.shape();
    return whole.isImage()
        && one.isImage()
        && !whole.equals(one)
        && one.equals(Shape.of(whole.batch(), whole.channels(), 1, 1));
  }

  /** Such two values joined, in blocks. */
  PlannedValue pair(FusedNode node, Arithmetic pair) {
    PlannedValue first = draft.value(node.inputs().getFirst());
    PlannedValue second = draft.value(node.inputs().getLast());
    boolean swap = isSpread(second, first);
    List<PlannedValue> inputs = swap ? List.of(second, first) : List.of(first, second);
    boolean spread = !first.shape().equals(second.shape());
    return draft.step(
        node,
        new Operation.Pair(pair.operation(), spread),
        inputs.stream().map(value -> draft.in(value, Layout.BLOCKED)).toList(),
        Layout.BLOCKED,
        draft.costs().pass(inputs.getFirst().shape().size() * (spread ? 2 : 3)));
  }

  /** Blocks of one input end where the next one's begin. */
  boolean canJoinInPlace(FusedNode node) {
    List<PlannedValue> inputs = draft.inputs(node);
    boolean blocked = inputs.stream().anyMatch(value -> value.layout() == Layout.BLOCKED);
    return blocked
        && inputs.subList(0, inputs.size() - 1).stream()
            .allMatch(value -> value.shape().channels() % Layout.BLOCK == 0);
  }

  /** Inputs are computed right where they are wanted; those that lie elsewhere are copied. */
  PlannedValue concat(FusedNode node) {
    PlannedValue joined = new PlannedValue(draft.outputOf(node), Layout.BLOCKED);
    int block = 0;
    for (PlannedValue value : draft.inputs(node)) {
      PlannedValue blocked = draft.in(value, Layout.BLOCKED);
      if (blocked.isView() || blocked.root() == joined) {
        PlannedValue copy = new PlannedValue(blocked.shape(), Layout.BLOCKED);
        draft.convert(blocked, copy);
        blocked = copy;
      }
      blocked.becomeViewOf(joined, block);
      block += Layout.BLOCKED.blocks(value.shape().channels());
    }
    return joined;
  }
}
