package org.receptive.viz.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.viz.arithmetic.Derivation.Equation;
import org.receptive.viz.arithmetic.Formula.Bracketed;
import org.receptive.viz.arithmetic.Formula.Fraction;
import org.receptive.viz.arithmetic.Formula.Kind;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;

/**
 * How many positions a window has on an input: the output size of a convolution or a pooling. Each
 * method gives a new value; nothing is computed before it is asked for, so that the settings may
 * come in any order.
 *
 * @param height rows of the input
 * @param width columns of the input
 * @param window kernel, stride, padding, dilation and rounding
 */
public record OutputSize(int height, int width, Window window) implements Picture {
  private static final double STRIP_WIDTH = Scene.NOTEBOOK_WIDTH - 40;

  /** The same with another stride on both axes. */
  public OutputSize stride(int stride) {
    return stride(stride, stride);
  }

  /** The same with another stride. */
  public OutputSize stride(int rows, int columns) {
    return new OutputSize(height, width, window.stride(rows, columns));
  }

  /** The same with {@code padding} cells on every side. */
  public OutputSize padding(int padding) {
    return padding(Padding.of(padding));
  }

  /** The same with padding by a rule: {@code same()}, {@code valid()}, {@code full()}. */
  public OutputSize padding(Padding padding) {
    return new OutputSize(height, width, window.padding(padding));
  }

  /** The same with its own padding on every side. */
  public OutputSize padding(int top, int bottom, int left, int right) {
    return padding(Padding.of(top, bottom, left, right));
  }

  /** The same with kernel elements {@code dilation} cells apart. */
  public OutputSize dilation(int dilation) {
    return new OutputSize(height, width, window.dilation(dilation, dilation));
  }

  /** The same, rounding up: the last window may hang over the end, as pooling may be asked to. */
  public OutputSize ceilMode() {
    return new OutputSize(height, width, window.ceilMode(true));
  }

