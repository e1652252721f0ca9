package org.receptive.lessons.trained;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.trained.FaceLandmarks.Size;
import org.receptive.lessons.trained.FacePhoto.Box;
import org.receptive.lessons.trained.FacePhoto.Point;

/**
 * What the face networks say of photos of two persons, beside what a person sees in them. {@code
 * target/faces} gets the pictures to look at.
 */
class FaceNetworksTest {
  /** The overlap of two boxes that are taken to mean the same thing (PASCAL VOC). */
  private static final double SAME = 0.5;

  /** The numbers of the points: eyes and mouth. */
  private static final int LEFT_EYE = 36;

  private static final int RIGHT_EYE = 42;
  private static final int MOUTH = 48;

  static Stream<FacePhoto> photos() {
    return FacePhoto.all().stream();
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** The best of all boxes at 13 x 13 pixels. */
  private static Box found(TrainedNetwork network, Tensor picture) {
    Tensor maps = network.run(picture).output();
    int side = maps.shape().width();
    int best =
        best(
            5 * side * side,
            i -> maps.data()[(5 * (i / side / side) + 4) * side * side + i % (side * side)]);
    int box = best / side / side;
    int row = best / side % side;
    int column = best % side;
    TinyFaceDetector.Anchor anchor = TinyFaceDetector.ANCHORS.get(box);
    double x = (column + logistic(maps.at(0, 5 * box, row, column))) / side;
    double y = (row + logistic(maps.at(0, 5 * box + 1, row, column))) / side;
    double width = Math.exp(maps.at(0, 5 * box + 2, row, column)) * anchor.width() / side;
    double height = Math.exp(maps.at(0, 5 * box + 3, row, column)) * anchor.height() / side;
    return inPicture(network.preparation(), picture, x, y, width, height);
  }

  private static int best(int count, IntToDoubleFunction score) {
    return IntStream.range(0, count)
        .reduce((a, b) -> score.applyAsDouble(b) > score.applyAsDouble(a) ? b : a)
        .orElseThrow();
  }

  private static Box inPicture(
      Preparation prepared, Tensor picture, double x, double y, double width, double height) {
    return new Box(
        prepared.column(picture.shape(), x - width / 2),
        prepared.row(picture.shape(), y - height / 2),
        prepared.column(picture.shape(), x + width / 2),
        prepared.row(picture.shape(), y + height / 2));
  }

  /** The best of all default boxes, moved by its offsets. */
  private static Box found(SingleShotDetector detector, Tensor picture) {
    Trace trace = detector.run(picture);
    Tensor scores = trace.activation(detector.scores());
    Tensor moved = trace.activation(detector.offsets());
    Tensor box = detector.defaults();
    int best = best(scores.shape().dim(1), i -> scores.at(0, i, 1));
    double height = box.at(best, 2) - box.at(best, 0);
    double width = box.at(best, 3) - box.at(best, 1);
    return inPicture(
        detector.trained().preparation(),
        picture,
        box.at(best, 1) + width / 2 + moved.at(0, best, 1) / 10 * width,
        box.at(best, 0) + height / 2 + moved.at(0, best, 0) / 10 * height,
        width * Math.exp(moved.at(0, best, 3) / 5),
        height * Math.exp(moved.at(0, best, 2) / 5));
  }

  /** The 68 points in the picture, from the part of it that shows the face. */
  private static List<Point> points(TrainedNetwork network, Tensor picture, Box face) {
    Tensor part = FacePhoto.cut(picture, face);
    Tensor numbers = network.run(part).output();
    Preparation prepared = network.preparation();
    return IntStream.range(0, FaceLandmarks.POINTS)
        .mapToObj(
            i ->
                new Point(
                    Math.floor(Math.max(0, face.left()))
                        + prepared.column(part.shape(), numbers.at(0, 2 * i)),
                    Math.floor(Math.max(0, face.top()))
                        + prepared.row(part.shape(), numbers.at(0, 2 * i + 1))))
        .toList();
  }

  private static Point middle(List<Point> points) {
    return new Point(
        points.stream().mapToDouble(Point::x).average().orElseThrow(),
        points.stream().mapToDouble(Point::y).average().orElseThrow());
  }

  private static void draw(String name, FacePhoto photo, List<Box> boxes, List<Point> points) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "faces"));
      FaceOverlay.write(photo.picture(), boxes, points, folder.resolve(name + photo + ".png"));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  @ParameterizedTest
  @MethodSource("photos")
  void bothDetectorsFindTheFace(FacePhoto photo) {
    Tensor picture = photo.picture();
    Box tiny = found(TinyFaceDetector.trained(), picture);
    Box ssd = found(FaceSsd.trained(), picture);
    draw("boxes-", photo, List.of(photo.face(), tiny, ssd), List.of());
    for (Box box : List.of(tiny, ssd)) {
      assertTrue(box.overlap(photo.face()) > SAME, box + " for " + photo.face());
      for (Point point : List.of(photo.leftEye(), photo.rightEye(), photo.mouth())) {
        assertTrue(box.contains(point), box + " without " + point);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSixtyEightPointsLieWhereEyesAndMouthAre(Size size) {
    TrainedNetwork network = FaceLandmarks.trained(size);
    for (FacePhoto photo : FacePhoto.all()) {
      List<Point> points = points(network, photo.picture(), photo.face());
      draw("points-" + size + "-", photo, List.of(photo.face()), points);
      double unit = photo.betweenEyes();
      double left = middle(points.subList(LEFT_EYE, RIGHT_EYE)).distance(photo.leftEye()) / unit;
      double right = middle(points.subList(RIGHT_EYE, MOUTH)).distance(photo.rightEye()) / unit;
      double mouth =
          middle(points.subList(MOUTH, FaceLandmarks.POINTS)).distance(photo.mouth()) / unit;
      System.out.printf("%s %s: %.3f %.3f %.3f%n", size, photo, left, right, mouth);
      assertTrue(left < 0.15 && right < 0.15 && mouth < 0.15, photo + " " + size);
    }
  }

  @Test
  void photosOfOnePersonAreNearerThanThoseOfTwo() {
    TrainedNetwork landmarks = FaceLandmarks.trained(Size.FULL);
    TrainedNetwork recognition = FaceRecognition.trained();
    List<FacePhoto> photos = FacePhoto.all();
    List<Tensor> faces = new ArrayList<>();
    for (FacePhoto photo : photos) {
      Tensor picture = photo.picture();
      Box about = around(points(landmarks, picture, photo.face()));
      faces.add(recognition.run(FacePhoto.cut(picture, about)).output());
    }
    double same = 0;
    double different = Double.MAX_VALUE;
    for (int a = 0; a < photos.size(); a++) {
      for (int b = 0; b < a; b++) {
        double distance = distance(faces.get(a), faces.get(b));
        System.out.printf("%s %s: %.3f%n", photos.get(a), photos.get(b), distance);
        if (photos.get(a).person().equals(photos.get(b).person())) {
          same = Math.max(same, distance);
        } else {
          different = Math.min(different, distance);
        }
      }
    }
    assertTrue(same < different, same + " and " + different);
    assertTrue(same < 0.6, "the threshold of the network's author: " + same);
  }

  /** The points with a tenth of width and height on each side. */
  private static Box around(List<Point> points) {
    double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
    double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double top = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double bottom = points.stream().mapToDouble(Point::y).max().orElseThrow();
    double along = (right - left) / 10;
    double down = (bottom - top) / 10;
    return new Box(left - along, top - down, right + along, bottom + down);
  }

  private static double distance(Tensor a, Tensor b) {
    assertEquals(128, a.size());
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += Math.pow((double) a.data()[i] - b.data()[i], 2);
    }
    return Math.sqrt(sum);
  }
}
