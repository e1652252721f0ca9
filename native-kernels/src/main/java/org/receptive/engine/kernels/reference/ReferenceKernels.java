package org.receptive.engine.kernels.reference;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.indexing.Arranging;
import org.receptive.engine.kernels.indexing.Interpolation;
import org.receptive.engine.kernels.indexing.Resampling;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arrangement;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LogSoftmax;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.tensor.Tensor;

/**
 * The operations as a textbook writes them: plain loops on one thread, sums in double precision.
 * They say what is right; the fast implementations are tested against them.
 *
 * <p>Every operation asks between rows or planes whether its thread was interrupted, and then
 * throws {@link java.util.concurrent.CancellationException}.
 */
public final class ReferenceKernels implements Kernels {

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String description() {
    return "reference: the textbook loops, sums in double precision, 1 thread";
  }

  @Override
  public Tensor conv2d(Conv2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    return Convolution.conv2d(layer, input, weight, bias);
  }

  @Override
  public Tensor convTranspose2d(
      ConvTranspose2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    return TransposedConvolution.convTranspose2d(layer, input, weight, bias);
  }

  @Override
  public Tensor maxPool2d(MaxPool2d layer, Tensor input) {
    return MaxPooling.of(layer, input).values();
  }

  @Override
  public Tensor avgPool2d(AvgPool2d layer, Tensor input) {
    return MeanPooling.of(layer, input);
  }

  @Override
  public Tensor adaptiveMaxPool2d(AdaptiveMaxPool2d layer, Tensor input) {
    return MaxPooling.of(layer, input).values();
  }

  @Override
  public Tensor adaptiveAvgPool2d(AdaptiveAvgPool2d layer, Tensor input) {
    return MeanPooling.of(layer, input);
  }

  @Override
  public Tensor linear(Linear layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    return FullyConnected.linear(layer, input, weight, bias);
  }

  @Override
  public Tensor activation(Activation layer, Tensor input) {
    return Elementwise.activation(layer, input);
  }

  @Override
  public Tensor softmax(Softmax layer, Tensor input) {
    return SoftmaxLoops.softmax(layer, input);
  }

  /**
   * The logarithm of {@link #softmax}: {@code x_i - log(sum_j exp(x_j))} along the axis, which
   * stays exact where softmax itself underflows to 0.
   */
  public Tensor logSoftmax(Softmax layer, Tensor input) {
    return SoftmaxLoops.logSoftmax(layer, input);
  }

  @Override
  public Tensor batchNorm2d(BatchNorm2d layer, Tensor input, Parameters parameters) {
    return Normalisation.batchNorm2d(layer, input, parameters);
  }

  @Override
  public Tensor localResponseNorm(LocalResponseNorm layer, Tensor input) {
    return Normalisation.localResponseNorm(layer, input);
  }

  @Override
  public Tensor add(List<Tensor> inputs) {
    return Elementwise.add(inputs);
  }

  @Override
  public Tensor concat(List<Tensor> inputs) {
    return Elementwise.concat(inputs);
  }

  @Override
  public Tensor resize(Resize layer, Tensor input) {
    return Interpolation.resize(layer, input);
  }

  @Override
  public Tensor resample(Resample layer, Tensor input) {
    return Resampling.resample(layer, input);
  }

  @Override
  public Tensor concat(Concat layer, List<Tensor> inputs) {
    return Arranging.concat(layer, inputs);
  }

  @Override
  public Tensor arrange(Arrangement layer, Tensor input) {
    return Arranging.arrange(layer, input);
  }

  @Override
  public Tensor arithmetic(Arithmetic layer, List<Tensor> inputs, Parameters parameters) {
    return Combining.arithmetic(layer, inputs, parameters);
  }

  @Override
  public Tensor matMul(MatMul layer, List<Tensor> inputs, Parameters parameters) {
    return Combining.matMul(layer, inputs, parameters);
  }

  @Override
  public Tensor reduceMean(ReduceMean layer, Tensor input) {
    return Combining.reduceMean(layer, input);
  }

  @Override
  public Tensor prelu(PRelu layer, Tensor input, Parameters parameters) {
    return Combining.prelu(layer, input, parameters);
  }

  @Override
  public Tensor logSoftmax(LogSoftmax layer, Tensor input) {
    return SoftmaxLoops.logSoftmax(new Softmax(layer.axis()), input);
  }

  @Override
  public Tensor instanceNorm2d(InstanceNorm2d layer, Tensor input, Parameters parameters) {
    return Reducing.instanceNorm2d(layer, input, parameters);
  }

  @Override
  public Tensor reduce(Reduce layer, Tensor input) {
    return Reducing.reduce(layer, input);
  }

  @Override
  public Tensor topK(TopK layer, Tensor input) {
    return Reducing.topK(layer, input);
  }
}
