package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Layer;
import org.receptive.viz.architecture.GraphOptions.Detail;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * A block measured: what is written in its box, and how large that makes it.
 *
 * @param block the block
 * @param form how it is drawn
 * @param lines what is written, top to bottom
 * @param chips the fused layers that are marked in the box
 * @param shape what is written beside the edge that leaves; empty for nothing
 * @param width of the box in px
 * @param height of the box in px
 */
record BlockBox(
    Block block,
    Form form,
    List<Line> lines,
    List<Chip> chips,
    String shape,
    double width,
    double height) {

  /** How a block is drawn. */
  enum Form {
    /** A box with a coloured strip. */
    BOX,
    /** A circle with a plus sign. */
    SUM,
    /** A flat bar. */
    BAR
  }

  /**
   * A line of text in a box.
   *
   * @param text the text
   * @param style how it is set
   */
  record Line(String text, TextStyle style) {}

  /**
   * The mark of a fused layer.
   *
   * @param text what is written on it
   * @param role its colour
   */
  record Chip(String text, Palette.Role role) {
    double width() {
      return TextMetrics.reservedWidth(text, CHIP) + 5;
    }
  }

  static final TextStyle TITLE = TextStyle.of(11).semibold();
  static final TextStyle DENSE_TITLE = TextStyle.of(10.5);
  static final TextStyle NOTE = TextStyle.of(10).color(Palette.MUTED_TEXT);
  static final TextStyle FORMULA = TextStyle.of(10.5);
  static final TextStyle CHIP = TextStyle.of(10);
  static final TextStyle SHAPE = TextStyle.of(10).color(Palette.MUTED_TEXT);
  static final double STRIP = 15;
  static final double CHIP_HEIGHT = 13;
  static final double CHIP_GAP = 3;
  static final double LINE = 14;
  static final double SHAPE_BAND = 14;
  static final double SHAPE_OFFSET = 4;
  private static final double PAD = 5;
  private static final double SUM_SIZE = 20;
  private static final double MESSAGE_WIDTH = 240;

  /** Copies the lists. */
  BlockBox {
    lines = List.copyOf(lines);
    chips = List.copyOf(chips);
  }

  /**
   * Measures a block.
   *
   * @param block the block
   * @param detail how much it says
   * @param shape what is written beside the edge that leaves; empty for nothing
   * @param plain what follows every convolution first; the legend tells it, so it needs no mark
   */
  static BlockBox of(Block block, Detail detail, String shape, List<Layer> plain) {
    boolean failed = block.state() == Block.State.FAILED;
    Layer layer = block.layer().orElse(null);
    List<Chip> chips = detail == Detail.DENSE && !failed ? List.of() : chips(block, detail, plain);
    if (layer instanceof Add && !failed) {
      return new BlockBox(block, Form.SUM, List.of(), chips, shape, SUM_SIZE, SUM_SIZE);
    }
    List<Line> lines = failed ? failure(block) : lines(block, detail);
    boolean inline = lines.size() == 1;
    double text = lines.stream().mapToDouble(BlockBox::width).max().orElse(0);
    double chipWidth = chips.stream().mapToDouble(chip -> chip.width() + CHIP_GAP).sum();
    double last = width(lines.getLast());
    double content =
        inline
            ? text + chipWidth
            : Math.max(text, lastLineHolds(lines) ? last + chipWidth : chipWidth);
    boolean ownLine = !inline && !lastLineHolds(lines) && !chips.isEmpty();
    double height = LINE * (lines.size() + (ownLine ? 1 : 0)) + 8;
    Form form = layer instanceof Concat && !failed ? Form.BAR : Form.BOX;
    return new BlockBox(
        block, form, lines, chips, shape, STRIP + PAD + content + (inline ? 4 : 7), height);
  }

  /** Chips stand behind the second line, which holds the name. */
  static boolean lastLineHolds(List<Line> lines) {
    return lines.size() == 2;
  }

  private static double width(Line line) {
    return TextMetrics.reservedWidth(line.text(), line.style());
  }

  private static List<Line> failure(Block block) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(block.name() + ": " + block.title(), TITLE));
    TextStyle style = FORMULA;
    for (String line : Words.wrap(block.problem(), MESSAGE_WIDTH, style)) {
      lines.add(new Line(line, style));
    }
    return lines;
  }

  private static List<Line> lines(Block block, Detail detail) {
    Optional<Layer> layer = block.layer();
    List<Line> lines = new ArrayList<>();
    switch (detail) {
      case DENSE -> lines.add(new Line(layer.map(BlockBox::dense).orElse("input"), DENSE_TITLE));
      case AUTOMATIC, COMPACT ->
          lines.add(new Line(layer.map(LayerWords::shortTitle).orElse("input"), FORMULA));
      case NAMED, FORMULA -> {
        lines.add(new Line(block.title(), TITLE));
        String details = layer.map(LayerWords::details).orElse("");
        if (layer.isPresent()) {
          String name = block.shortName();
          lines.add(new Line(details.isEmpty() ? name : name + " · " + details, NOTE));
        }
        if (detail == Detail.FORMULA && layer.isPresent() && block.state() == Block.State.FITS) {
          LayerWords.formula(layer.get(), block.inputShapes())
              .forEach(text -> lines.add(1, new Line(text, FORMULA)));
        }
      }
    }
    return lines;
  }

  /** Without the kind where the letter on the strip says it. */
  private static String dense(Layer layer) {
    String title = LayerWords.shortTitle(layer);
    return switch (LayerWords.role(layer)) {
      case CONVOLUTION -> title.startsWith("conv ") ? title.substring("conv ".length()) : title;
      case LINEAR -> title.substring("linear ".length());
      case POOLING -> title.replace("pool ", "");
      default -> title;
    };
  }

  private static List<Chip> chips(Block block, Detail detail, List<Layer> plain) {
    List<Layer> marked = new ArrayList<>(block.before());
    int told = block.role() == Palette.Role.CONVOLUTION ? plain.size() : 0;
    marked.addAll(block.after().subList(told, block.after().size()));
    return marked.stream()
        .map(
            layer ->
                new Chip(
                    detail == Detail.DENSE
                        ? LayerWords.role(layer).letter()
                        : LayerWords.kind(layer),
                    LayerWords.role(layer)))
        .toList();
  }

  /** From its axis to the left edge of the box, or of the chips beside a sum, in px. */
  double leftExtent() {
    boolean beside = form == Form.SUM;
    return width / 2
        + (beside ? chips.stream().mapToDouble(chip -> chip.width() + CHIP_GAP).sum() : 0);
  }

  /** From its axis to the right edge of the box or of the label under it, in px. */
  double rightExtent() {
    double label = shape.isEmpty() ? 0 : SHAPE_OFFSET + TextMetrics.reservedWidth(shape, SHAPE);
    return Math.max(width / 2, label);
  }
}
