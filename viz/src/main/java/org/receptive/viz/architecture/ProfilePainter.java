package org.receptive.viz.architecture;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.architecture.NetworkProfile.Stage;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Draws the stages of a network as steps of channels, with what each stage does below. */
final class ProfilePainter {
  private static final double MARGIN = 14;
  private static final double HEADING = 46;
  private static final double PLOT = 190;
  private static final double LEFT = 46;
  private static final double SINGLE = 15;
  private static final double GAP = 4;
  private static final double ROW = 17;
  private static final double ENTRY_ROOM = 34;
  private static final TextStyle NAME = TextStyle.of(14).semibold();
  private static final TextStyle TOTALS = TextStyle.of(11.5).color(Palette.MUTED_TEXT);
  private static final TextStyle TICK = TextStyle.of(10.5).color(Palette.MUTED_TEXT);
  private static final TextStyle NUMBER = TextStyle.of(11).semibold();
  private static final TextStyle ENTRY = TextStyle.of(11);

  private final Network network;
  private final List<Stage> stages;
  private final double module;
  private final int most;

  ProfilePainter(Network network, List<Stage> stages) {
    this.network = network;
    this.stages = stages;
    this.most =
        stages.stream()
            .flatMap(stage -> stage.outputs().stream())
            .mapToInt(VolumeScale::features)
            .max()
            .orElse(1);
    int modules =
        stages.stream().filter(Stage::grouped).mapToInt(stage -> stage.outputs().size()).sum();
    long single = stages.stream().filter(stage -> !stage.grouped()).count();
    double room = Scene.NOTEBOOK_WIDTH - 2 * MARGIN - LEFT - single * SINGLE - stages.size() * GAP;
    this.module = Math.min(26, room / Math.max(1, modules));
  }

  Scene scene() {
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 13, network.name(), NAME);
    String totals =
        String.format(
            Locale.ROOT,
            "%,d parameters · %.1f G MACs",
            network.parameterCount(),
            network.macs() / 1e9);
    double after = MARGIN + TextMetrics.reservedWidth(network.name(), NAME) + 12;
    scene.text(after, MARGIN + 13, totals, TOTALS);
    double bottom = MARGIN + HEADING + PLOT;
    axis(scene, bottom);
    double x = MARGIN + LEFT;
    for (int i = 0; i < stages.size(); i++) {
      x = stage(scene, stages.get(i), i + 1, x, bottom) + GAP;
    }
    double y = list(scene, bottom + 40);
    return scene.build(Scene.NOTEBOOK_WIDTH, Math.ceil(y + MARGIN - 6));
  }

  private void axis(SceneBuilder scene, double bottom) {
    int step = Integer.highestOneBit(Math.max(4, most)) / 4;
    double right = Scene.NOTEBOOK_WIDTH - MARGIN;
    for (int tick = 0; tick <= most; tick += step) {
      double y = bottom - PLOT * tick / most;
      scene.line(MARGIN + LEFT - 4, y, right, y, Style.line(Palette.GRID, 0.8));
      scene.text(MARGIN + LEFT - 8, y + 4, Integer.toString(tick), TICK.endingHere());
    }
    scene.text(MARGIN, MARGIN + HEADING - 14, "channels", TICK);
  }

  private double stage(SceneBuilder scene, Stage stage, int number, double x, double bottom) {
    double wide = stage.grouped() ? module : SINGLE;
    double left = x;
    scene.group(
        "",
        stage.name() + ": " + stage.inside(),
        group -> {
          double at = left;
          for (Shape output : stage.outputs()) {
            double height = Math.max(1.5, PLOT * VolumeScale.features(output) / most);
            Style style =
                Style.fill(Palette.tint(stage.role().color(), 0.4))
                    .stroke(Palette.shade(stage.role().color(), 0.2), 0.7);
            group.rect(at, bottom - height, wide, height, style);
            at += wide;
          }
        });
    double end = x + wide * stage.outputs().size();
    scene.text((x + end) / 2, bottom + 15, Integer.toString(number), NUMBER.centered());
    return end;
  }

  /** What the numbered stages do, in two columns if nothing has to be left out for that. */
  private double list(SceneBuilder scene, double top) {
    double half = (Scene.NOTEBOOK_WIDTH - 2 * MARGIN) / 2;
    boolean two = stages.stream().allMatch(stage -> fits(stage, half - ENTRY_ROOM));
    int columns = two ? 2 : 1;
    double room = columns == 2 ? half : 2 * half;
    int rows = (stages.size() + columns - 1) / columns;
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      double x = MARGIN + (i / rows) * room;
      double y = top + (i % rows) * ROW;
      scene.text(x + 16, y, Integer.toString(i + 1), NUMBER.endingHere());
      String shape = shape(stage);
      scene.text(x + 24, y, fitted(words(stage), room - ENTRY_ROOM, shape) + shape, ENTRY);
    }
    return top + rows * ROW;
  }

  private static String words(Stage stage) {
    int times = stage.outputs().size();
    return times > 1 ? times + " × [" + stage.inside() + "]" : stage.inside();
  }

  private static String shape(Stage stage) {
    return " → " + LayerWords.shape(stage.output());
  }

  private static boolean fits(Stage stage, double room) {
    return TextMetrics.reservedWidth(words(stage) + shape(stage), ENTRY) <= room;
  }

  /** Shortened by whole layers until it fits. */
  private static String fitted(String words, double room, String shape) {
    String text = words;
    String end = words.endsWith("]") ? " …]" : " …";
    int cut = words.lastIndexOf(" · ");
    while (cut > 0 && TextMetrics.reservedWidth(text + shape, ENTRY) > room) {
      text = words.substring(0, cut) + end;
      cut = words.lastIndexOf(" · ", cut - 1);
    }
    return text;
  }
}
