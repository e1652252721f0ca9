package org.receptive.engine.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.kernels.BatchStatistics;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** The golden operations that share one file: local response norm, batch norm, softmax. */
final class GoldenNormalisation {
  private final Kernels kernels;
  private final GoldenCase golden;
  private final GoldenParams params;
  private final Tensor input;
  private final Map<String, GoldenTensor> results = new LinkedHashMap<>();

  GoldenNormalisation(Kernels kernels, GoldenCase golden) {
    this.kernels = kernels;
    this.golden = golden;
    this.params = golden.params();
    this.input = golden.input("input");
  }

  Map<String, GoldenTensor> run() {
    String op = params.text("op").orElse("none");
    switch (op) {
      case "lrn", "local_response_norm" -> localResponseNorm();
      case "batch_norm" -> batchNorm();
      case "softmax", "log_softmax" -> softmax(op);
      default ->
          throw new AssertionError("The operation '%s' is not known to the engine.".formatted(op));
    }
    return results;
  }

  private void localResponseNorm() {
    LocalResponseNorm layer =
        new LocalResponseNorm(
            (int) params.number("size", Double.NaN),
            (float) params.number("alpha", 1e-4),
            (float) params.number("beta", 0.75),
            (float) params.number("k", 1),
            LocalResponseNorm.AlphaConvention.DIVIDED_BY_SIZE);
    int[] dims = input.shape().dims();
    Tensor image = dims.length == 3 ? input.reshape(dims[0], dims[1], dims[2], 1) : input;
    put("output", kernels.localResponseNorm(layer, image).reshape(dims));
  }

  /** While training, the batch's own statistics normalise, and the running ones take them in. */
  private void batchNorm() {
    int channels = input.shape().channels();
    double momentum = params.number("momentum", 0.1);
    Optional<Tensor> mean = golden.find("running_mean");
    Optional<Tensor> variance = golden.find("running_var");
    if (params.flag("training", false)) {
      BatchStatistics batch = BatchStatistics.of(input);
      mean.ifPresent(running -> put("running_mean", batch.updatedMean(running, momentum)));
      variance.ifPresent(running -> put("running_var", batch.updatedVariance(running, momentum)));
      put("output", batchNorm(channels, batch.mean(), batch.variance()));
    } else {
      mean.ifPresent(running -> put("running_mean", running));
      variance.ifPresent(running -> put("running_var", running));
      put("output", batchNorm(channels, mean.orElseThrow(), variance.orElseThrow()));
    }
  }

  private Tensor batchNorm(int channels, Tensor mean, Tensor variance) {
    BatchNorm2d layer = new BatchNorm2d(channels, (float) params.number("eps", 1e-5));
    Shape each = Shape.of(channels);
    Map<String, Tensor> values = new LinkedHashMap<>();
    values.put("weight", golden.find("weight").orElseGet(() -> Tensor.full(each, 1)));
    values.put("bias", golden.find("bias").orElseGet(() -> Tensor.zeros(each)));
    values.put("running_mean", mean);
    values.put("running_var", variance);
    return kernels.batchNorm2d(layer, input, Parameters.of(layer, values));
  }

  private void softmax(String op) {
    Softmax layer = new Softmax((int) params.number("dim", params.number("axis", 1)));
    Tensor softmax = kernels.softmax(layer, input);
    Tensor logarithm = new ReferenceKernels().logSoftmax(layer, input);
    put("softmax", softmax);
    put("log_softmax", logarithm);
    put("output", op.equals("softmax") ? softmax : logarithm);
  }

  private void put(String output, Tensor value) {
    results.put(output, GoldenTensor.of(value));
  }
}
