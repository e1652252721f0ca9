package org.receptive.engine.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.selection.KernelSelection;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.Inference;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.network.PlanOptions;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Measures how the time of a network grows: with images at once, with their size, with threads. The
 * images are random; each time is the shortest of several runs.
 */
public final class Scaling {
  private static final BestTime TIMES = new BestTime(3, 150);

  private final Network network;

  private Scaling(Network network) {
    this.network = network;
  }

  /** Measurements of a network. */
  public static Scaling of(Network network) {
    return new Scaling(network);
  }

  /**
   * The time for several images at once.
   *
   * @param images how many, once for each
   */
  public ScalingCurve batches(int... images) {
    List<ScalingCurve.Point> points = new ArrayList<>();
    try (Inference inference = network.inference()) {
      for (int batch : images) {
        requireAtLeastOne("images", batch);
        double millis = millis(inference, network.inputShape().withBatch(batch));
        points.add(new ScalingCurve.Point(batch, batch, millis));
      }
    }
    return new ScalingCurve(network.name(), ScalingCurve.Along.BATCH, points);
  }

  /**
   * The time for square images of several sizes.
   *
   * @param sides in pixels
   * @throws ShapeException if the network does not take such an image; fully connected layers
   *     behind feature maps take one size only
   */
  public ScalingCurve sides(int... sides) {
    List<ScalingCurve.Point> points = new ArrayList<>();
    for (int side : sides) {
      requireAtLeastOne("pixels", side);
      Shape input = Shape.of(1, network.inputShape().channels(), side, side);
      try (Inference inference = network.withInput(input).inference()) {
        points.add(new ScalingCurve.Point(side, 1, millis(inference, input)));
      }
    }
    return new ScalingCurve(network.name(), ScalingCurve.Along.SIDE, points);
  }

  /**
   * The time for one image on several numbers of threads.
   *
   * @param threads how many, once for each
   */
  public ScalingCurve threads(int... threads) {
    List<ScalingCurve.Point> points = new ArrayList<>();
    for (int count : threads) {
      requireAtLeastOne("threads", count);
      try (Inference inference = network.inference(KernelSelection.active(count))) {
        double millis = millis(inference, network.inputShape());
        points.add(new ScalingCurve.Point(count, 1, millis));
      }
    }
    return new ScalingCurve(network.name(), ScalingCurve.Along.THREADS, points);
  }

  /** The time until the first result, with planning and packing, and of later ones. */
  public FirstResult firstResult() {
    Kernels kernels = KernelSelection.active();
    Tensor input = Tensor.random(network.inputShape(), 1);
    Network loaded = network.withWeights(loaded());
    long start = System.nanoTime();
    loaded.plan(kernels, PlanOptions.standard(), input.shape().batch());
    long planned = System.nanoTime();
    try (Inference inference = loaded.inference(kernels)) {
      inference.run(input);
      long first = System.nanoTime();
      double later = TIMES.millis(() -> inference.run(input));
      return new FirstResult(
          network.name(), (planned - start) / 1e6, (first - planned) / 1e6, later);
    }
  }

  /** All weights in memory, as after loading a file: random ones would be drawn when asked for. */
  private Weights loaded() {
    Map<String, Tensor> all = new HashMap<>();
    for (Node node : network.nodes()) {
      Parameters parameters = network.parameters(node.name());
      for (ParameterSpec spec : node.layer().parameters()) {
        all.put(node.weightsOf() + "." + spec.name(), parameters.get(spec.name()));
      }
    }
    return Weights.of(network.weights().description(), all);
  }

  private static double millis(Inference inference, Shape shape) {
    Tensor input = Tensor.random(shape, 1);
    return TIMES.millis(() -> inference.run(input));
  }

  private static void requireAtLeastOne(String what, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "at least 1 is needed, but %d %s were asked for.", count, what));
    }
  }
}
