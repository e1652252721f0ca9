package org.receptive.engine.kernels;

import java.util.List;
import java.util.Optional;
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

/** Kernels that leave every operation to others, but for those that a subclass speeds up. */
public abstract class DelegatingKernels implements Kernels {
  private final Kernels others;

  /** Leaves everything to the given kernels. */
  protected DelegatingKernels(Kernels others) {
    this.others = others;
  }

  @Override
  public Tensor conv2d(Conv2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    return others.conv2d(layer, input, weight, bias);
  }

  @Override
  public Tensor convTranspose2d(
      ConvTranspose2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    return others.convTranspose2d(layer, input, weight, bias);
  }

  @Override
  public Tensor maxPool2d(MaxPool2d layer, Tensor input) {
    return others.maxPool2d(layer, input);
  }

  @Override
  public Tensor avgPool2d(AvgPool2d layer, Tensor input) {
    return others.avgPool2d(layer, input);
  }

  @Override
  public Tensor adaptiveMaxPool2d(AdaptiveMaxPool2d layer, Tensor input) {
    return others.adaptiveMaxPool2d(layer, input);
  }

  @Override
  public Tensor adaptiveAvgPool2d(AdaptiveAvgPool2d layer, Tensor input) {
    return others.adaptiveAvgPool2d(layer, input);
  }

  @Override
  public Tensor linear(Linear layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    return others.linear(layer, input, weight, bias);
  }

  @Override
  public Tensor activation(Activation layer, Tensor input) {
    return others.activation(layer, input);
  }

  @Override
  public Tensor softmax(Softmax layer, Tensor input) {
    return others.softmax(layer, input);
  }

  @Override
  public Tensor batchNorm2d(BatchNorm2d layer, Tensor input, Parameters parameters) {
    return others.batchNorm2d(layer, input, parameters);
  }

  @Override
  public Tensor localResponseNorm(LocalResponseNorm layer, Tensor input) {
    return others.localResponseNorm(layer, input);
  }

  @Override
  public Tensor add(List<Tensor> inputs) {
    return others.add(inputs);
  }

  @Override
  public Tensor concat(List<Tensor> inputs) {
    return others.concat(inputs);
  }

  @Override
  public Tensor resize(Resize layer, Tensor input) {
    return others.resize(layer, input);
  }

  @Override
  public Tensor resample(Resample layer, Tensor input) {
    return others.resample(layer, input);
  }

  @Override
  public Tensor concat(Concat layer, List<Tensor> inputs) {
    return others.concat(layer, inputs);
  }

  @Override
  public Tensor arrange(Arrangement layer, Tensor input) {
    return others.arrange(layer, input);
  }

  @Override
  public Tensor arithmetic(Arithmetic layer, List<Tensor> inputs, Parameters parameters) {
    return others.arithmetic(layer, inputs, parameters);
  }

  @Override
  public Tensor matMul(MatMul layer, List<Tensor> inputs, Parameters parameters) {
    return others.matMul(layer, inputs, parameters);
  }

  @Override
  public Tensor reduceMean(ReduceMean layer, Tensor input) {
    return others.reduceMean(layer, input);
  }

  @Override
  public Tensor prelu(PRelu layer, Tensor input, Parameters parameters) {
    return others.prelu(layer, input, parameters);
  }

  @Override
  public Tensor logSoftmax(LogSoftmax layer, Tensor input) {
    return others.logSoftmax(layer, input);
  }

  @Override
  public Tensor instanceNorm2d(InstanceNorm2d layer, Tensor input, Parameters parameters) {
    return others.instanceNorm2d(layer, input, parameters);
  }

  @Override
  public Tensor reduce(Reduce layer, Tensor input) {
    return others.reduce(layer, input);
  }

  @Override
  public Tensor topK(TopK layer, Tensor input) {
    return others.topK(layer, input);
  }
}
