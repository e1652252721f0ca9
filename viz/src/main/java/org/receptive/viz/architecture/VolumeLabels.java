package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.architecture.BlockBox.Line;
import org.receptive.viz.architecture.VolumeLayout.Solid;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * The texts over and under a row of volumes, in as many lines as they need to stay apart.
 *
 * @param over over the volumes
 * @param under under them
 */
record VolumeLabels(List<Placed> over, List<Placed> under) {
  private static final TextStyle NAME = TextStyle.of(11).semibold();
  private static final TextStyle SIZE = TextStyle.of(10.5);
  private static final TextStyle NOTE = TextStyle.of(10).color(Palette.MUTED_TEXT);
  private static final TextStyle PROBLEM =
      TextStyle.of(10.5).color(Palette.shade(Palette.VERMILLION, 0.3));
  private static final double LINE = 13;
  private static final double GAP = 4;
  private static final double DISTANCE = 6;

  /** How far a text may move from what it belongs to, in px, before it takes another line. */
  private static final double NUDGE = 8;

  private static final double OPERATION_WIDTH = 68;
  private static final double PROBLEM_WIDTH = 230;

  /**
   * A text of several lines at its place.
   *
   * @param lines the lines
   * @param center x of their middle
   * @param top upper edge; before {@link #at}, the distance from the volumes
   * @param anchor x of what it belongs to
   * @param tier 0 next to the volumes, 1 and more further away
   */
  record Placed(List<Line> lines, double center, double top, double anchor, int tier) {
    double width() {
      return lines.stream()
          .mapToDouble(line -> TextMetrics.reservedWidth(line.text(), line.style()))
          .max()
          .orElse(0);
    }

    double height() {
      return lines.size() * LINE;
    }

    /** The baseline of one of its lines. */
    double baseline(int line) {
      return top + (line + 1) * LINE - 3;
    }
  }

  /**
   * A text and where it would like to be.
   *
   * @param repeats whether it says what the text before it says: it may go where room is short
   */
  private record Wish(List<Line> lines, double center, boolean repeats) {
    Wish(List<Line> lines, double center) {
      this(lines, center, false);
    }
  }

  /** Texts for volumes around y = 0. */
  static VolumeLabels of(List<Solid> solids, boolean apart, Legend legend, double width) {
    List<Wish> over = new ArrayList<>();
    List<Wish> under = new ArrayList<>();
    for (int i = 0; i < solids.size(); i++) {
      Solid solid = solids.get(i);
      if (solid.volume().block().state() == Block.State.FAILED) {
        under.add(new Wish(problem(solid.volume()), solid.centerX()));
      } else if (apart && solid.volume().block().state() == Block.State.FITS) {
        under.add(new Wish(operation(solid.volume(), legend), operationCenter(solids, i)));
      }
    }
    if (apart) {
      over.addAll(headings(solids, width));
    } else {
      close(solids, legend, over, under);
    }
    if (!apart && tiers(under, width).stream().anyMatch(text -> text.tier() > 0)) {
      under.removeIf(Wish::repeats);
    }
    return new VolumeLabels(tiers(over, width), tiers(under, width));
  }

  private static double operationCenter(List<Solid> solids, int i) {
    if (i == 0) {
      return solids.get(i).centerX();
    }
    Solid before = solids.get(i - 1);
    Solid solid = solids.get(i);
    double from = before.right() + Math.max(0, before.extent().dx());
    double to = solid.x() + Math.min(0, solid.extent().dx());
    return (from + to) / 2;
  }

  /** Names and shapes; the shapes on two lines where one would be too long for a single tier. */
  private static List<Wish> headings(List<Solid> solids, double width) {
    List<Wish> wide = new ArrayList<>();
    List<Wish> narrow = new ArrayList<>();
    for (Solid solid : solids) {
      wide.add(new Wish(heading(solid.volume(), false), solid.centerX()));
      narrow.add(new Wish(heading(solid.volume(), true), solid.centerX()));
    }
    return tiers(wide, width).stream().allMatch(text -> text.tier() == 0) ? wide : narrow;
  }

