package org.receptive.viz.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.arithmetic.Derivation.Equation;
import org.receptive.viz.arithmetic.Formula.Bracketed;
import org.receptive.viz.arithmetic.Formula.Kind;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * Parameters and work of a convolution or a fully connected layer, derived. The numbers are the
 * layer's own.
 *
 * @param layer a {@link Conv2d} or a {@link Linear}
 * @param input what it is applied to, if said; the work needs it
 * @param work how work is counted
 */
public record LayerCost(Layer layer, Optional<Shape> input, Work work) implements Picture {

  private static final Pattern TIMES = Pattern.compile("(?<=\\d)x(?=\\d)");

  /** How work is counted. */
  public enum Work {
    /** One multiplication with its addition counts 1. */
    MACS("MACs", 1),
    /** A multiplication counts 1 and an addition counts 1: twice the MACs. */
    FLOPS("FLOPs", 2);

    private final String unit;
    private final int perMac;

    Work(String unit, int perMac) {
      this.unit = unit;
      this.perMac = perMac;
    }

    /** As it is written behind a number. */
    public String unit() {
      return unit;
    }

    /** How many of them one multiply-accumulate counts. */
    public int perMac() {
      return perMac;
    }
  }

  /** Checks the kind of layer. */
  public LayerCost {
    if (!(layer instanceof Conv2d) && !(layer instanceof Linear)) {
      throw new IllegalArgumentException(
          "parameters and work are derived for convolutions and fully connected layers; this is "
              + layer.describe());
    }
  }

  /** The cost of {@code layer}; its work counts MACs. */
  public static LayerCost of(Layer layer) {
    Optional<Shape> input =
        layer instanceof Linear linear
            ? Optional.of(Shape.of(1, linear.inFeatures()))
            : Optional.empty();
    return new LayerCost(layer, input, Work.MACS);
  }

  /** The same on an input of {@code height x width}. */
  public LayerCost on(int height, int width) {
    Shape shape = Shape.of(1, conv("an input size").inChannels(), height, width);
    return new LayerCost(layer, Optional.of(shape), work);
  }

  /** The same with another stride. */
  public LayerCost stride(int stride) {
    return new LayerCost(conv("a stride").stride(stride), input, work);
  }

  /** The same with {@code padding} on every side. */
  public LayerCost padding(int padding) {
    return padding(Padding.of(padding));
  }

  /** The same with padding by a rule. */
  public LayerCost padding(Padding padding) {
    return new LayerCost(conv("padding").padding(padding), input, work);
  }

  /** The same in {@code groups} groups of channels. */
  public LayerCost groups(int groups) {
    return new LayerCost(conv("groups").groups(groups), input, work);
  }

  /** The same without biases. */
  public LayerCost withoutBias() {
    Layer bare =
        switch (layer) {
          case Linear linear -> new Linear(linear.inFeatures(), linear.outFeatures(), false);
          default -> conv("a bias").withoutBias();
        };
    return new LayerCost(bare, input, work);
  }

  /** The same with work counted in FLOPs, two for each multiply-accumulate. */
  public LayerCost flops() {
    return new LayerCost(layer, input, Work.FLOPS);
  }

  private Conv2d conv(String what) {
    if (layer instanceof Conv2d conv) {
      return conv;
    }
    throw new IllegalArgumentException("a fully connected layer has no " + what.replace("a ", ""));
  }

  /** Trainable parameters. */
  public long parameters() {
    return layer.parameterCount();
  }

  /**
   * The work on one input.
   *
   * @throws IllegalStateException if the input is not known
   */
  public long operations() {
    Shape shape =
        input.orElseThrow(
            () ->
                new IllegalStateException(
                    "the work depends on the size of the input: say .on(height, width)"));
    return layer.macs(List.of(shape)) * work.perMac();
  }

