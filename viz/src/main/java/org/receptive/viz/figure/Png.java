package org.receptive.viz.figure;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG files in memory. */
final class Png {
  private Png() {}

  /** The file of {@code image}. */
  static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IllegalStateException("this Java has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the image cannot be written as PNG", e);
    }
    return out.toByteArray();
  }

  /** The image in the file {@code png}. */
  static BufferedImage decode(byte[] png) {
    try (ByteArrayInputStream in = new ByteArrayInputStream(png)) {
      BufferedImage image = ImageIO.read(in);
      if (image == null) {
        throw new IllegalArgumentException("these " + png.length + " bytes are not an image");
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException("the image cannot be read", e);
    }
  }

  /** The file as a data URI. */
  static String dataUri(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }
}
