package org.receptive.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.swing.Icon;
import javax.swing.ImageIcon;
import javax.swing.JLabel;
import org.junit.jupiter.api.Test;

/** Whatever can be painted is shown as a picture; no library of charts is needed for that. */
class PaintingTest {
  /** As XChart's charts. */
  public static class SizedChart {
    public int getWidth() {
      return 30;
    }

    public int getHeight() {
      return 20;
    }

    public void paint(Graphics2D surface, int width, int height) {
      surface.setColor(Color.RED);
      surface.fillRect(0, 0, width, height);
    }

    @Override
    public String toString() {
      return "a chart";
    }
  }

  /** As JFreeChart's. */
  static final class AreaChart {
    public void draw(Graphics2D surface, Rectangle2D area) {
      surface.setColor(Color.RED);
      surface.fill(area);
    }
  }

  /** As the images of libraries that wrap the JDK's. */
  static final class Wrapper {
    public BufferedImage getBufferedImage() {
      return red(7, 5);
    }
  }

  static final class Failing {
    @SuppressWarnings("DoNotCallSuggester") // it is called by its name
    public void paint(Graphics2D surface, int width, int height) {
      throw new IllegalStateException("no data");
    }

    @Override
    public String toString() {
      return "failing";
    }
  }

  private static BufferedImage red(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D surface = image.createGraphics();
    surface.setColor(Color.RED);
    surface.fillRect(0, 0, width, height);
    surface.dispose();
    return image;
  }

  private static MimeBundle render(Object value) {
    return new Renderers().render(value);
  }

  private static void assertRed(Object value, int width, int height) throws IOException {
    MimeBundle bundle = render(value);
    byte[] png = Base64.getDecoder().decode(bundle.data().get("image/png").getAsString());
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int middle = image.getRGB(image.getWidth() / 2, image.getHeight() / 2);
    assertEquals(Color.RED.getRGB(), middle);
    var size = bundle.metadata().getAsJsonObject("image/png");
    assertEquals(width, size.get("width").getAsInt());
    assertEquals(height, size.get("height").getAsInt());
  }

  @Test
  void chartsAreShownInTheirOwnSizeWithTheirText() throws IOException {
    assertRed(new SizedChart(), 30, 20);
    assertEquals("a chart", render(new SizedChart()).data().get("text/plain").getAsString());
  }

  @Test
  void chartsWithoutASizeGetOne() throws IOException {
    assertRed(new AreaChart(), 640, 420);
  }

  @Test
  void imagesIconsAndComponentsAreShown() throws IOException {
    Icon icon = new ImageIcon(red(9, 9));
    assertRed(red(4, 4), 4, 4);
    assertRed(icon, 9, 9);
    assertRed(new JLabel(icon), 9, 9);
    assertRed(new Wrapper(), 7, 5);
  }

  @Test
  void whatCannotBePaintedAfterAllIsShownAsText() {
    MimeBundle bundle = render(new Failing());
    assertFalse(bundle.data().has("image/png"));
    assertEquals("failing", bundle.data().get("text/plain").getAsString());
    assertTrue(render(new Object()).data().get("text/plain").getAsString().startsWith("java.lang"));
  }
}
