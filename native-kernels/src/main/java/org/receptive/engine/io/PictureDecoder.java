package org.receptive.engine.io;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.receptive.engine.tensor.Memory;
import org.receptive.engine.tensor.Shape;

/** Decodes PNG and JPEG through ImageIO, and says what is wrong where ImageIO mumbles. */
final class PictureDecoder {
  private static final List<String> FORMATS = List.of("png", "jpeg");

  private PictureDecoder() {}

  /**
   * A decoded picture, not yet turned upright.
   *
   * @throws DataFileException if it is no PNG or JPEG, damaged, truncated or too large
   */
  static BufferedImage decode(byte[] bytes, String name) {
    // The cache in memory: ImageIO's default writes a temporary file.
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      ImageReader reader = reader(stream, bytes, name);
      try {
        reader.setInput(stream, true, true);
        checkSize(reader, name);
        return read(reader, name);
      } finally {
        reader.dispose();
      }
    } catch (IOException broken) {
      throw new DataFileException(name, damage(broken, bytes), broken);
    } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
      // ImageIO's readers throw these on damaged headers.
      throw new DataFileException(name, damage(broken, bytes), broken);
    }
  }

  private static ImageReader reader(ImageInputStream stream, byte[] bytes, String name)
      throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
      reader.dispose();
    }
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < Math.min(8, bytes.length); i++) {
      start.append(String.format(Locale.ROOT, " %02x", bytes[i]));
    }
    throw new DataFileException(
        name,
        ("neither PNG nor JPEG: it starts with%s; a PNG starts with 89 50 4e 47, a JPEG with ff d8"
                + " ff.")
            .formatted(start));
  }

  /** Looks at the header before any pixel is decoded. */
  private static void checkSize(ImageReader reader, String name) throws IOException {
    int height = reader.getHeight(0);
    int width = reader.getWidth(0);
    if (height < 1 || width < 1) {
      throw new DataFileException(
          name, String.format(Locale.ROOT, "the picture is empty: %d x %d pixels.", height, width));
    }
    try {
      Memory.checkedLength(Shape.of(1, 3, height, width));
    } catch (IllegalArgumentException tooLarge) {
      throw new DataFileException(
          name,
          String.format(
              Locale.ROOT,
              "the picture has %d x %d pixels. %s",
              height,
              width,
              tooLarge.getMessage()),
          tooLarge);
    }
  }

  private static BufferedImage read(ImageReader reader, String name) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage image = reader.read(0);
    for (String warning : warnings) {
      // The JPEG reader fills what is missing with grey and only warns.
      if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
        throw new DataFileException(name, "truncated: the picture ends early.");
      }
    }
    return image;
  }

  /** A picture that does not end as its format asks was cut off; any other is damaged within. */
  private static String damage(Exception broken, byte[] bytes) {
    return endsLikePng(bytes) || endsLikeJpeg(bytes)
        ? "the picture is damaged: " + broken.getMessage()
        : String.format(
            Locale.ROOT, "truncated: the picture ends early, after %,d bytes.", bytes.length);
  }

  /** Whether the last chunk is IEND, as in a complete PNG file. */
  private static boolean endsLikePng(byte[] bytes) {
    int at = bytes.length - 8;
    return at >= 0
        && bytes[at] == 'I'
        && bytes[at + 1] == 'E'
        && bytes[at + 2] == 'N'
        && bytes[at + 3] == 'D';
  }

  /** Whether the last marker is EOI, as in a complete JPEG file. */
  private static boolean endsLikeJpeg(byte[] bytes) {
    int at = bytes.length - 2;
    return at >= 0 && bytes[at] == (byte) 0xFF && bytes[at + 1] == (byte) 0xD9;
  }
}
