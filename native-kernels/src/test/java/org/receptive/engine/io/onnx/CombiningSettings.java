package org.receptive.engine.io.onnx;

import static org.receptive.engine.io.onnx.GraphWriter.integer;
import static org.receptive.engine.io.onnx.GraphWriter.number;

import org.receptive.engine.tensor.Shape;

/** Random settings of operators that join values, or sum them up. */
final class CombiningSettings {
  private final OperatorDraft draft;

  CombiningSettings(OperatorDraft draft) {
    this.draft = draft;
  }

  void slopes() {
    switch (draft.between(0, 3)) {
      case 0 -> draft.stored("slope", 1);
      case 1 -> draft.stored("slope", draft.shape.channels(), 1, 1);
      case 2 -> draft.stored("slope", draft.shape.width());
      default ->
          draft.stored(
              "slope", 1, draft.shape.channels(), draft.shape.height(), draft.shape.width());
    }
  }

  void arithmetic() {
    draft.operator = draft.oneOf("Add", "Sub", "Mul", "Div", "Max", "Min");
    if (draft.rarely()) {
      draft.inputs.add("x");
      return;
    }
    switch (draft.between(0, 4)) {
      case 0 -> draft.inputs.add(draft.writer.scalar("c", 1.5f));
      case 1 -> draft.stored("c", draft.shape.channels(), 1, 1);
      case 2 -> draft.stored("c", draft.shape.height(), draft.shape.width());
      case 3 -> draft.stored("c", 1, 1, draft.shape.width());
      default ->
          draft.stored("c", draft.between(1, 2), draft.shape.batch(), draft.shape.channels(), 1, 1);
    }
    if (draft.random.nextBoolean()) {
      draft.inputs.add(0, draft.inputs.removeLast());
    }
  }

  void matMul() {
    if (draft.random.nextBoolean()) {
      draft.shape = Shape.of(draft.between(1, 3), draft.between(1, 6));
    }
    switch (draft.between(0, 2)) {
      case 0 -> draft.stored("m", draft.shape.dim(-1), draft.between(1, 5));
      case 1 -> {
        draft.stored("m", draft.between(1, 5), draft.shape.dim(-2));
        draft.inputs.add(0, draft.inputs.removeLast());
      }
      default -> draft.stored("m", draft.shape.dim(0), 1, draft.shape.dim(-1), 2);
    }
  }

  void gemm() {
    boolean first = draft.random.nextBoolean();
    boolean second = draft.random.nextBoolean();
    int rows = draft.between(1, 5);
    int sum = draft.between(1, 5);
    int columns = draft.between(1, 5);
    draft.shape = first ? Shape.of(sum, rows) : Shape.of(rows, sum);
    draft.stored("b", second ? columns : sum, second ? sum : columns);
    draft.set(integer("transA", first ? 1 : 0));
    draft.set(integer("transB", second ? 1 : 0));
    draft.set(number("alpha", draft.rarely() ? 0.5f : 1));
    draft.set(number("beta", draft.rarely() ? 2 : 1));
    switch (draft.between(0, 4)) {
      case 0 -> draft.stored("c", columns);
      case 1 -> draft.stored("c", rows, columns);
      case 2 -> draft.stored("c", rows, 1);
      case 3 -> draft.inputs.add(draft.writer.scalar("c", 0.25f));
      default -> {}
    }
  }

  void reduce() {
    draft.operator =
        draft.oneOf(
            "ReduceMean",
            "ReduceSum",
            "ReduceMax",
            "ReduceMin",
            "ReduceProd",
            "ReduceL1",
            "ReduceL2",
            "ReduceSumSquare");
    draft.opset = draft.between(18, 22);
    draft.set(integer("keepdims", draft.between(0, 1)));
    switch (draft.between(0, 3)) {
      case 0 -> draft.whole("axes", 2, 3);
      case 1 -> draft.whole("axes", draft.axis(4));
      case 2 -> draft.whole("axes", 1, -1, 0);
      default -> draft.set(integer("noop_with_empty_axes", draft.between(0, 1)));
    }
  }

  void topK() {
    int axis = draft.axis(4);
    draft.whole("k", draft.between(1, draft.shape.dim(axis)));
    draft.set(integer("axis", axis));
    draft.set(integer("largest", draft.between(0, 1)));
    draft.outputs = 2;
  }
}
