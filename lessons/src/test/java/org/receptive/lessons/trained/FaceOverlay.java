package org.receptive.lessons.trained;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.receptive.engine.io.Images;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.trained.FacePhoto.Box;
import org.receptive.lessons.trained.FacePhoto.Point;

/** Boxes and points over a photo, to look at. */
final class FaceOverlay {
  private static final int RADIUS = 3;

  private FaceOverlay() {}

  static void write(Tensor picture, List<Box> boxes, List<Point> points, Path file)
      throws IOException {
    BufferedImage photo = Images.toImage(picture);
    BufferedImage image =
        new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.drawImage(photo, 0, 0, null);
    graphics.setStroke(new BasicStroke(2));
    List<Color> colours = List.of(Color.WHITE, Color.YELLOW, Color.CYAN);
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      graphics.setColor(colours.get(i % colours.size()));
      graphics.draw(
          new Rectangle2D.Double(
              box.left(), box.top(), box.right() - box.left(), box.bottom() - box.top()));
    }
    graphics.setColor(Color.GREEN);
    for (Point point : points) {
      graphics.fill(
          new Ellipse2D.Double(point.x() - RADIUS, point.y() - RADIUS, 2 * RADIUS, 2 * RADIUS));
    }
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}
