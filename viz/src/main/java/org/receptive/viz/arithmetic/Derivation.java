package org.receptive.viz.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * How a number comes about: symbols, the numbers put in, the result.
 *
 * @param title what is computed
 * @param equations each a left side and the steps that it equals
 * @param notes conventions and remarks, a sentence each
 * @param drawings pictures under the equations, at most 680 px wide, top to bottom
 */
public record Derivation(
    String title, List<Equation> equations, List<String> notes, List<Drawing> drawings)
    implements Picture {
  private static final double MARGIN = 20;
  private static final double LINE_GAP = 12;
  private static final double NOTE_LINE = 17;
  private static final double EQUATION_GAP = 10;
  private static final List<Double> SIZES = List.of(17.0, 16.0, 15.0, 14.0);
  private static final Formula EQUALS = Formula.sign("=");
  private static final TextStyle RESULT =
      TextStyle.of(17).semibold().color(Palette.shade(Palette.BLUE, 0.15));

  /**
   * A chain of equal expressions.
   *
   * @param left what is computed
   * @param steps what it equals: symbols first, the result last
   */
  public record Equation(Formula left, List<Formula> steps) {
    /** Copies the steps. */
    public Equation {
      steps = List.copyOf(steps);
    }

    /** As plain text, one step a line. */
    public String text() {
      String name = left.text();
      String indent = "\n" + " ".repeat(name.length()) + " = ";
      return name + " = " + steps.stream().map(Formula::text).collect(Collectors.joining(indent));
    }

    /** As the rows of an {@code aligned} environment. */
    String latexRows() {
      return left.latex()
          + " &= "
          + steps.stream().map(Formula::latex).collect(Collectors.joining(" \\\\\n &= "));
    }
  }

  /**
   * A picture that belongs to the derivation.
   *
   * @param scene what is painted
   * @param text the same in words
   */
  public record Drawing(Scene scene, String text) {}

  /** Copies the lists. */
  public Derivation {
    equations = List.copyOf(equations);
    notes = List.copyOf(notes);
    drawings = List.copyOf(drawings);
  }

  /** Everything in words and numbers. */
  public String text() {
    List<String> parts = new ArrayList<>();
    parts.add(title);
    equations.forEach(equation -> parts.add(equation.text()));
    drawings.forEach(drawing -> parts.add(drawing.text()));
    parts.addAll(notes);
    return String.join("\n", parts);
  }

  /** The equations for MathJax or a paper, as a displayed {@code aligned} environment. */
  public String latex() {
    return equations.stream()
        .map(Equation::latexRows)
        .collect(Collectors.joining(" \\\\\n", "$$\\begin{aligned}\n", "\n\\end{aligned}$$"));
  }

  @Override
  public Figure figure() {
    return Figure.of(scene(), title, description(), text());
  }

  private String description() {
    String results =
        equations.stream()
            .map(e -> e.left().text() + " = " + e.steps().getLast().text())
            .collect(Collectors.joining("; "));
    return title + ": " + results + ".";
  }

  private Scene scene() {
    FormulaLayout layout = layout();
    SceneBuilder scene = Scene.builder();
    double y = MARGIN + 12;
    scene.text(MARGIN, y, title, TextStyle.heading());
    y += 14;
    for (Equation equation : equations) {
      y = draw(scene, layout, equation, y) + EQUATION_GAP;
    }
    for (Drawing drawing : drawings) {
      scene.scene(MARGIN, y, drawing.scene());
      y += drawing.scene().height() + 6;
    }
    TextStyle small = TextStyle.of(12).color(TextStyle.small().color());
    y += 8;
    for (String note : notes) {
      for (String line : wrapped(note, small, Scene.NOTEBOOK_WIDTH - 2 * MARGIN)) {
        y += NOTE_LINE;
        scene.text(MARGIN, y - 5, line, small);
      }
    }
    return scene.build(Scene.NOTEBOOK_WIDTH, y + MARGIN - 6);
  }

  /** The largest letters in which every equation fits on one row, within reason. */
  private FormulaLayout layout() {
    for (double size : SIZES) {
      FormulaLayout layout = new FormulaLayout(TextStyle.of(size));
      if (equations.stream().allMatch(e -> width(layout, e) <= Scene.NOTEBOOK_WIDTH - 2 * MARGIN)) {
        return layout;
      }
    }
    return new FormulaLayout(TextStyle.of(SIZES.getFirst()));
  }

  private static double width(FormulaLayout layout, Equation equation) {
    double equals = layout.measure(EQUALS).width() * equation.steps().size();
    double steps = equation.steps().stream().mapToDouble(s -> layout.measure(s).width()).sum();
    return layout.measure(equation.left()).width() + equals + steps;
  }

  private static double draw(
      SceneBuilder scene, FormulaLayout layout, Equation equation, double top) {
    double indent = MARGIN + layout.measure(equation.left()).width();
    double equalsWidth = layout.measure(EQUALS).width();
    double right = Scene.NOTEBOOK_WIDTH - MARGIN;
    FormulaLayout.Extent row = layout.measure(equation.steps().getFirst());
    double axis = top + row.above();
    layout.draw(scene, MARGIN, axis, equation.left());
    double x = indent;
    for (int i = 0; i < equation.steps().size(); i++) {
      Formula step = equation.steps().get(i);
      FormulaLayout.Extent extent = layout.measure(step);
      if (i > 0 && x + equalsWidth + extent.width() > right) {
        axis += row.below() + LINE_GAP + extent.above();
        row = extent;
        x = indent;
      }
      boolean result = i == equation.steps().size() - 1;
      FormulaLayout pen = result ? new FormulaLayout(RESULT.size(layout.style().size())) : layout;
      layout.draw(scene, x, axis, EQUALS);
      pen.draw(scene, x + equalsWidth, axis, step);
      x += equalsWidth + extent.width();
    }
    return axis + row.below();
  }

  /** Breaks {@code text} between words into lines of at most {@code width} px. */
  static List<String> wrapped(String text, TextStyle style, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && TextMetrics.reservedWidth(longer, style) > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(word);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  @Override
  public String toString() {
    return text();
  }
}
