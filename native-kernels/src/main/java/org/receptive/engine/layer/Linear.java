package org.receptive.engine.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * A fully connected layer: {@code N x inFeatures} to {@code N x outFeatures}.
 *
 * @param inFeatures numbers that go in
 * @param outFeatures neurons: numbers that come out
 * @param bias whether a number per neuron is added
 */
public record Linear(int inFeatures, int outFeatures, boolean bias) implements Layer {

  /** Checks that both sides have features. */
  public Linear {
    if (inFeatures < 1 || outFeatures < 1) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "a linear layer needs at least 1 feature in and out, but has %d and %d.",
              inFeatures,
              outFeatures));
    }
  }

  /** A linear layer with bias. */
  public static Linear of(int inFeatures, int outFeatures) {
    return new Linear(inFeatures, outFeatures, true);
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    if (input.rank() != 2) {
      throw new ShapeException(
          "Linear takes an N x F input, but was given %s; put a Flatten layer before it."
              .formatted(input));
    }
    if (input.channels() != inFeatures) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "Linear expects %d input features, but the input %s has %d.",
              inFeatures,
              input,
              input.channels()));
    }
    return Shape.of(input.batch(), outFeatures);
  }

  /** The weights as {@code outFeatures x inFeatures}, then the bias if there is one. */
  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(new ParameterSpec("weight", Shape.of(outFeatures, inFeatures), true, inFeatures));
    if (bias) {
      specs.add(new ParameterSpec("bias", Shape.of(outFeatures), true, inFeatures));
    }
    return List.copyOf(specs);
  }

  @Override
  public long macs(List<Shape> inputs) {
    return Math.multiplyExact(output(inputs).size(), (long) inFeatures);
  }

  @Override
  public String describe() {
    return String.format(Locale.ROOT, "%d neurons%s", outFeatures, bias ? "" : ", no bias");
  }
}
