package org.receptive.engine.io;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held: the orientation tag of EXIF (CIPA DC-008), which says how to turn and
 * mirror the stored pixels to see them upright.
 *
 * @param value 1 (as stored) to 8
 */
record ExifOrientation(int value) {
  private static final int APP1 = 0xFFE1;
  private static final int START_OF_SCAN = 0xFFDA;
  private static final int TAG = 0x0112;

  /** The orientation that a JPEG file names; as stored if it names none or is no JPEG. */
  static ExifOrientation of(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    if (file.length < 4 || buffer.getShort() != (short) 0xFFD8) {
      return new ExifOrientation(1);
    }
    while (buffer.remaining() >= 4) {
      int marker = Short.toUnsignedInt(buffer.getShort());
      int length = Short.toUnsignedInt(buffer.getShort()) - 2;
      if (marker < 0xFF00 || marker == START_OF_SCAN || length < 0 || length > buffer.remaining()) {
        break;
      }
      if (marker == APP1) {
        int value = inExif(buffer.slice(buffer.position(), length));
        if (value != 0) {
          return new ExifOrientation(value);
        }
      }
      buffer.position(buffer.position() + length);
    }
    return new ExifOrientation(1);
  }

  /** The tag's value, 1 to 8, or 0 if the segment does not hold it. */
  private static int inExif(ByteBuffer segment) {
    if (segment.remaining() < 14 || segment.getInt() != 0x45786966 || segment.getShort() != 0) {
      return 0;
    }
    ByteBuffer tiff = segment.slice();
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (directory + 2 > tiff.limit()) {
      return 0;
    }
    int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + 12L * i;
      if (entry + 12 > tiff.limit()) {
        return 0;
      }
      if (Short.toUnsignedInt(tiff.getShort((int) entry)) == TAG) {
        int value = Short.toUnsignedInt(tiff.getShort((int) entry + 8));
        return value >= 1 && value <= 8 ? value : 0;
      }
    }
    return 0;
  }

  /** The picture upright. */
  BufferedImage apply(BufferedImage image) {
    if (value == 1) {
      return image;
    }
    int w = image.getWidth();
    int h = image.getHeight();
    // Each line maps the stored pixel (x, y): m00 m10 m01 m11 m02 m12 of x' = m00 x + m01 y + m02.
    AffineTransform turn =
        switch (value) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
    boolean sideways = value >= 5;
    BufferedImage upright = new BufferedImage(sideways ? h : w, sideways ? w : h, image.getType());
    Graphics2D graphics = upright.createGraphics();
    graphics.drawImage(image, turn, null);
    graphics.dispose();
    return upright;
  }
}