  /** Symbols, numbers, result. */
  public Derivation derivation() {
    List<Equation> equations = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    switch (layer) {
      case Linear linear -> deriveLinear(linear, equations);
      default -> deriveConvolution(conv("kernel"), equations, notes);
    }
    notes.add(
        "Convention: "
            + (biased() ? "biases are counted as parameters" : "the layer has no biases")
            + ", not as work; 1 MAC is one multiplication with its addition"
            + (work == Work.FLOPS ? ", and counts as 2 FLOPs" : "")
            + "; one image.");
    return new Derivation(
        "Parameters and work: " + TIMES.matcher(layer.describe()).replaceAll("\u00d7"),
        equations,
        notes,
        List.of());
  }

  private boolean biased() {
    return layer.parameters().size() > 1;
  }

  private void deriveConvolution(Conv2d conv, List<Equation> equations, List<String> notes) {
    int height = conv.window().kernelHeight();
    int width = conv.window().kernelWidth();
    Formula perFilter = Formula.symbol("C", "in");
    Formula filters = Formula.symbol("C", "out");
    Formula perFilterNumber = Formula.number(conv.inChannels() / conv.groups());
    if (conv.groups() > 1) {
      perFilter = new Formula.Fraction(perFilter, Formula.symbol("g"));
      perFilterNumber =
          new Formula.Fraction(Formula.number(conv.inChannels()), Formula.number(conv.groups()));
    }
    Formula kH = Formula.symbol("k", "h");
    Formula kW = Formula.symbol("k", "w");
    Formula symbols = Formula.row(perFilter, "\u00b7", kH, "\u00b7", kW);
    Formula numbers = Formula.row(perFilterNumber, "\u00d7", height, "\u00d7", width);
    equations.add(parameterEquation(symbols, numbers, filters, conv.outChannels()));
    if (input.isEmpty()) {
      notes.add("The work depends on the input: .on(height, width) says it.");
      return;
    }
    Shape output = layer.output(List.of(input.get()));
    Formula hOut = Formula.symbol("H", "out");
    Formula wOut = Formula.symbol("W", "out");
    Formula all = Formula.row(hOut, "\u00b7", wOut, "\u00b7", filters, "\u00b7", symbols);
    Formula allNumbers =
        Formula.row(
            output.height(),
            "\u00d7",
            output.width(),
            "\u00d7",
            conv.outChannels(),
            "\u00d7",
            numbers);
    equations.add(workEquation(all, allNumbers));
    notes.add(
        String.format(
            Locale.ROOT,
            "Input %s, output %s: every output value takes %,d multiplications.",
            input.get().perImage().replace("x", "\u00d7"),
            output.perImage().replace("x", "\u00d7"),
            conv.inChannels() / conv.groups() * height * width));
  }

  private void deriveLinear(Linear linear, List<Equation> equations) {
    Formula in = Formula.symbol("n", "in");
    Formula out = Formula.symbol("n", "out");
    equations.add(
        parameterEquation(in, Formula.number(linear.inFeatures()), out, linear.outFeatures()));
    equations.add(
        workEquation(
            Formula.row(in, "\u00b7", out),
            Formula.row(linear.inFeatures(), "\u00d7", linear.outFeatures())));
  }

  private Equation parameterEquation(
      Formula perOutput, Formula perOutputNumbers, Formula outputs, int outputCount) {
    Formula symbols = biased() ? bracketed(Formula.row(perOutput, "+", 1)) : bracketed(perOutput);
    Formula numbers =
        biased() ? bracketed(Formula.row(perOutputNumbers, "+", 1)) : bracketed(perOutputNumbers);
    return new Equation(
        Formula.words("parameters"),
        List.of(
            Formula.row(symbols, "\u00b7", outputs),
            Formula.row(numbers, "\u00d7", outputCount),
            Formula.number(parameters())));
  }

  private Equation workEquation(Formula symbols, Formula numbers) {
    Formula result = Formula.number(operations());
    boolean twice = work == Work.FLOPS;
    return new Equation(
        Formula.words(work.unit()),
        List.of(
            twice ? Formula.row(2, "\u00b7", symbols) : symbols,
            twice ? Formula.row(2, "\u00d7", numbers) : numbers,
            result));
  }

  private static Formula bracketed(Formula inner) {
    return new Bracketed(Kind.ROUND, inner);
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
