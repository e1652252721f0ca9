package org.receptive.engine.io.onnx;

import static org.receptive.engine.io.onnx.GraphWriter.integer;
import static org.receptive.engine.io.onnx.GraphWriter.list;
import static org.receptive.engine.io.onnx.GraphWriter.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.receptive.engine.tensor.Shape;

/** Random settings of operators that move values. */
final class ArrangingSettings {
  private final OperatorDraft draft;

  ArrangingSettings(OperatorDraft draft) {
    this.draft = draft;
  }

  void pad() {
    long[] pads = new long[8];
    for (int i = 0; i < pads.length; i++) {
      pads[i] = draft.rarely() ? draft.between(-2, 3) : i % 4 < 2 ? 0 : draft.between(0, 2);
    }
    draft.whole("pads", pads);
    draft.set(text("mode", draft.oneOf("constant", "reflect", "edge")));
    if (draft.rarely()) {
      draft.inputs.add(draft.writer.scalar("value", 0.5f));
    }
  }

  void slice() {
    int cuts = draft.between(1, 3);
    int first = draft.between(0, 4 - cuts);
    draft.whole("starts", longs(cuts, -9, 9));
    draft.whole("ends", longs(cuts, -9, 12));
    draft.whole("axes", IntStream.range(first, first + cuts).asLongStream().toArray());
    draft.whole(
        "steps",
        IntStream.range(0, cuts)
            .mapToLong(i -> draft.rarely() ? -draft.between(1, 3) : draft.between(1, 3))
            .toArray());
  }

  private long[] longs(int count, int low, int high) {
    return IntStream.range(0, count).mapToLong(i -> draft.between(low, high)).toArray();
  }

  void split() {
    int axis = draft.axis(4);
    int length = draft.shape.dim(axis);
    int first = draft.between(1, length);
    draft.set(integer("axis", axis));
    if (first == length) {
      draft.whole("split", length);
    } else {
      draft.outputs = 2;
      draft.whole("split", first, length - first);
    }
  }

  void transpose() {
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
    java.util.Collections.shuffle(order, draft.random);
    if (draft.often()) {
      draft.set(list("perm", order.stream().mapToInt(i -> i).toArray()));
    }
  }

  void reshape() {
    switch (draft.between(0, 3)) {
      case 0 -> draft.whole("shape", 0, -1);
      case 1 -> draft.whole("shape", -1);
      case 2 ->
          draft.whole(
              "shape", draft.shape.batch(), draft.shape.height(), -1, draft.shape.channels());
      default -> draft.whole("shape", 0, 0, draft.shape.width(), draft.shape.height());
    }
  }

  void squeeze() {
    draft.shape = Shape.of(1, draft.shape.channels(), 1, draft.shape.width());
    switch (draft.between(0, 3)) {
      case 0 -> draft.whole("axes", 2);
      case 1 -> draft.whole("axes", -2, 0);
      case 2 -> draft.whole("axes", 1);
      default -> {}
    }
  }

  void gather() {
    int axis = draft.axis(4);
    int length = draft.shape.dim(axis);
    draft.set(integer("axis", axis));
    draft.whole("indices", longs(draft.between(1, 4), -length, length - 1));
  }

  void blocks() {
    int block = draft.between(1, 3);
    boolean depth = draft.operator.equals("DepthToSpace");
    draft.shape =
        depth
            ? Shape.of(
                1, block * block * draft.between(1, 2), draft.between(1, 4), draft.between(1, 4))
            : Shape.of(
                1, draft.between(1, 3), block * draft.between(1, 3), block * draft.between(1, 3));
    draft.set(integer("blocksize", block));
    if (depth) {
      draft.set(text("mode", draft.oneOf("DCR", "CRD")));
    }
  }
}
