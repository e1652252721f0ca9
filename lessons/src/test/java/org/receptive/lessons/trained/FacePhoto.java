package org.receptive.lessons.trained;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.receptive.engine.io.Images;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A photo of one face, and where a person sees eyes and mouth in it.
 *
 * @param name the file's name
 * @param person who it is
 * @param leftEye the eye at the left of the picture, in pixels
 * @param rightEye the eye at the right of the picture
 * @param mouth the middle of the mouth
 */
record FacePhoto(String name, String person, Point leftEye, Point rightEye, Point mouth) {

  /** A place in a picture, in pixels. */
  record Point(double x, double y) {
    double distance(Point other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  /** A part of a picture, in pixels. */
  record Box(double left, double top, double right, double bottom) {
    boolean contains(Point point) {
      return point.x() > left && point.x() < right && point.y() > top && point.y() < bottom;
    }

    double area() {
      return Math.max(0, right - left) * Math.max(0, bottom - top);
    }

    /** The common part of two boxes, as a part of both together. */
    double overlap(Box other) {
      Box common =
          new Box(
              Math.max(left, other.left),
              Math.max(top, other.top),
              Math.min(right, other.right),
              Math.min(bottom, other.bottom));
      return common.area() / (area() + other.area() - common.area());
    }
  }

  static List<FacePhoto> all() {
    return List.of(
        new FacePhoto(
            "first-1.jpg", "first", new Point(113, 208), new Point(210, 200), new Point(165, 293)),
        new FacePhoto(
            "first-2.jpg", "first", new Point(254, 237), new Point(372, 235), new Point(321, 338)),
        new FacePhoto(
            "second-1.jpg",
            "second",
            new Point(143, 256),
            new Point(280, 251),
            new Point(216, 408)),
        new FacePhoto(
            "second-2.jpg",
            "second",
            new Point(119, 260),
            new Point(235, 256),
            new Point(183, 391)));
  }

  Tensor picture() {
    try (InputStream stream = FacePhoto.class.getResourceAsStream("faces/" + name)) {
      return Images.read(stream.readAllBytes(), name);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  double betweenEyes() {
    return leftEye.distance(rightEye);
  }

  /** Half the way from between the eyes to the mouth. */
  Point middle() {
    return new Point(
        (leftEye.x() + rightEye.x()) / 4 + mouth.x() / 2,
        (leftEye.y() + rightEye.y()) / 4 + mouth.y() / 2);
  }

  /** The face: a square about its middle, five halves of the distance between the eyes wide. */
  Box face() {
    double half = 1.25 * betweenEyes();
    Point middle = middle();
    return new Box(middle.x() - half, middle.y() - half, middle.x() + half, middle.y() + half);
  }

  /** A part of the picture, as far as it lies inside. */
  static Tensor cut(Tensor picture, Box box) {
    int left = (int) Math.max(0, box.left());
    int top = (int) Math.max(0, box.top());
    int width = (int) Math.min(picture.shape().width(), box.right()) - left;
    int height = (int) Math.min(picture.shape().height(), box.bottom()) - top;
    Tensor part = Tensor.zeros(Shape.of(1, 3, height, width));
    for (int i = 0; i < part.size(); i++) {
      part.data()[i] =
          picture.at(0, i / width / height, top + i / width % height, left + i % width);
    }
    return part;
  }

  @Override
  public String toString() {
    return name;
  }
}