  /**
   * The output size of a square input and window.
   *
   * @throws IllegalStateException if height and width come out differently
   */
  public int value() {
    if (outputHeight() != outputWidth()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the output is %d high and %d wide; ask for outputHeight() or outputWidth()",
              outputHeight(),
              outputWidth()));
    }
    return outputWidth();
  }

  /** Rows of the output. */
  public int outputHeight() {
    return alongHeight().output();
  }

  /** Columns of the output. */
  public int outputWidth() {
    return alongWidth().output();
  }

  /** The arithmetic along the height. */
  public WindowAxis alongHeight() {
    return window.alongHeight(height);
  }

  /** The arithmetic along the width. */
  public WindowAxis alongWidth() {
    return window.alongWidth(width);
  }

  /** Columns at the right and rows at the bottom that no window touches, the larger of the two. */
  public int unused() {
    return Math.max(alongHeight().unused(), alongWidth().unused());
  }

  /**
   * Symbols, numbers, result, and the windows drawn. Where the window does not fit, the same
   * arithmetic up to where it gives nothing, and what to change.
   */
  public Derivation derivation() {
    List<TooLargeWindow> tooLarge = tooLarge();
    return tooLarge.isEmpty() ? fitting() : notFitting(title(), tooLarge);
  }

  private String title() {
    String size = height == width ? Integer.toString(height) : height + " \u00d7 " + width;
    return "Output size: input " + size + ", window " + window.toString().replace("x", "\u00d7");
  }

  private static Derivation notFitting(String title, List<TooLargeWindow> axes) {
    return new Derivation(
        title,
        axes.stream().map(TooLargeWindow::equation).toList(),
        axes.stream().map(TooLargeWindow::remedy).toList(),
        axes.stream().map(axis -> axis.drawing(STRIP_WIDTH)).toList());
  }

  /** The axes along which the window does not fit; one for both, where they are alike. */
  private List<TooLargeWindow> tooLarge() {
    int tall = window.dilationHeight() * (window.kernelHeight() - 1) + 1;
    int wide = window.dilationWidth() * (window.kernelWidth() - 1) + 1;
    int[] rows = window.padding().height(height, tall, window.strideHeight());
    int[] columns = window.padding().width(width, wide, window.strideWidth());
    boolean up = window.ceilMode();
    TooLargeWindow along =
        new TooLargeWindow("", height, rows[0], rows[1], tall, window.strideHeight(), up);
    TooLargeWindow across =
        new TooLargeWindow("", width, columns[0], columns[1], wide, window.strideWidth(), up);
    if (along.equals(across)) {
      return along.isTooLarge() ? List.of(along) : List.of();
    }
    return Stream.of(along.named("height"), across.named("width"))
        .filter(TooLargeWindow::isTooLarge)
        .toList();
  }

  private Derivation fitting() {
    WindowAxis h = alongHeight();
    WindowAxis w = alongWidth();
    List<Equation> equations = new ArrayList<>();
    List<Derivation.Drawing> drawings = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    if (h.equals(w)) {
      WindowStrip strip = new WindowStrip(w, "", STRIP_WIDTH);
      equations.add(equation(Formula.symbol("n", "out"), Formula.symbol("n"), w));
      drawings.add(strip.drawing());
    } else {
      equations.add(equation(Formula.symbol("h", "out"), Formula.symbol("h"), h));
      equations.add(equation(Formula.symbol("w", "out"), Formula.symbol("w"), w));
      for (WindowStrip strip :
          List.of(
              new WindowStrip(h, "height", STRIP_WIDTH),
              new WindowStrip(w, "width", STRIP_WIDTH))) {
        drawings.add(strip.drawing());
      }
    }
    notes.add(convention(w));
    return new Derivation(title(), equations, notes, drawings);
  }

  private String convention(WindowAxis axis) {
    String rounding =
        axis.ceilMode()
            ? "rounded up, less 1 where the last window would start in the padding behind the input"
            : "rounded down";
    String padding =
        switch (window.padding()) {
          case Padding.Explicit numbers -> "padding in numbers";
          case Padding.Same same -> "padding 'same': an odd cell goes to the end";
          case Padding.Full full -> "padding 'full': window extent \u2212 1 on every side";
        };
    String letters = "n input, p padding on each side, k kernel, s stride";
    return "Convention: "
        + letters
        + (axis.dilation() > 1 ? ", d dilation" : "")
        + "; "
        + rounding
        + "; "
        + padding
        + ".";
  }

  private static Equation equation(Formula left, Formula input, WindowAxis axis) {
    boolean dilated = axis.dilation() > 1;
    boolean even = axis.padBefore() == axis.padAfter();
    Formula p = Formula.symbol("p");
    Formula padding =
        even
            ? Formula.row(2, p)
            : Formula.row(Formula.symbol("p", "before"), "+", Formula.symbol("p", "after"));
    Formula padded =
        even
            ? Formula.row(2, "\u00b7", axis.padBefore())
            : Formula.row(axis.padBefore(), "+", axis.padAfter());
    Formula extent =
        dilated
            ? Formula.row(
                "d", new Bracketed(Kind.ROUND, Formula.row("k", "\u2212", 1)), "\u2212", 1)
            : Formula.symbol("k");
    Formula extentNumbers =
        dilated
            ? Formula.row(
                axis.dilation(),
                "\u00b7",
                new Bracketed(Kind.ROUND, Formula.row(axis.kernel(), "\u2212", 1)),
                "\u2212",
                1)
            : Formula.number(axis.kernel());
    int room = axis.paddedInput() - axis.extent();
    Formula symbols = Formula.row(input, "+", padding, "\u2212", extent);
    Formula numbers = Formula.row(axis.input(), "+", padded, "\u2212", extentNumbers);
    Formula stride = Formula.number(axis.stride());
    List<Formula> steps = new ArrayList<>();
    steps.add(rounded(axis, new Fraction(symbols, Formula.symbol("s"))));
    steps.add(rounded(axis, new Fraction(numbers, stride)));
    steps.add(rounded(axis, new Fraction(Formula.number(room), stride)));
    int quotient = axis.ceilMode() ? Math.ceilDiv(room, axis.stride()) : room / axis.stride();
    boolean dropped = quotient + 1 > axis.output();
    steps.add(dropped ? Formula.row(quotient, "+", 1, "\u2212", 1) : Formula.row(quotient, "+", 1));
    steps.add(Formula.number(axis.output()));
    return new Equation(left, steps);
  }

  private static Formula rounded(WindowAxis axis, Formula quotient) {
    Kind kind = axis.ceilMode() ? Kind.CEIL : Kind.FLOOR;
    return Formula.row(new Bracketed(kind, quotient), "+", 1);
  }

  @Override
  public Figure figure() {
    return derivation().figure();
  }

  @Override
  public String toString() {
    return derivation().text();
  }
}
