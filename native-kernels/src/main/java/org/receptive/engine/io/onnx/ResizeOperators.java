package org.receptive.engine.io.onnx;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.tensor.Shape;

/** Interpolation to another height and width: Resize, and Upsample before it. */
final class ResizeOperators {
  private ResizeOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Upsample", ResizeOperators::upsample);
    operators.put("Resize", ResizeOperators::resize);
  }

  /** The output's height and width, and the factors that the file names. */
  private record Target(int height, int width, double rows, double columns) {}

  private static void upsample(OnnxNode node, Wiring wiring) {
    Optional<double[]> stored = wiring.stored(node, 1, "scales").map(ResizeOperators::numbers);
    double[] scales =
        stored
            .or(() -> node.numbers("scales").map(all -> all.stream().mapToDouble(i -> i).toArray()))
            .orElseThrow(() -> node.problem("has no scales."));
    String mode = node.text("mode", "nearest");
    Resample.Method method = method(node, mode.equals("bilinear") ? "linear" : mode);
    old(node, wiring, scales, method);
  }

  /** Before opset 11, output {@code i} took the input at {@code i / scale}, rounded down. */
  private static void old(OnnxNode node, Wiring wiring, double[] scales, Resample.Method method) {
    Target target = scaled(node, wiring.shape(node, 0), scales);
    finish(
        node,
        wiring,
        target,
        Resample.of(target.height(), target.width())
            .method(method)
            .coordinates(Resample.Coordinates.ASYMMETRIC)
            .rounding(Resample.Rounding.FLOOR));
  }

  private static void resize(OnnxNode node, Wiring wiring) {
    Resample.Method method = method(node, node.text("mode", "nearest"));
    if (node.opset() < 11) {
      Constant scales =
          wiring.stored(node, 1, "scales").orElseThrow(() -> node.problem("has no scales."));
      old(node, wiring, numbers(scales), method);
      return;
    }
    if (node.integer("antialias", 0) != 0) {
      throw new NotCovered("interpolation with antialiasing");
    }
    String policy = node.text("keep_aspect_ratio_policy", "stretch");
    if (!policy.equals("stretch")) {
      throw new NotCovered("keeping the aspect ratio by '%s'".formatted(policy));
    }
    Target target = target(node, wiring);
    Resample resample =
        Resample.of(target.height(), target.width())
            .method(method)
            .coordinates(coordinates(node))
            .rounding(rounding(node))
            .cubic(node.number("cubic_coeff_a", -0.75f), node.integer("exclude_outside", 0) != 0);
    finish(node, wiring, target, resample);
  }

  private static Target target(OnnxNode node, Wiring wiring) {
    Shape shape = wiring.shape(node, 0);
    Optional<Constant> sizes = wiring.stored(node, 3, "size").filter(s -> s.size() > 0);
    Optional<Constant> scales = wiring.stored(node, 2, "scale").filter(s -> s.size() > 0);
    double[] given =
        sizes
            .or(() -> scales)
            .map(ResizeOperators::numbers)
            .orElseThrow(() -> node.problem("has neither scales nor sizes."));
    double[] all = new double[shape.rank()];
    for (int axis = 0; axis < all.length; axis++) {
      all[axis] = sizes.isPresent() ? shape.dim(axis) : 1;
    }
    List<Long> axes =
        node.integers("axes")
            .orElseGet(() -> java.util.stream.LongStream.range(0, all.length).boxed().toList());
    if (axes.size() != given.length) {
      throw node.problem(
          String.format(
              Locale.ROOT, "resizes %d axes with %d numbers.", axes.size(), given.length));
    }
    for (int i = 0; i < given.length; i++) {
      all[ShapeOperators.axis(node, axes.get(i), all.length)] = given[i];
    }
    return sizes.isPresent() ? sized(node, shape, all) : scaled(node, shape, all);
  }

  private static Target sized(OnnxNode node, Shape shape, double[] sizes) {
    requireImage(shape);
    if (sizes[0] != shape.batch() || sizes[1] != shape.channels()) {
      throw new NotCovered("another number of images or channels");
    }
    int height = size(node, sizes[2]);
    int width = size(node, sizes[3]);
    return new Target(
        height, width, (double) height / shape.height(), (double) width / shape.width());
  }

  private static Target scaled(OnnxNode node, Shape shape, double[] scales) {
    requireImage(shape);
    if (scales.length != 4) {
      throw node.problem(
          String.format(Locale.ROOT, "has %d scales, but its input is %s.", scales.length, shape));
    }
    if (scales[0] != 1 || scales[1] != 1) {
      throw new NotCovered("another number of images or channels");
    }
    // Rounded to floats, as exporters do: 5 x 2.8 is 14, though the float 2.8 is a little less.
    int height = size(node, Math.floor((float) scales[2] * shape.height()));
    int width = size(node, Math.floor((float) scales[3] * shape.width()));
    return new Target(height, width, scales[2], scales[3]);
  }

  private static void requireImage(Shape shape) {
    if (!shape.isImage()) {
      throw new NotCovered("interpolation over other axes than height and width");
    }
  }

  private static int size(OnnxNode node, double size) {
    if (!(size >= 1 && size <= Integer.MAX_VALUE)) {
      throw node.problem("resizes to a side of %s.".formatted(size));
    }
    return (int) size;
  }

  private static double[] numbers(Constant constant) {
    double[] numbers = new double[constant.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = constant.number(i);
    }
    return numbers;
  }

  private static Resample.Method method(OnnxNode node, String mode) {
    return switch (mode) {
      case "nearest" -> Resample.Method.NEAREST;
      case "linear" -> Resample.Method.LINEAR;
      case "cubic" -> Resample.Method.CUBIC;
      default -> throw node.problem("has the mode '%s', which is not known.".formatted(mode));
    };
  }

  private static Resample.Coordinates coordinates(OnnxNode node) {
    String mode = node.text("coordinate_transformation_mode", "half_pixel");
    return switch (mode) {
      case "half_pixel" -> Resample.Coordinates.HALF_PIXEL;
      case "pytorch_half_pixel" -> Resample.Coordinates.HALF_PIXEL_UNLESS_SINGLE;
      case "align_corners" -> Resample.Coordinates.ALIGN_CORNERS;
      case "asymmetric" -> Resample.Coordinates.ASYMMETRIC;
      case "tf_half_pixel_for_nn" -> Resample.Coordinates.PIXEL_CENTRE;
      default -> throw new NotCovered("coordinates by '%s'".formatted(mode));
    };
  }

  private static Resample.Rounding rounding(OnnxNode node) {
    String mode = node.text("nearest_mode", "round_prefer_floor");
    return switch (mode) {
      case "round_prefer_floor" -> Resample.Rounding.HALF_DOWN;
      case "round_prefer_ceil" -> Resample.Rounding.HALF_UP;
      case "floor" -> Resample.Rounding.FLOOR;
      case "ceil" -> Resample.Rounding.CEIL;
      default ->
          throw node.problem("has the nearest_mode '%s', which is not known.".formatted(mode));
    };
  }

  private static void finish(OnnxNode node, Wiring wiring, Target target, Resample resample) {
    Shape shape = wiring.shape(node, 0);
    String input = wiring.computed(node, 0);
    boolean exact =
        target.rows() * shape.height() == target.height()
            && target.columns() * shape.width() == target.width();
    Optional<Resize.Mode> plain = exact ? plain(resample, shape) : Optional.empty();
    wiring.finish(
        node,
        plain.isPresent()
            ? new Resize(target.height(), target.width(), plain.get())
            : resample.scales(target.rows(), target.columns()),
        input);
  }

  /** The simpler layer that computes the same. */
  private static Optional<Resize.Mode> plain(Resample resample, Shape input) {
    boolean whole =
        resample.height() % input.height() == 0 && resample.width() % input.width() == 0;
    boolean single = resample.height() == 1 || resample.width() == 1;
    return switch (resample.method()) {
      case NEAREST -> {
        boolean floor =
            resample.coordinates() == Resample.Coordinates.ASYMMETRIC
                && resample.rounding() == Resample.Rounding.FLOOR;
        // Between whole factors, the centre of a copy always lies nearest to its own pixel.
        boolean centre =
            resample.coordinates() == Resample.Coordinates.HALF_PIXEL
                && resample.rounding() == Resample.Rounding.HALF_DOWN
                && whole;
        yield floor || centre ? Optional.of(Resize.Mode.NEAREST) : Optional.empty();
      }
      case LINEAR ->
          switch (resample.coordinates()) {
            case HALF_PIXEL -> Optional.of(Resize.Mode.BILINEAR);
            case HALF_PIXEL_UNLESS_SINGLE ->
                single ? Optional.empty() : Optional.of(Resize.Mode.BILINEAR);
            case ALIGN_CORNERS -> Optional.of(Resize.Mode.BILINEAR_ALIGN_CORNERS);
            case ASYMMETRIC, PIXEL_CENTRE -> Optional.empty();
          };
      case CUBIC -> Optional.empty();
    };
  }
}
