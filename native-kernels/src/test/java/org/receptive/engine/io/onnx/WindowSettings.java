package org.receptive.engine.io.onnx;

import static org.receptive.engine.io.onnx.GraphWriter.integer;
import static org.receptive.engine.io.onnx.GraphWriter.list;
import static org.receptive.engine.io.onnx.GraphWriter.number;
import static org.receptive.engine.io.onnx.GraphWriter.text;

import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Random settings of operators whose windows slide over an image, and of interpolation. */
final class WindowSettings {
  private final OperatorDraft draft;

  WindowSettings(OperatorDraft draft) {
    this.draft = draft;
  }

  private void window(int height, int width, boolean dilates) {
    draft.set(list("kernel_shape", height, width));
    if (draft.often()) {
      draft.set(list("strides", draft.between(1, 4), draft.between(1, 4)));
    }
    if (dilates && draft.rarely()) {
      draft.set(list("dilations", draft.between(1, 3), draft.between(1, 3)));
    }
    switch (draft.between(0, 5)) {
      case 0 -> draft.set(text("auto_pad", "SAME_UPPER"));
      case 1 -> draft.set(text("auto_pad", "SAME_LOWER"));
      case 2 -> draft.set(text("auto_pad", "VALID"));
      default ->
          draft.set(
              list(
                  "pads",
                  draft.random.nextInt(height),
                  draft.random.nextInt(width),
                  draft.random.nextInt(height),
                  draft.random.nextInt(width)));
    }
  }

  void convolution() {
    int height = draft.between(1, 4);
    int width = draft.between(1, 4);
    int groups = draft.rarely() ? draft.shape.channels() : 1;
    int filters = draft.between(1, 3) * (draft.operator.equals("Conv") ? groups : 1);
    if (draft.operator.equals("Conv")) {
      draft.stored("w", filters, draft.shape.channels() / groups, height, width);
    } else {
      draft.stored("w", draft.shape.channels(), filters, height, width);
    }
    if (draft.random.nextBoolean()) {
      draft.stored("b", draft.operator.equals("Conv") ? filters : filters * groups);
    }
    draft.set(integer("group", groups));
    window(height, width, true);
    if (draft.operator.equals("ConvTranspose") && draft.rarely()) {
      draft.set(list("output_padding", draft.between(0, 1), draft.between(0, 1)));
    } else if (draft.operator.equals("ConvTranspose") && draft.rarely()) {
      draft.set(list("output_shape", draft.between(4, 20), draft.between(4, 20)));
    }
  }

  void pool() {
    window(
        draft.between(1, 5),
        draft.between(1, 5),
        draft.operator.equals("MaxPool") || draft.opset >= 19);
    if (draft.random.nextBoolean()) {
      draft.set(integer("ceil_mode", 1));
    }
    if (draft.operator.equals("AveragePool") && draft.random.nextBoolean()) {
      draft.set(integer("count_include_pad", 1));
    } else if (draft.operator.equals("MaxPool") && draft.rarely()) {
      draft.outputs = 2;
    }
  }

  void resize() {
    draft.opset = Math.max(draft.opset, 13);
    String mode = draft.oneOf("nearest", "linear", "cubic");
    draft.set(text("mode", mode));
    draft.set(
        text(
            "coordinate_transformation_mode",
            draft.oneOf("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")));
    if (mode.equals("nearest")) {
      draft.set(
          text(
              "nearest_mode",
              draft.oneOf("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")));
    } else if (mode.equals("cubic")) {
      draft.set(number("cubic_coeff_a", draft.random.nextBoolean() ? -0.5f : -0.75f));
      draft.set(integer("exclude_outside", draft.between(0, 1)));
    }
    draft.inputs.add("");
    if (draft.random.nextBoolean()) {
      draft.inputs.add("");
      draft.whole(
          "sizes",
          draft.shape.batch(),
          draft.shape.channels(),
          draft.between(1, 24),
          draft.between(1, 24));
    } else {
      float[] scales = {1, 1, scale(), scale()};
      draft.inputs.add(draft.writer.floats("scales", Tensor.of(Shape.of(4), scales)));
    }
  }

  private float scale() {
    return draft.random.nextBoolean() ? draft.between(1, 4) : draft.between(2, 30) / 10f;
  }

  void upsample() {
    draft.opset = 9;
    draft.set(text("mode", draft.oneOf("nearest", "linear")));
    float[] scales = {1, 1, draft.between(1, 4), draft.between(1, 4)};
    draft.inputs.add(draft.writer.floats("scales", Tensor.of(Shape.of(4), scales)));
  }
}
