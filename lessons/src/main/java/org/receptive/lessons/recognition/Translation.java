package org.receptive.lessons.recognition;

import java.awt.image.BufferedImage;
import java.util.Locale;
import org.receptive.engine.io.Images;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.claim.Evidence;
import org.receptive.lessons.data.Digit;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;
import org.receptive.viz.layer.ColorScale;

/**
 * What happens to the maps of a convolution when a digit moves: whether they stay (invariance) or
 * move along (equivariance).
 *
 * @param digit the digit
 * @param right by how many columns it moves to the right
 * @param layer the name of a convolution with stride 1 that sees the input directly
 * @param still the run on the digit where it was
 * @param moved the run on the moved digit
 */
public record Translation(Digit digit, int right, String layer, Trace still, Trace moved)
    implements Evidence, Picture {
  /** Float32 sums of the same numbers in another place differ at most in their last digits. */
  private static final double NOTHING = 1e-4;

  private static final double TILE = 112;
  private static final double STEP = 136;
  private static final double MARGIN = 18;
  private static final double TOP = 48;

  /**
   * Runs a network on a digit and on the same digit moved.
   *
   * @param network takes {@code 1 x 1 x 28 x 28}
   * @param layer a convolution with stride 1 behind the input
   * @param right columns; 1 to 4, which is the digits' margin
   */
  public static Translation of(Network network, String layer, Digit digit, int right) {
    if (right < 1 || right > 4) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Moving by %d columns: 1 to 4 keep the whole digit in the image.",
              right));
    }
    return new Translation(
        digit, right, layer, network.run(digit.image(28)), network.run(digit.moved(right, 0)));
  }

  /** The change of the maps if they are expected to stay, relative to their mean size. */
  public double changeInPlace() {
    return change(layer, 0);
  }

  /** The change of the maps if they are moved back first, relative to their mean size. */
  public double changeMovedBack() {
    return change(layer, right);
  }

  /** The mean change of all values of a layer, relative to their mean size. */
  private double change(String name, int shift) {
    Tensor before = still.activation(name);
    Tensor after = moved.activation(name);
    int width = before.shape().width();
    double difference = 0;
    double size = 0;
    for (int i = 0; i < before.size(); i++) {
      if (i % width + shift < width) {
        difference += Math.abs(after.data()[i + shift] - before.data()[i]);
        size += Math.abs(before.data()[i]);
      }
    }
    return difference / size;
  }

  @Override
  public Part.Sheet measurements() {
    return Part.Sheet.of(
        String.format(
            Locale.ROOT,
            "Digit %d moved by %d columns: mean change of the maps of %s",
            digit.index(),
            right,
            layer),
        Part.Line.of("compared in place: 0% would be invariant", percent(changeInPlace())),
        Part.Line.of("compared after moving back: 0% is equivariant", percent(changeMovedBack())),
        Part.Line.of(
            "what the network says",
            String.format(
                Locale.ROOT, "%d, then %d", still.output().argmax(), moved.output().argmax())));
  }

  @Override
  public boolean supports() {
    return changeInPlace() < NOTHING;
  }

  @Override
  public String conclusion() {
    return changeMovedBack() < NOTHING
        ? "The maps changed, but only by moving along: the convolution is equivariant."
        : "The maps changed by more than moving along.";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%d%%", Math.round(100 * share));
  }

  @Override
  public Figure figure() {
    Tensor before = still.featureMaps(layer).map(0);
    Tensor after = moved.featureMaps(layer).map(0);
    ColorScale scale = ColorScale.diverging(before, after);
    SceneBuilder scene = Scene.builder();
    tile(scene, 0, "input", ink(still.input()));
    tile(scene, 1, "input, moved", ink(moved.input()));
    tile(scene, 2, layer + ", map 0", colored(before, scale));
    tile(scene, 3, "of the moved input", colored(after, scale));
    tile(scene, 4, "difference, moved back", colored(difference(before, after), scale));
    scene.text(MARGIN, 22, "Move the digit, and its map moves along", TextStyle.heading());
    String text = measurements().heading() + "\n" + lines() + "\n" + conclusion();
    return Figure.of(
        scene.build(2 * MARGIN + 4 * STEP + TILE, TOP + TILE + 34),
        "A digit moves",
        String.format(
            Locale.ROOT,
            "A digit, the same digit %d columns further right, a map of %s for each, and the"
                + " difference of the maps once the second is moved back.",
            right,
            layer),
        text);
  }

  private String lines() {
    StringBuilder out = new StringBuilder();
    measurements()
        .lines()
        .forEach(line -> out.append("  %s: %s\n".formatted(line.text(), line.result())));
    return out.toString().stripTrailing();
  }

  private static void tile(SceneBuilder scene, int place, String label, BufferedImage image) {
    double x = MARGIN + place * STEP;
    scene.image(new Bounds(x, TOP, TILE, TILE), image, false);
    scene.rect(x, TOP, TILE, TILE, Style.line(Palette.OUTLINE, 1));
    scene.text(x + TILE / 2, TOP + TILE + 18, label, TextStyle.small().centered());
  }

  private static BufferedImage ink(Tensor image) {
    return Images.toImage(image.map(value -> 1 - value));
  }

  private static BufferedImage colored(Tensor map, ColorScale scale) {
    int height = map.shape().dim(0);
    int width = map.shape().dim(1);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, scale.color(map.at(y, x)).getRGB());
      }
    }
    return image;
  }

  /** The moved map minus the other where both exist; 0 elsewhere. */
  private Tensor difference(Tensor before, Tensor after) {
    int width = before.shape().dim(1);
    Tensor result = Tensor.zeros(before.shape());
    for (int i = 0; i < before.size(); i++) {
      if (i % width + right < width) {
        result.data()[i] = after.data()[i + right] - before.data()[i];
      }
    }
    return result;
  }

  @Override
  public String toString() {
    return figure().text();
  }
}
