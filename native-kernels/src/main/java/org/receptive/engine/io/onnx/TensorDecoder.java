package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.receptive.engine.io.DataFileException;

/**
 * Stored tensors as numbers. Nothing is allocated before the bytes that it needs were seen, so that
 * a short file cannot claim much memory.
 */
final class TensorDecoder {
  private final String file;
  private final ExternalData external;

  TensorDecoder(String file, ExternalData external) {
    this.file = file;
    this.external = external;
  }

  /**
   * The numbers of a tensor.
   *
   * @throws DataFileException if its values are missing, too few or too many
   * @throws NotCovered if it holds no numbers
   */
  Constant decode(TensorProto tensor) {
    DataType type = DataType.forNumber(tensor.getDataType());
    if (type == null || type == DataType.UNDEFINED) {
      throw problem(
          tensor, String.format(Locale.ROOT, "has the unknown type %d.", tensor.getDataType()));
    }
    List<Integer> dims = new ArrayList<>();
    long count = count(tensor, dims);
    if (tensor.hasSegment()) {
      throw problem(tensor, "is cut into segments, which ONNX never defined.");
    }
    if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
      return raw(
          tensor, type, dims, count, external.read(tensor.getName(), tensor.getExternalDataList()));
    }
    if (tensor.hasRawData()) {
      ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer();
      return raw(tensor, type, dims, count, bytes);
    }
    return typed(tensor, type, dims, count);
  }

  private long count(TensorProto tensor, List<Integer> dims) {
    long count = 1;
    for (long dim : tensor.getDimsList()) {
      if (dim < 0 || dim > Integer.MAX_VALUE) {
        throw problem(
            tensor,
            String.format(
                Locale.ROOT, "has an axis of length %,d; 0 to 2^31 - 1 is possible.", dim));
      }
      dims.add((int) dim);
      count = count > Integer.MAX_VALUE ? count : count * dim;
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw problem(
          tensor, "claims %s values, more than an array holds.".formatted(tensor.getDimsList()));
    }
    return count;
  }

  private Constant raw(
      TensorProto tensor, DataType type, List<Integer> dims, long count, ByteBuffer given) {
    ByteBuffer bytes = given.order(ByteOrder.LITTLE_ENDIAN);
    int width = width(type);
    if (bytes.remaining() != count * width) {
      throw problem(
          tensor,
          String.format(
              Locale.ROOT,
              "needs %,d bytes (%,d values of %s, %d bytes each), but the file holds %,d.",
              count * width,
              count,
              type,
              width,
              bytes.remaining()));
    }
    int start = bytes.position();
    return switch (type) {
      case FLOAT -> {
        float[] values = new float[(int) count];
        bytes.asFloatBuffer().get(values);
        yield new Constant.Floats(List.copyOf(dims), values);
      }
      case DOUBLE -> floats(dims, count, i -> bytes.getDouble(start + 8 * i));
      case FLOAT16 -> floats(dims, count, i -> Float.float16ToFloat(bytes.getShort(start + 2 * i)));
      case BFLOAT16 -> floats(dims, count, i -> bfloat(bytes.getShort(start + 2 * i)));
      case INT64, UINT64 -> integers(dims, count, i -> bytes.getLong(start + 8 * i));
      case INT32 -> integers(dims, count, i -> bytes.getInt(start + 4 * i));
      case UINT32 ->
          integers(dims, count, i -> Integer.toUnsignedLong(bytes.getInt(start + 4 * i)));
      case INT16 -> integers(dims, count, i -> bytes.getShort(start + 2 * i));
      case UINT16 ->
          integers(dims, count, i -> Short.toUnsignedLong(bytes.getShort(start + 2 * i)));
      case INT8 -> integers(dims, count, i -> bytes.get(start + i));
      default -> integers(dims, count, i -> Byte.toUnsignedLong(bytes.get(start + i)));
    };
  }

  private static int width(DataType type) {
    return switch (type) {
      case DOUBLE, INT64, UINT64 -> 8;
      case FLOAT, INT32, UINT32 -> 4;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
      case INT8, UINT8, BOOL -> 1;
      default -> throw new NotCovered("values of type " + type);
    };
  }

  private Constant typed(TensorProto tensor, DataType type, List<Integer> dims, long count) {
    int stored =
        switch (type) {
          case FLOAT -> tensor.getFloatDataCount();
          case DOUBLE -> tensor.getDoubleDataCount();
          case INT64 -> tensor.getInt64DataCount();
          case UINT32, UINT64 -> tensor.getUint64DataCount();
          case INT32, INT16, INT8, UINT16, UINT8, BOOL, FLOAT16, BFLOAT16 ->
              tensor.getInt32DataCount();
          default -> throw new NotCovered("values of type " + type);
        };
    if (stored != count) {
      throw problem(
          tensor,
          String.format(
              Locale.ROOT,
              "needs %,d values of %s (%s), but the file holds %,d.",
              count,
              type,
              tensor.getDimsList(),
              stored));
    }
    return switch (type) {
      case FLOAT -> floats(dims, count, tensor::getFloatData);
      case DOUBLE -> floats(dims, count, tensor::getDoubleData);
      case FLOAT16 ->
          floats(dims, count, i -> Float.float16ToFloat((short) tensor.getInt32Data(i)));
      case BFLOAT16 -> floats(dims, count, i -> bfloat(tensor.getInt32Data(i)));
      case INT64 -> integers(dims, count, tensor::getInt64Data);
      case UINT32, UINT64 -> integers(dims, count, tensor::getUint64Data);
      default -> integers(dims, count, tensor::getInt32Data);
    };
  }

  /** The upper half of a float32. */
  private static float bfloat(int half) {
    return Float.intBitsToFloat(half << 16);
  }

  private static Constant floats(List<Integer> dims, long count, IntToDoubleFunction value) {
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value.applyAsDouble(i);
    }
    return new Constant.Floats(List.copyOf(dims), values);
  }

  private static Constant integers(List<Integer> dims, long count, IntToLongFunction value) {
    long[] values = new long[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsLong(i);
    }
    return new Constant.Integers(List.copyOf(dims), values);
  }

  private DataFileException problem(TensorProto tensor, String text) {
    return new DataFileException(file, "the tensor '%s' %s".formatted(tensor.getName(), text));
  }
}
