package org.receptive.engine.io.onnx;

import static org.receptive.engine.io.onnx.GraphWriter.integer;
import static org.receptive.engine.io.onnx.GraphWriter.list;
import static org.receptive.engine.io.onnx.GraphWriter.text;

import java.util.List;
import org.receptive.engine.layer.Arrangement;
import org.receptive.engine.layer.IndexSelect;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Transpose;

/** Layers that only move values, as ONNX's operators. */
final class ArrangementExport {
  private ArrangementExport() {}

  static void write(Arrangement arrangement, WrittenNode to) {
    switch (arrangement) {
      case Reshape reshape ->
          to.graph()
              .node(
                  "Reshape",
                  to.name(),
                  List.of(to.input(), to.integers("shape", reshape.lengths())));
      case Transpose transpose ->
          to.graph()
              .node(
                  "Transpose",
                  to.name(),
                  to.inputs(),
                  list("perm", WrittenNode.ints(transpose.axes())));
      case Slice slice -> slice(slice, to);
      case IndexSelect select ->
          to.graph()
              .node(
                  "Gather",
                  to.name(),
                  List.of(to.input(), to.integers("indices", select.indices())),
                  integer("axis", select.axis()));
      case Pad pad -> pad(pad, to);
    }
  }

  private static void slice(Slice slice, WrittenNode to) {
    List<Slice.Cut> cuts = slice.cuts();
    if (cuts.isEmpty()) {
      to.graph().node("Identity", to.name(), to.inputs());
      return;
    }
    List<String> inputs =
        List.of(
            to.input(),
            to.integers("starts", cuts.stream().map(Slice.Cut::start).toList()),
            to.integers("ends", cuts.stream().map(Slice.Cut::end).toList()),
            to.integers("axes", cuts.stream().map(Slice.Cut::axis).toList()),
            to.integers("steps", cuts.stream().map(Slice.Cut::step).toList()));
    to.graph().node("Slice", to.name(), inputs);
  }

  private static void pad(Pad pad, WrittenNode to) {
    String mode =
        switch (pad.mode()) {
          case CONSTANT -> "constant";
          case REFLECT -> "reflect";
          case EDGE -> "edge";
        };
    String pads = to.integers("pads", WrittenNode.joined(pad.before(), pad.after()));
    List<String> inputs =
        pad.mode() == Pad.Mode.CONSTANT
            ? List.of(to.input(), pads, to.graph().scalar(to.name() + ".value", pad.value()))
            : List.of(to.input(), pads);
    to.graph().node("Pad", to.name(), inputs, text("mode", mode));
  }
}
