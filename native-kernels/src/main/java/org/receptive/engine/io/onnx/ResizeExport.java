package org.receptive.engine.io.onnx;

import static org.receptive.engine.io.onnx.GraphWriter.integer;
import static org.receptive.engine.io.onnx.GraphWriter.list;
import static org.receptive.engine.io.onnx.GraphWriter.number;
import static org.receptive.engine.io.onnx.GraphWriter.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Resample.Coordinates;
import org.receptive.engine.layer.Resample.Method;
import org.receptive.engine.layer.Resample.Rounding;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Interpolation as ONNX's Resize. */
final class ResizeExport {
  private static final AttributeProto HEIGHT_AND_WIDTH = list("axes", 2, 3);

  private ResizeExport() {}

  static void write(Resize resize, WrittenNode to) {
    Resample same = Resample.of(resize.height(), resize.width());
    Shape shape = to.shape();
    same =
        same.scales(
            (double) resize.height() / shape.height(), (double) resize.width() / shape.width());
    write(
        switch (resize.mode()) {
          case NEAREST -> same.coordinates(Coordinates.ASYMMETRIC).rounding(Rounding.FLOOR);
          case BILINEAR -> same.method(Method.LINEAR);
          case BILINEAR_ALIGN_CORNERS ->
              same.method(Method.LINEAR).coordinates(Coordinates.ALIGN_CORNERS);
        },
        to);
  }

  static void write(Resample resample, WrittenNode to) {
    to.graph()
        .node(
            "Resize",
            to.name(),
            target(resample, to),
            HEIGHT_AND_WIDTH,
            text("mode", method(resample.method())),
            text("coordinate_transformation_mode", coordinates(resample.coordinates())),
            text("nearest_mode", rounding(resample.rounding())),
            number("cubic_coeff_a", resample.cubicA()),
            integer("exclude_outside", resample.excludeOutside() ? 1 : 0));
  }

  /** By size where the factors follow from it; else by factors, from which the size follows. */
  private static List<String> target(Resample resample, WrittenNode to) {
    Shape shape = to.shape();
    if (resample.rowScale() == (double) resample.height() / shape.height()
        && resample.columnScale() == (double) resample.width() / shape.width()) {
      String size = to.integers("size", resample.height(), resample.width());
      return List.of(to.input(), "", "", size);
    }
    float rows = (float) resample.rowScale();
    float columns = (float) resample.columnScale();
    if ((int) (rows * shape.height()) != resample.height()
        || (int) (columns * shape.width()) != resample.width()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: '%s' resamples %s to %d x %d by the factors %s and %s, which ONNX cannot: there"
                  + " the size follows from the factors.",
              to.network().name(),
              to.name(),
              shape,
              resample.height(),
              resample.width(),
              resample.rowScale(),
              resample.columnScale()));
    }
    Tensor scales = Tensor.of(Shape.of(2), rows, columns);
    return List.of(to.input(), "", to.graph().floats(to.name() + ".scales", scales));
  }

  private static String method(Method method) {
    return switch (method) {
      case NEAREST -> "nearest";
      case LINEAR -> "linear";
      case CUBIC -> "cubic";
    };
  }

  private static String coordinates(Coordinates coordinates) {
    return switch (coordinates) {
      case HALF_PIXEL -> "half_pixel";
      case HALF_PIXEL_UNLESS_SINGLE -> "pytorch_half_pixel";
      case ALIGN_CORNERS -> "align_corners";
      case ASYMMETRIC -> "asymmetric";
      case PIXEL_CENTRE -> "tf_half_pixel_for_nn";
    };
  }

  private static String rounding(Rounding rounding) {
    return switch (rounding) {
      case HALF_DOWN -> "round_prefer_floor";
      case HALF_UP -> "round_prefer_ceil";
      case FLOOR -> "floor";
      case CEIL -> "ceil";
    };
  }
}
