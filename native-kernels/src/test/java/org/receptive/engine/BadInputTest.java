package org.receptive.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.io.Idx;
import org.receptive.engine.io.Images;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** What a student reads after a mistake. Every message is printed, to be looked at. */
class BadInputTest {

  private static String message(Executable mistake) {
    String message = assertThrows(RuntimeException.class, mistake).getMessage();
    System.out.println("bad input: " + message);
    return message;
  }

  @Test
  void aKernelLargerThanThePaddedInput() {
    Network network =
        Network.builder("small", Shape.of(1, 3, 2, 2))
            .conv("conv3", 8, 5, conv -> conv.padding(1))
            .build();
    assertEquals(
        "conv3: kernel 5 does not fit the padded input: input 2 + padding 1 + 1 = 4, which is less"
            + " than 5.",
        message(network::outputShape));
    assertEquals(
        "kernel 3 with dilation 4 does not fit the padded input: input 8 + padding 0 + 0 = 8, which"
            + " is less than 4 x (3 - 1) + 1 = 9.",
        message(() -> Conv2d.of(1, 1, 3).dilation(4).output(List.of(Shape.of(1, 1, 8, 8)))));
  }

  @Test
  void aWindowThatNeverMoves() {
    assertEquals(
        "the stride is 0, but must be at least 1: the window would never move.",
        message(() -> Conv2d.of(1, 1, 3).stride(0)));
    assertEquals("the kernel is 0 x 3, but must be at least 1.", message(() -> Window.of(0, 3)));
    assertEquals(
        "the dilation is 0, but must be at least 1 (1 means a dense kernel).",
        message(() -> Conv2d.of(1, 1, 3).dilation(0)));
  }

  @Test
  void aLayerOfANetworkThatNoLayerCanBeIsNamed() {
    assertEquals(
        "c2: the stride is 0, but must be at least 1: the window would never move.",
        message(() -> small().conv("c2", 8, 3, conv -> conv.stride(0))));
    assertEquals(
        "c2: 2 groups do not divide the 3 input channels: 3 = 2 x 1 + 1.",
        message(() -> small().conv("c2", 8, 3, conv -> conv.groups(2))));
    assertEquals(
        "p1: the kernel is 0, but must be at least 1.", message(() -> small().maxPool("p1", 0, 1)));
    assertTrue(message(() -> small().avgPool("p1", 2, 0)).startsWith("p1: the stride is 0"));
    assertTrue(message(() -> small().linear("f1", 0)).startsWith("f1: "));
  }

  private static NetworkBuilder small() {
    return Network.builder("small", Shape.of(1, 3, 8, 8));
  }

  @Test
  void negativeOrTooMuchPadding() {
    assertEquals(
        "the padding is -1, but must be 0 or more; to cut the input, crop it first.",
        message(() -> Padding.of(-1)));
    assertEquals(
        "pooling padding is 2, but may be at most half the window: 2 / 2 = 1.",
        message(() -> MaxPool2d.of(2, 2).padding(2)));
  }

  @Test
  void channelsThatDoNotMatch() {
    Conv2d conv = Conv2d.of(6, 16, 5);
    assertEquals(
        "Conv2d expects 6 input channels, but the input 1 x 3 x 32 x 32 has 3.",
        message(() -> conv.output(List.of(Shape.of(1, 3, 32, 32)))));
    assertEquals(
        "4 groups do not divide the 6 input channels: 6 = 4 x 1 + 2.",
        message(() -> conv.groups(4)));
    assertEquals(
        "3 groups do not divide the 16 output channels: 16 = 3 x 5 + 1.",
        message(() -> conv.groups(3)));
  }

