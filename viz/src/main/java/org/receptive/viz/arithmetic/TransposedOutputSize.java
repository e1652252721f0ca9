package org.receptive.viz.arithmetic;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.arithmetic.Derivation.Equation;
import org.receptive.viz.arithmetic.Formula.Bracketed;
import org.receptive.viz.arithmetic.Formula.Kind;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;

/**
 * The output size of a transposed convolution: every input cell stamps a kernel onto the output,
 * {@code stride} cells apart, and padding is cut off again.
 *
 * @param input cells of the square input along one axis
 * @param kernel its kernel's
 * @param stride how far apart the stamps are
 * @param padding what is cut off on each side
 * @param dilation distance between kernel elements
 * @param outputPadding cells added at the end
 */
public record TransposedOutputSize(
    int input, int kernel, int stride, int padding, int dilation, int outputPadding)
    implements Picture {

  /** The same with another stride. */
  public TransposedOutputSize stride(int other) {
    return new TransposedOutputSize(input, kernel, other, padding, dilation, outputPadding);
  }

  /** The same with another padding. */
  public TransposedOutputSize padding(int other) {
    return new TransposedOutputSize(input, kernel, stride, other, dilation, outputPadding);
  }

  /** The same with another dilation. */
  public TransposedOutputSize dilation(int other) {
    return new TransposedOutputSize(input, kernel, stride, padding, other, outputPadding);
  }

  /** The same with another output padding. */
  public TransposedOutputSize outputPadding(int other) {
    return new TransposedOutputSize(input, kernel, stride, padding, dilation, other);
  }

  /** The output size, as the engine's layer computes it. */
  public int value() {
    Window window =
        Window.of(kernel)
            .stride(stride, stride)
            .padding(Padding.of(padding))
            .dilation(dilation, dilation);
    ConvTranspose2d layer =
        new ConvTranspose2d(1, 1, window, outputPadding, outputPadding, 1, false);
    return layer.output(List.of(Shape.of(1, 1, input, input))).width();
  }

  /** Symbols, numbers, result, and the stamps drawn. */
  public Derivation derivation() {
    int value = value();
    Formula n = new Bracketed(Kind.ROUND, Formula.row("n", "\u2212", 1));
    Formula k = new Bracketed(Kind.ROUND, Formula.row("k", "\u2212", 1));
    Formula nNumbers = new Bracketed(Kind.ROUND, Formula.row(input, "\u2212", 1));
    Formula kNumbers = new Bracketed(Kind.ROUND, Formula.row(kernel, "\u2212", 1));
    Formula symbols =
        Formula.row(n, "s", "\u2212", 2, "p", "+", "d", k, "+", Formula.symbol("p", "out"), "+", 1);
    Formula numbers =
        Formula.row(
            nNumbers,
            "\u00b7",
            stride,
            "\u2212",
            2,
            "\u00b7",
            padding,
            "+",
            dilation,
            "\u00b7",
            kNumbers,
            "+",
            outputPadding,
            "+",
            1);
    Equation equation =
        new Equation(Formula.symbol("n", "out"), List.of(symbols, numbers, Formula.number(value)));
    StampStrip strip = new StampStrip(this, Scene.NOTEBOOK_WIDTH - 40);
    String convention =
        "Convention: n input, s stride, p padding cut off each side, d dilation, k kernel, p_out"
            + " output padding (added once, at the end).";
    return new Derivation(
        String.format(
            Locale.ROOT,
            "Output size of a transposed convolution: input %d, kernel %d, stride %d, padding %d",
            input,
            kernel,
            stride,
            padding),
        List.of(equation),
        List.of(convention),
        List.of(new Derivation.Drawing(strip.scene(), strip.text())));
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
