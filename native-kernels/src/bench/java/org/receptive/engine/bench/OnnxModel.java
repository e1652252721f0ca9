package org.receptive.engine.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Writes an ONNX model of a single Conv, input {@code x} to output {@code y}, as protocol buffers:
 * a message is a sequence of fields, each its number and wire type, then its content (onnx.proto).
 */
final class OnnxModel {
  private static final int FLOAT = 1;
  private static final int INTS = 7;
  private static final int INT = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private OnnxModel() {}

  static byte[] convolution(Conv2d layer, Shape input, Shape output, Tensor weight, Tensor bias) {
    OnnxModel graph =
        new OnnxModel()
            .message(1, node(layer, input))
            .text(2, "convolution")
            .message(5, tensor("w", weight))
            .message(5, tensor("b", bias))
            .message(11, value("x", input))
            .message(12, value("y", output));
    OnnxModel operators = new OnnxModel().text(1, "").number(2, 17);
    return new OnnxModel().number(1, 8).message(7, graph).message(8, operators).out.toByteArray();
  }

  private static OnnxModel node(Conv2d layer, Shape input) {
    Window window = layer.window();
    WindowAxis rows = window.alongHeight(input.height());
    WindowAxis columns = window.alongWidth(input.width());
    return new OnnxModel()
        .text(1, "x")
        .text(1, "w")
        .text(1, "b")
        .text(2, "y")
        .text(4, "Conv")
        .message(5, numbers("kernel_shape", rows.kernel(), columns.kernel()))
        .message(5, numbers("strides", rows.stride(), columns.stride()))
        .message(5, numbers("dilations", rows.dilation(), columns.dilation()))
        .message(
            5,
            numbers(
                "pads", rows.padBefore(), columns.padBefore(), rows.padAfter(), columns.padAfter()))
        .message(5, new OnnxModel().text(1, "group").number(3, layer.groups()).number(20, INT));
  }

  private static OnnxModel numbers(String name, int... values) {
    OnnxModel attribute = new OnnxModel().text(1, name);
    for (int value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, INTS);
  }

  private static OnnxModel tensor(String name, Tensor values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values.data());
    OnnxModel tensor = new OnnxModel();
    for (int dim : values.shape().dims()) {
      tensor.number(1, dim);
    }
    return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
  }

  private static OnnxModel value(String name, Shape shape) {
    OnnxModel dims = new OnnxModel();
    for (int dim : shape.dims()) {
      dims.message(1, new OnnxModel().number(1, dim));
    }
    OnnxModel type = new OnnxModel().number(1, FLOAT).message(2, dims);
    return new OnnxModel().text(1, name).message(2, new OnnxModel().message(1, type));
  }

  private OnnxModel number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  private OnnxModel text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private OnnxModel message(int field, OnnxModel value) {
    return bytes(field, value.out.toByteArray());
  }

  private OnnxModel bytes(int field, byte[] value) {
    varint((long) field << 3 | 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
