package org.receptive.engine.kernels;

import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Mean and variance of each channel over batch, height and width: what batch normalisation uses
 * while it trains, in place of the running values (Ioffe and Szegedy, 2015, algorithm 1).
 *
 * @param mean one value a channel
 * @param variance one value a channel: the mean squared distance from the mean, divided by {@code
 *     count} (the biased estimate, which normalises)
 * @param count how many values each channel has: {@code N * H * W}
 */
public record BatchStatistics(Tensor mean, Tensor variance, int count) {

  /**
   * Measures a batch.
   *
   * @param input {@code N x C} or {@code N x C x H x W}
   * @throws IllegalArgumentException if the input has no channels
   */
  public static BatchStatistics of(Tensor input) {
    Shape shape = input.shape();
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "Batch statistics are taken channel by channel, but the input %s has no channels."
              .formatted(shape));
    }
    int channels = shape.channels();
    int area = input.size() / (shape.batch() * channels);
    Tensor mean = Tensor.zeros(Shape.of(channels));
    Tensor variance = Tensor.zeros(Shape.of(channels));
    for (int c = 0; c < channels; c++) {
      Cancellation.check("BatchStatistics");
      double average = meanPower(input, c, 0, 1);
      mean.data()[c] = (float) average;
      variance.data()[c] = (float) meanPower(input, c, average, 2);
    }
    return new BatchStatistics(mean, variance, shape.batch() * area);
  }

  /** The mean of {@code (x - centre)^power} over one channel. */
  private static double meanPower(Tensor input, int channel, double centre, int power) {
    Shape shape = input.shape();
    int area = input.size() / (shape.batch() * shape.channels());
    double sum = 0;
    for (int n = 0; n < shape.batch(); n++) {
      int start = (n * shape.channels() + channel) * area;
      for (int i = start; i < start + area; i++) {
        double distance = input.data()[i] - centre;
        sum += power == 1 ? distance : distance * distance;
      }
    }
    return sum / (shape.batch() * area);
  }

  /**
   * The running mean after this batch: {@code (1 - momentum) * running + momentum * mean}.
   *
   * @param running the running mean so far, one value a channel
   * @param momentum how much the new batch counts, 0 to 1; PyTorch's default is 0.1
   */
  public Tensor updatedMean(Tensor running, double momentum) {
    return blend(running, mean, momentum, 1);
  }

  /**
   * The running variance after this batch. It takes in the unbiased estimate, {@code variance *
   * count / (count - 1)}, as PyTorch does.
   *
   * @param running the running variance so far, one value a channel
   * @param momentum how much the new batch counts, 0 to 1
   * @throws IllegalArgumentException if the batch has a single value a channel: it has no variance
   */
  public Tensor updatedVariance(Tensor running, double momentum) {
    if (count < 2) {
      throw new IllegalArgumentException(
          "A batch needs at least 2 values a channel to have a variance, but this one has 1.");
    }
    return blend(running, variance, momentum, (double) count / (count - 1));
  }

  private static Tensor blend(Tensor running, Tensor batch, double momentum, double factor) {
    if (!running.shape().equals(batch.shape())) {
      throw new IllegalArgumentException(
          "The running statistics are %s, but the batch has %s."
              .formatted(running.shape(), batch.shape()));
    }
    Tensor result = Tensor.zeros(batch.shape());
    for (int c = 0; c < result.size(); c++) {
      result.data()[c] =
          (float) ((1 - momentum) * running.data()[c] + momentum * factor * batch.data()[c]);
    }
    return result;
  }
}