  /** The room that the name and shape of a volume take, in px. */
  static double headingWidth(Volume volume, boolean narrow) {
    return new Placed(heading(volume, narrow), 0, 0, 0, 0).width() + GAP + 1;
  }

  private static List<Line> heading(Volume volume, boolean narrow) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(volume.name(), NAME));
    if (volume.shape().isPresent()) {
      Shape shape = volume.shape().get();
      if (narrow && shape.isImage()) {
        lines.add(new Line(shape.channels() + " ×", SIZE));
        lines.add(new Line(VolumeLayout.space(shape), SIZE));
      } else {
        lines.add(new Line(LayerWords.shape(shape), SIZE));
      }
    }
    return lines;
  }

  private static List<Line> operation(Volume volume, Legend legend) {
    boolean pooling = volume.role() == Palette.Role.POOLING;
    String words =
        pooling && legend.tells(volume.role())
            ? volume.block().layer().map(LayerWords::kind).orElse("")
            : volume.operation();
    List<Line> lines = new ArrayList<>();
    if (!words.isEmpty()) {
      for (String text : Words.wrap(words, OPERATION_WIDTH, NOTE)) {
        lines.add(new Line(text.replaceAll(",$", ""), NOTE));
      }
    }
    return lines;
  }

  private static List<Line> problem(Volume volume) {
    List<Line> lines = new ArrayList<>();
    String text = volume.block().name() + ": " + volume.block().problem();
    Words.wrap(text, PROBLEM_WIDTH, PROBLEM).forEach(line -> lines.add(new Line(line, PROBLEM)));
    return lines;
  }

  /** Over each group of one size that size, under each run of equals the channels. */
  private static void close(List<Solid> solids, Legend legend, List<Wish> over, List<Wish> under) {
    int start = 0;
    for (int i = 1; i <= solids.size(); i++) {
      if (i == solids.size() || !space(solids.get(i)).equals(space(solids.get(start)))) {
        Solid first = solids.get(start);
        Solid last = solids.get(i - 1);
        double center = (first.x() + last.right() + Math.max(0, last.extent().dx())) / 2;
        if (!space(first).isEmpty()) {
          over.add(new Wish(List.of(new Line(space(first), NAME)), center));
        }
        start = i;
      }
    }
    start = 0;
    for (int i = 1; i <= solids.size(); i++) {
      if (i == solids.size() || !likeness(solids.get(i)).equals(likeness(solids.get(start)))) {
        Solid first = solids.get(start);
        if (first.volume().block().state() == Block.State.FITS) {
          double center = (first.x() + solids.get(i - 1).right()) / 2;
          boolean repeats =
              start > 0 && pools(first) && channels(first) == channels(solids.get(start - 1));
          under.add(new Wish(channels(solids.subList(start, i), legend), center, repeats));
        }
        start = i;
      }
    }
  }

  private static List<Line> channels(List<Solid> run, Legend legend) {
    Volume volume = run.getFirst().volume();
    List<Line> lines = new ArrayList<>();
    int channels = VolumeScale.features(volume.shape().orElseThrow());
    boolean pool = pools(run.getFirst());
    lines.add(new Line(Integer.toString(channels), pool ? NOTE : SIZE));
    if (run.size() > 1) {
      lines.add(new Line("×" + run.size(), NOTE));
    }
    boolean alike = run.stream().map(s -> s.volume().operation()).distinct().count() == 1;
    boolean told = pool || !alike || legend.tells(volume.role());
    volume
        .window()
        .filter(window -> !told)
        .ifPresent(w -> lines.add(new Line(w.kernelHeight() + "×" + w.kernelWidth(), NOTE)));
    return lines;
  }

  private static boolean pools(Solid solid) {
    return solid.volume().role() == Palette.Role.POOLING;
  }

  private static int channels(Solid solid) {
    return solid.volume().shape().map(VolumeScale::features).orElse(0);
  }

  private static String space(Solid solid) {
    return solid.volume().isImage()
        ? solid.volume().shape().map(VolumeLayout::space).orElse("")
        : "";
  }

  /** Volumes of one colour and width share a label; bars never do. */
  private static String likeness(Solid solid) {
    Volume volume = solid.volume();
    String place = volume.isImage() ? space(solid) : volume.name();
    return place + volume.role() + volume.block().state() + channels(solid);
  }

  private static List<Placed> tiers(List<Wish> wishes, double width) {
    List<Wish> worded = wishes.stream().filter(wish -> !wish.lines().isEmpty()).toList();
    List<Placed> line = inOneLine(worded, width);
    boolean near = line.stream().allMatch(t -> Math.abs(t.center() - t.anchor()) <= NUDGE);
    return near ? line : inTiers(worded, width);
  }

  /** All next to the volumes, each moved as little as keeps it apart from its neighbours. */
  private static List<Placed> inOneLine(List<Wish> wishes, double width) {
    List<Placed> texts = new ArrayList<>();
    double end = 0;
    for (Wish wish : wishes) {
      double half = new Placed(wish.lines(), 0, 0, 0, 0).width() / 2;
      double center = Math.max(wish.center(), end + half);
      texts.add(new Placed(wish.lines(), center, DISTANCE, wish.center(), 0));
      end = center + half + GAP;
    }
    double start = width;
    for (int i = texts.size() - 1; i >= 0; i--) {
      Placed text = texts.get(i);
      double center = Math.min(text.center(), start - text.width() / 2);
      texts.set(i, new Placed(text.lines(), center, DISTANCE, text.anchor(), 0));
      start = center - text.width() / 2 - GAP;
    }
    return texts;
  }

  private static List<Placed> inTiers(List<Wish> wishes, double width) {
    List<Double> ends = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    List<Placed> placed = new ArrayList<>();
    for (Wish wish : wishes) {
      Placed text = new Placed(wish.lines(), wish.center(), 0, wish.center(), 0);
      double half = text.width() / 2;
      double center = Math.clamp(wish.center(), half, Math.max(half, width - half));
      int tier = 0;
      while (tier < ends.size() && ends.get(tier) + GAP > center - half) {
        tier++;
      }
      if (tier == ends.size()) {
        ends.add(0.0);
        heights.add(0.0);
      }
      ends.set(tier, center + half);
      heights.set(tier, Math.max(heights.get(tier), text.height()));
      placed.add(new Placed(wish.lines(), center, 0, wish.center(), tier));
    }
    return placed.stream()
        .map(
            text ->
                new Placed(
                    text.lines(),
                    text.center(),
                    DISTANCE
                        + heights.subList(0, text.tier()).stream().mapToDouble(h -> h + GAP).sum(),
                    text.anchor(),
                    text.tier()))
        .toList();
  }

  /** The room over the volumes, in px. */
  double above() {
    return extent(over);
  }

  /** The room under the volumes, in px. */
  double below() {
    return extent(under);
  }

  private static double extent(List<Placed> texts) {
    return texts.stream().mapToDouble(text -> text.top() + text.height()).max().orElse(0);
  }

  /**
   * All texts at their places: {@code top} is the upper edge of all, {@code bottom} the lower edge
   * of the volumes.
   */
  List<Placed> at(double top, double bottom) {
    List<Placed> result = new ArrayList<>();
    double edge = top + above();
    for (Placed text : over) {
      double y = edge - text.top() - text.height();
      result.add(new Placed(text.lines(), text.center(), y, text.anchor(), text.tier()));
    }
    for (Placed text : under) {
      result.add(
          new Placed(text.lines(), text.center(), bottom + text.top(), text.anchor(), text.tier()));
    }
    return result;
  }
}
