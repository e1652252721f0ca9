package org.receptive.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Pictures as tensors and back. */
class ImagesTest {
  private static final Shape TINY = Shape.of(1, 3, 1, 2);

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    return out.toByteArray();
  }

  private static BufferedImage picture(int type, int... argb) {
    BufferedImage image = new BufferedImage(argb.length, 1, type);
    for (int x = 0; x < argb.length; x++) {
      image.setRGB(x, 0, argb[x]);
    }
    return image;
  }

  @Test
  void coloursComeAsRedGreenBluePlanes() throws IOException {
    BufferedImage image = picture(BufferedImage.TYPE_INT_RGB, 0xFF3300, 0x00CCFF);
    assertEquals(Tensor.of(TINY, 1, 0, 0.2f, 0.8f, 0, 1), Images.read(encoded(image, "png"), "p"));
  }

  @Test
  void greyStaysWhatIsStored() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 51);
    image.getRaster().setSample(1, 0, 0, 204);
    assertEquals(
        Tensor.of(TINY, 0.2f, 0.8f, 0.2f, 0.8f, 0.2f, 0.8f),
        Images.read(encoded(image, "png"), "p"));
    BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(0, 0, 0, 0x8000);
    assertEquals(0x8000 / 65535f, Images.read(encoded(deep, "png"), "p").at(0, 1, 0, 0));
  }

  @Test
  void whatIsTransparentBecomesWhite() throws IOException {
    BufferedImage image = picture(BufferedImage.TYPE_INT_ARGB, 0x00000000, 0xFF000000);
    assertEquals(Tensor.of(TINY, 1, 0, 1, 0, 1, 0), Images.read(encoded(image, "png"), "p"));
    BufferedImage palette = picture(BufferedImage.TYPE_BYTE_INDEXED, 0xFFFF0000, 0xFF00FF00);
    assertEquals(Tensor.of(TINY, 1, 0, 0, 1, 0, 0), Images.read(encoded(palette, "png"), "p"));
  }

  @Test
  void whatWasWrittenIsReadAgain(@TempDir Path folder) {
    Tensor image = Tensor.uniform(Shape.of(1, 3, 5, 7), 0, 1, 1);
    Path png = folder.resolve("x.png");
    Images.write(image, png);
    assertTrue(Images.read(png).maxDifference(image) <= 0.5 / 255 + 1e-6);
    Path jpeg = folder.resolve("x.JPG");
    Images.write(Tensor.full(Shape.of(1, 3, 16, 16), 0.5f), jpeg);
    assertEquals(0.5, Images.read(jpeg).mean(), 0.02);
    Tensor plane = Tensor.of(Shape.of(1, 2), -3, 9);
    Images.write(plane, png);
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 2), 0, 1), Images.readGrey(png));
  }

  @Test
  void picturesAreNotWrittenAnywhereOrInAnyFormat(@TempDir Path folder) {
    Tensor image = Tensor.full(Shape.of(2, 2), 1);
    Path gif = folder.resolve("x.gif");
    assertEquals(
        gif + ": pictures are written as .png, .jpg or .jpeg, not as .gif",
        assertThrows(DataFileException.class, () -> Images.write(image, gif)).getMessage());
    Path nowhere = folder.resolve("no").resolve("x.png");
    assertEquals(
        "%s: the folder %s does not exist.".formatted(nowhere, folder.resolve("no")),
        assertThrows(DataFileException.class, () -> Images.write(image, nowhere)).getMessage());
    assertEquals(
        "A picture is 1 x 3 x H x W, 1 x 1 x H x W or H x W, but this tensor is 2 x 3 x 4 x 5.",
        assertThrows(
                IllegalArgumentException.class,
                () -> Images.toImage(Tensor.zeros(Shape.of(2, 3, 4, 5))))
            .getMessage());
  }

  /** A JPEG of 48 x 32 pixels whose top left quarter is red, with an orientation tag. */
  private static byte[] tagged(int orientation, ByteOrder order) throws IOException {
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 24 * 16; i++) {
      image.setRGB(i % 24, i / 24, Color.RED.getRGB());
    }
    byte[] jpeg = encoded(image, "jpeg");
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    tiff.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D));
    tiff.putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    ByteBuffer segment = ByteBuffer.allocate(2 + 2 + 6 + 26);
    segment.putShort((short) 0xFFE1).putShort((short) 34);
    segment.putInt(0x45786966).putShort((short) 0).put(tiff.array());
    return ByteBuffer.allocate(jpeg.length + 36)
        .put(jpeg, 0, 2)
        .put(segment.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  @Test
  void photographsStandUprightWhicheverWayTheCameraWasHeld() throws IOException {
    // Where the red quarter belongs: top left, top right, bottom right, bottom left, twice.
    String[] corners = {"TL", "TR", "BR", "BL", "TL", "TR", "BR", "BL"};
    for (int orientation = 1; orientation <= 8; orientation++) {
      for (ByteOrder order : Arrays.asList(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
        Tensor image = Images.read(tagged(orientation, order), "photo");
        boolean sideways = orientation >= 5;
        assertEquals(sideways ? Shape.of(1, 3, 48, 32) : Shape.of(1, 3, 32, 48), image.shape());
        int top = corners[orientation - 1].charAt(0) == 'T' ? 4 : image.shape().height() - 5;
        int left = corners[orientation - 1].charAt(1) == 'L' ? 4 : image.shape().width() - 5;
        assertEquals(1, image.at(0, 0, top, left), 0.05, "orientation " + orientation);
        assertTrue(image.mean() < 0.11, "only a quarter is red");
      }
    }
  }

  @Test
  void aDamagedPictureIsNotCalledTruncated(@TempDir Path folder) throws IOException {
    byte[] png = encoded(picture(BufferedImage.TYPE_INT_RGB, 1, 2, 3), "png");
    png[png.length - 20] ^= 0x3C;
    png[45] ^= 0x3C;
    Path file = Files.write(folder.resolve("x.png"), png);
    String text = assertThrows(DataFileException.class, () -> Images.read(file)).getMessage();
    assertTrue(text.startsWith(file + ": the picture is damaged: "), text);
  }
}