  @Test
  void anImageWithNanOrWithoutPixels(@TempDir Path folder) throws IOException {
    Network network = Network.builder("n", Shape.of(1, 1, 2, 2)).conv("conv1", 1, 1).build();
    Tensor image = Tensor.of(Shape.of(1, 1, 2, 2), 1, 2, Float.NaN, 4);
    String refused = message(() -> network.run(image, new ReferenceKernels()));
    assertTrue(refused.contains("NaN") && refused.contains("1 x 1 x 2 x 2"), refused);
    assertEquals(
        "The picture 1 x 1 x 2 x 2 has no colour at value 2 (row 1, column 0): it is NaN.",
        message(() -> Images.toImage(image)));
    assertEquals(
        "Every axis of a shape needs a length of at least 1, but axis 2 of 1 x 3 x 0 x 4 is 0.",
        message(() -> Tensor.zeros(Shape.of(1, 3, 0, 4))));
    Path empty = Files.createFile(folder.resolve("empty.png"));
    assertEquals(empty + ": the file is empty (0 bytes).", message(() -> Images.read(empty)));
  }

  private static byte[] encoded(String format) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 48; i++) {
      image.setRGB(i % 64, i / 64, i * 7919);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  @Test
  void truncatedPictures() throws IOException {
    for (String format : List.of("png", "jpeg")) {
      byte[] whole = encoded(format);
      for (int length : new int[] {whole.length / 2, whole.length - 30, 60, 20}) {
        byte[] part = Arrays.copyOf(whole, length);
        String text = message(() -> Images.read(part, "cat." + format));
        assertTrue(text.startsWith("cat." + format + ": truncated: the picture ends early"), text);
      }
    }
    assertEquals(
        "notes.txt: neither PNG nor JPEG: it starts with 68 65 6c 6c 6f; a PNG starts with 89 50 4e"
            + " 47, a JPEG with ff d8 ff.",
        message(() -> Images.read(new byte[] {'h', 'e', 'l', 'l', 'o'}, "notes.txt")));
  }

  @Test
  void truncatedOrForeignIdx() {
    byte[] idx = ByteBuffer.allocate(20).putInt(0x803).putInt(2).putInt(2).putInt(2).array();
    assertEquals(
        "digits: 2 x 2 x 2 needs 8 bytes of values, but only 4 follow: the file is truncated.",
        message(() -> Idx.read(new ByteArrayInputStream(idx), "digits")));
    assertEquals(
        "digits: truncated: the lengths of 3 axes need 12 bytes, but only 6 follow.",
        message(() -> Idx.read(new ByteArrayInputStream(idx, 0, 10), "digits")));
    assertEquals(
        "digits: no IDX file: it starts with 89 50 4e 47, but should start with 00 00, a type (08"
            + " for bytes) and the number of axes, such as 00 00 08 03 for MNIST's images.",
        message(() -> Idx.read(new ByteArrayInputStream(new byte[] {-119, 80, 78, 71}), "digits")));
  }

  @Test
  void aFileThatIsNotThere(@TempDir Path folder) {
    Path missing = folder.resolve("cat.png");
    assertEquals(
        "%s: there is no such file (looked in %s).".formatted(missing, folder),
        message(() -> Images.read(missing)));
    assertEquals(folder + ": this is a folder, not a file.", message(() -> Idx.read(folder)));
  }

  @Test
  void moreMemoryThanThereIs() {
    int rows = (int) Math.min(2047, Runtime.getRuntime().maxMemory() / 4 / (1 << 20) + 1);
    String text = message(() -> Tensor.zeros(Shape.of(1, rows, 1 << 10, 1 << 10)).max());
    assertTrue(
        text.startsWith(
            "A tensor of shape 1 x %d x 1024 x 1024 needs %,d x 4 bytes = "
                .formatted(rows, (long) rows << 20)),
        text);
    assertTrue(text.endsWith("or start Java with a larger -Xmx."), text);
  }

  @Test
  void aHeaderThatAsksForAGigabyteCostsNothing() {
    byte[] header =
        ByteBuffer.allocate(20)
            .putInt(0x803)
            .putInt(1 << 10)
            .putInt(1 << 10)
            .putInt(1 << 8)
            .array();
    String text = message(() -> Idx.read(new ByteArrayInputStream(header), "digits"));
    assertTrue(
        text.contains("needs 268,435,456 bytes of values, but only 4 follow")
            || text.contains("larger -Xmx"),
        text);
  }
}
