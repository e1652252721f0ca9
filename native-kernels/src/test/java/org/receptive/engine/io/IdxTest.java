package org.receptive.engine.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Data sets in IDX form. */
class IdxTest {
  private static final byte[] IMAGES =
      ByteBuffer.allocate(20)
          .putInt(0x803)
          .putInt(1)
          .putInt(2)
          .putInt(2)
          .put(new byte[] {0, 51, (byte) 204, (byte) 255})
          .array();
  private static final byte[] LABELS =
      ByteBuffer.allocate(11).putInt(0x801).putInt(3).put(new byte[] {7, 2, 9}).array();

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(DataFileException.class, () -> Idx.read(stream(bytes), "set")).getMessage();
  }

  @Test
  void bytesBecomeGreyFromZeroToOne() {
    assertEquals(
        Tensor.of(Shape.of(1, 1, 2, 2), 0, 0.2f, 0.8f, 1), Idx.images(stream(IMAGES), "set"));
    assertArrayEquals(new int[] {7, 2, 9}, Idx.labels(stream(LABELS), "set"));
  }

  @Test
  void compressedFilesAreKnownByTheirContent(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("labels.idx"), zipped(LABELS));
    assertArrayEquals(new int[] {7, 2, 9}, Idx.labels(file));
    assertEquals(Tensor.of(Shape.of(3), 7, 2, 9), Idx.read(file));
  }

  @Test
  void everyTypeOfValueIsReadBigEndian() {
    assertEquals(-2, value(0x901, 1, bytes -> bytes.put((byte) -2)));
    assertEquals(-300, value(0xB01, 2, bytes -> bytes.putShort((short) -300)));
    assertEquals(-70_000, value(0xC01, 4, bytes -> bytes.putInt(-70_000)));
    assertEquals(1.5f, value(0xD01, 4, bytes -> bytes.putFloat(1.5f)));
    assertEquals(-2.25f, value(0xE01, 8, bytes -> bytes.putDouble(-2.25)));
  }

  /** The one value of a file with the given magic number. */
  private static float value(int magic, int width, Consumer<ByteBuffer> write) {
    ByteBuffer file = ByteBuffer.allocate(8 + width).putInt(magic).putInt(1);
    write.accept(file);
    return Idx.read(stream(file.array()), "set").at(0);
  }

  @Test
  void imagesAndLabelsAreNotConfused() {
    assertEquals(
        "set: images need 3 axes (images x rows x columns), but this file has 1: 3. Are these the"
            + " labels?",
        assertThrows(DataFileException.class, () -> Idx.images(stream(LABELS), "set"))
            .getMessage());
    assertEquals(
        "set: labels need 1 axis, but this file has 3: 1 x 2 x 2. Are these the images?",
        assertThrows(DataFileException.class, () -> Idx.labels(stream(IMAGES), "set"))
            .getMessage());
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    assertEquals("set: the file is empty (0 bytes).", refusal(new byte[0]));
    assertEquals(
        "set: 3 needs 3 bytes of values, but more follow: the lengths of the axes are wrong.",
        refusal(Arrays.copyOf(LABELS, 12)));
    byte[] zipped = zipped(IMAGES);
    assertEquals(
        "set: truncated: the compressed data ends early.",
        refusal(Arrays.copyOf(zipped, zipped.length - 12)));
    assertEquals(
        "set: truncated: the compressed data ends early.", refusal(Arrays.copyOf(zipped, 5)));
    byte[] damaged = zipped.clone();
    damaged[damaged.length - 6] ^= 0x55;
    assertEquals("set: the compressed data is damaged: Corrupt GZIP trailer", refusal(damaged));
    assertEquals(
        "set: axis 0 has the length 0, but must have at least 1.",
        refusal(ByteBuffer.allocate(8).putInt(0x801).putInt(0).array()));
    assertEquals(
        "set: axis 0 has the length 4294967295, but must have at least 1.",
        refusal(ByteBuffer.allocate(8).putInt(0x801).putInt(-1).array()));
  }
}
