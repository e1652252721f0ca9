package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.engine.tensor.Shape;

/**
 * A value as the file declares it.
 *
 * @param name its name
 * @param type the type of its numbers; {@link DataType#UNDEFINED} if it is no tensor
 * @param dims the lengths of its axes; empty where the file names or leaves out a length; the whole
 *     empty if the file says nothing about axes
 */
record DeclaredValue(String name, DataType type, Optional<List<Optional<Long>>> dims) {

  /** Reads a declaration. */
  static DeclaredValue of(ValueInfoProto info) {
    if (!info.getType().hasTensorType()) {
      return new DeclaredValue(info.getName(), DataType.UNDEFINED, Optional.empty());
    }
    var tensor = info.getType().getTensorType();
    DataType type = DataType.forNumber(tensor.getElemType());
    Optional<List<Optional<Long>>> dims =
        tensor.hasShape()
            ? Optional.of(
                tensor.getShape().getDimList().stream().map(DeclaredValue::length).toList())
            : Optional.empty();
    return new DeclaredValue(info.getName(), type == null ? DataType.UNDEFINED : type, dims);
  }

  private static Optional<Long> length(Dimension dim) {
    return dim.hasDimValue() && dim.getDimValue() >= 0
        ? Optional.of(dim.getDimValue())
        : Optional.empty();
  }

  /** Whether only the batch may be open. */
  boolean isSized() {
    return dims.isPresent()
        && !dims.get().isEmpty()
        && dims.get().stream().skip(1).allMatch(dim -> dim.isPresent() && dim.get() > 0)
        && dims.get().stream().flatMap(Optional::stream).allMatch(dim -> dim <= Integer.MAX_VALUE);
  }

  /** Why there is no shape, and what to do, behind {@link #text}. */
  String whyNoShape() {
    if (dims.isPresent() && dims.get().isEmpty()) {
      return "without any axis; a network here takes a tensor of one axis or more";
    }
    String remedy = "say it: Onnx.read(file, Shape.of(1, 3, 224, 224))";
    List<Optional<Long>> all = dims.orElse(List.of());
    for (int axis = 1; axis < all.size(); axis++) {
      if (all.get(axis).equals(Optional.of(0L))) {
        return String.format(
            Locale.ROOT,
            "and so has no values: axis %d has length 0. If the file means that the size is"
                + " open, %s",
            axis,
            remedy);
      }
    }
    return "and leaves its size open; " + remedy;
  }

  /** The shape, a batch that is open or 0 being one; empty if another axis is. */
  Optional<Shape> shape() {
    return isSized()
        ? Optional.of(
            Shape.of(
                dims.get().stream()
                    .mapToInt(dim -> Math.max(1, dim.orElse(1L).intValue()))
                    .toArray()))
        : Optional.empty();
  }

  /** The lengths for people: {@code ? x 3 x 224 x 224}. */
  String text() {
    return dims.map(
            all ->
                all.isEmpty()
                    ? "a single number"
                    : String.join(
                        " x ",
                        all.stream().map(dim -> dim.map(String::valueOf).orElse("?")).toList()))
        .orElse("of any shape");
  }
}
