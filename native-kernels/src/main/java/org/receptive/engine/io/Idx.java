package org.receptive.engine.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.receptive.engine.tensor.Memory;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * IDX, the format of MNIST (LeCun, Cortes and Burges): two zero bytes, the type of the values, the
 * number of axes, the length of each axis as a big-endian int, then the values, the last axis
 * fastest. Files may be compressed with gzip; that is seen from their first bytes, not from their
 * names.
 */
public final class Idx {
  private Idx() {}

  /** The types of values, by their code in the third byte. */
  private enum Type {
    UNSIGNED_BYTE(0x08, 1),
    SIGNED_BYTE(0x09, 1),
    SHORT(0x0B, 2),
    INT(0x0C, 4),
    FLOAT(0x0D, 4),
    DOUBLE(0x0E, 8);

    private final int code;
    private final int bytes;

    Type(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    private float read(ByteBuffer buffer) {
      return switch (this) {
        case UNSIGNED_BYTE -> Byte.toUnsignedInt(buffer.get());
        case SIGNED_BYTE -> buffer.get();
        case SHORT -> buffer.getShort();
        case INT -> buffer.getInt();
        case FLOAT -> buffer.getFloat();
        case DOUBLE -> (float) buffer.getDouble();
      };
    }
  }

  /**
   * The values of a file as they are stored.
   *
   * @throws DataFileException if the file is missing, no IDX file, or truncated
   */
  public static Tensor read(Path file) {
    return read(new ByteArrayInputStream(FileBytes.read(file)), file.toString());
  }

  /**
   * The values of a stream as they are stored; the stream is not closed.
   *
   * @param name what to call it in messages
   * @throws DataFileException if it is no IDX data or truncated
   */
  public static Tensor read(InputStream stream, String name) {
    try {
      return values(unpacked(stream), name);
    } catch (EOFException early) {
      throw new DataFileException(name, "truncated: the compressed data ends early.", early);
    } catch (ZipException broken) {
      throw new DataFileException(
          name, "the compressed data is damaged: " + broken.getMessage(), broken);
    } catch (IOException problem) {
      throw new DataFileException(name, "cannot be read: " + problem.getMessage(), problem);
    }
  }

  /**
   * Grey images, with 0 to 255 scaled to [0, 1], as {@code N x 1 x H x W}.
   *
   * @throws DataFileException also if the values do not have three axes
   */
  public static Tensor images(Path file) {
    return images(read(file), file.toString());
  }

  /** Grey images from a stream, as {@link #images(Path)}. */
  public static Tensor images(InputStream stream, String name) {
    return images(read(stream, name), name);
  }

  private static Tensor images(Tensor raw, String name) {
    Shape shape = raw.shape();
    if (shape.rank() != 3) {
      throw new DataFileException(
          name,
          String.format(
              Locale.ROOT,
              "images need 3 axes (images x rows x columns), but this file has %d: %s.%s",
              shape.rank(),
              shape,
              shape.rank() == 1 ? " Are these the labels?" : ""));
    }
    return raw.map(value -> value / 255).reshape(shape.dim(0), 1, shape.dim(1), shape.dim(2));
  }

  /**
   * Class numbers, one for each image.
   *
   * @throws DataFileException also if the values do not have one axis
   */
  public static int[] labels(Path file) {
    return labels(read(file), file.toString());
  }

  /** Class numbers from a stream, as {@link #labels(Path)}. */
  public static int[] labels(InputStream stream, String name) {
    return labels(read(stream, name), name);
  }

  private static int[] labels(Tensor raw, String name) {
    if (raw.shape().rank() != 1) {
      throw new DataFileException(
          name,
          String.format(
              Locale.ROOT,
              "labels need 1 axis, but this file has %d: %s. Are these the images?",
              raw.shape().rank(),
              raw.shape()));
    }
    int[] labels = new int[raw.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (int) raw.data()[i];
    }
    return labels;
  }

  private static InputStream unpacked(InputStream stream) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(stream);
    buffered.mark(2);
    int first = buffered.read();
    int second = buffered.read();
    buffered.reset();
    return first == 0x1F && second == 0x8B ? new GZIPInputStream(buffered) : buffered;
  }

  private static Tensor values(InputStream in, String name) throws IOException {
    byte[] magic = FileBytes.requireContent(name, in.readNBytes(4));
    Type type = type(magic, name);
    Shape shape = shape(in, magic[3], name);
    int count;
    try {
      count = Memory.checkedLength(shape);
    } catch (IllegalArgumentException tooLarge) {
      throw new DataFileException(name, tooLarge.getMessage(), tooLarge);
    }
    ByteBuffer buffer = ByteBuffer.wrap(payload(in, shape, (long) count * type.bytes, name));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = type.read(buffer);
    }
    return Tensor.of(shape, values);
  }

  /** Exactly the promised bytes; grows with what arrives, so that a wrong header costs nothing. */
  private static byte[] payload(InputStream in, Shape shape, long bytes, String name)
      throws IOException {
    // One byte more than promised, to notice what does not belong there.
    byte[] data = in.readNBytes((int) Math.min(bytes + 1, Integer.MAX_VALUE - 8));
    if (data.length == bytes) {
      return data;
    }
    String found =
        data.length < bytes
            ? String.format(Locale.ROOT, "only %,d follow: the file is truncated.", data.length)
            : "more follow: the lengths of the axes are wrong.";
    throw new DataFileException(
        name,
        String.format(Locale.ROOT, "%s needs %,d bytes of values, but %s", shape, bytes, found));
  }

  private static Type type(byte[] magic, String name) {
    if (magic.length == 4 && magic[0] == 0 && magic[1] == 0 && magic[3] > 0) {
      for (Type type : Type.values()) {
        if (type.code == magic[2]) {
          return type;
        }
      }
    }
    StringBuilder hex = new StringBuilder();
    for (byte each : magic) {
      hex.append(String.format(Locale.ROOT, " %02x", each));
    }
    throw new DataFileException(
        name,
        ("no IDX file: it starts with%s, but should start with 00 00, a type (08 for bytes) and the"
                + " number of axes, such as 00 00 08 03 for MNIST's images.")
            .formatted(hex));
  }

  private static Shape shape(InputStream in, int rank, String name) throws IOException {
    byte[] header = in.readNBytes(4 * rank);
    if (header.length < 4 * rank) {
      throw new DataFileException(
          name,
          String.format(
              Locale.ROOT,
              "truncated: the lengths of %d axes need %d bytes, but only %d follow.",
              rank,
              4 * rank,
              header.length));
    }
    ByteBuffer buffer = ByteBuffer.wrap(header);
    int[] dims = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      dims[axis] = buffer.getInt();
      if (dims[axis] < 1) {
        throw new DataFileException(
            name,
            String.format(
                Locale.ROOT,
                "axis %d has the length %d, but must have at least 1.",
                axis,
                Integer.toUnsignedLong(dims[axis])));
      }
    }
    try {
      return Shape.of(dims);
    } catch (IllegalArgumentException tooLarge) {
      throw new DataFileException(name, tooLarge.getMessage(), tooLarge);
    }
  }
}
