package org.receptive.viz.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.ReceptiveField.Axis;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;
import org.receptive.viz.layer.ReceptiveFieldOnPhoto;

/**
 * How far the layers of a network see: size, jump and start of the receptive field, layer by layer
 * along the width, for every layer with a window.
 *
 * @param network the network
 */
public record ReceptiveFieldTable(Network network) implements Picture {
  private static final double ROW = 22;
  private static final double TOP = 84;
  private static final double BARS_X = 396;
  private static final double BARS_WIDTH = Scene.NOTEBOOK_WIDTH - 20 - BARS_X;
  private static final double[] COLUMNS = {160, 252, 302, 372};
  private static final List<String> HEADS = List.of("window", "size", "jump", "start");

  /** The layers that have a window, in order. */
  public List<LayerStatistics> layers() {
    return network.statistics().stream()
        .filter(layer -> layer.node().layer().asWindow().isPresent())
        .toList();
  }

  /**
   * The same on a photo: what one value of a layer sees of it, {@code .layer("conv3").at(6, 6)}.
   *
   * @param photo {@code 1 x C x H x W}, C being 1 or 3, as large as the network's input
   * @throws IllegalArgumentException if the photo has another size
   */
  public ReceptiveFieldOnPhoto on(Tensor photo) {
    return ReceptiveFieldOnPhoto.of(network, photo);
  }

  @Override
  public Figure figure() {
    String title = "Receptive field of " + network.name() + ", layer by layer";
    return Figure.of(scene(title), title, description(), title + "\n" + text());
  }

  private String description() {
    List<LayerStatistics> layers = layers();
    if (layers.isEmpty()) {
      return network.name() + " has no layer with a window.";
    }
    LayerStatistics last = layers.getLast();
    return String.format(
        Locale.ROOT,
        "A value after %s sees %s pixels along the width of an input of %d.",
        last.node().name(),
        plain(last.receptiveField().width().size()),
        network.inputShape().width());
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "size_i = size_(i\u22121) + d (k \u2212 1) jump_(i\u22121); jump_i = jump_(i\u22121) s");
    for (LayerStatistics layer : layers()) {
      Axis axis = layer.receptiveField().width();
      lines.add(
          "%s (%s): size %s, jump %s, start %s"
              .formatted(
                  layer.node().name(),
                  window(layer),
                  plain(axis.size()),
                  plain(axis.jump()),
                  plain(axis.start())));
    }
    lines.add(convention());
    return String.join("\n", lines);
  }

  private static String convention() {
    return "Convention: in pixels along the width; jump is from one value to the next, start the"
        + " centre of what value 0 sees.";
  }

  private Scene scene(String title) {
    SceneBuilder scene = Scene.builder();
    scene.text(20, 32, title, TextStyle.heading());
    scene.formula(
        20,
        56,
        "*size*_{i} = *size*_{i−1} + *d* (*k* − 1) · *jump*_{i−1}      *jump*_{i} = *jump*_{i−1} ·"
            + " *s*",
        TextStyle.of(13));
    drawHead(scene);
    List<LayerStatistics> layers = layers();
    double largest =
        layers.stream().mapToDouble(l -> l.receptiveField().width().size()).max().orElse(1);
    double scale = BARS_WIDTH / Math.max(largest, network.inputShape().width());
    for (int i = 0; i < layers.size(); i++) {
      drawRow(scene, TOP + ROW * (i + 1), layers.get(i), scale);
    }
    double bottom = TOP + ROW * (layers.size() + 1);
    double inputEnd = BARS_X + network.inputShape().width() * scale;
    Style dashed = Style.line(Palette.MUTED_TEXT, 1).dashed(4, 3);
    scene.line(inputEnd, TOP + 6, inputEnd, bottom - 12, dashed);
    scene.text(20, bottom + 6, convention(), TextStyle.small());
    return scene.build(Scene.NOTEBOOK_WIDTH, bottom + 22);
  }

  private void drawHead(SceneBuilder scene) {
    TextStyle head = TextStyle.small().semibold();
    scene.text(20, TOP, "layer", head);
    for (int i = 0; i < HEADS.size(); i++) {
      TextStyle style = i == 0 ? head : head.endingHere();
      scene.text(COLUMNS[i], TOP, HEADS.get(i), style);
    }
    String sees =
        String.format(Locale.ROOT, "sees, of %d pixels (dashed)", network.inputShape().width());
    scene.text(BARS_X, TOP, sees, head);
  }

  private void drawRow(SceneBuilder scene, double y, LayerStatistics layer, double scale) {
    Axis axis = layer.receptiveField().width();
    TextStyle cell = TextStyle.of(12);
    scene.text(20, y, shortened(layer.node().name(), 20), cell);
    scene.text(COLUMNS[0], y, window(layer), cell);
    double[] values = {axis.size(), axis.jump(), axis.start()};
    for (int i = 0; i < values.length; i++) {
      scene.text(COLUMNS[i + 1], y, plain(values[i]), cell.endingHere());
    }
    Style bar = Style.fill(Palette.SKY_BLUE).stroke(Palette.shade(Palette.BLUE, 0.2), 1);
    scene.rect(BARS_X, y - 11, axis.size() * scale, 14, 2, bar);
  }

  private static String window(LayerStatistics layer) {
    Optional<Window> window = layer.node().layer().asWindow();
    return window
        .map(w -> w.kernelText().replace("x", "\u00d7") + ", s " + w.strideWidth())
        .orElse("");
  }

  private static String shortened(String name, int letters) {
    return name.length() <= letters ? name : "\u2026" + name.substring(name.length() - letters + 1);
  }

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    return text.replace('-', '\u2212');
  }

  @Override
  public String toString() {
    return figure().text();
  }
}
