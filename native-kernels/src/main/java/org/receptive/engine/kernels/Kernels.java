package org.receptive.engine.kernels;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.program.ProgramRunner;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arrangement;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Layer;
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
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Unsupported;
import org.receptive.engine.tensor.Tensor;

/**
 * The primitive operations that every implementation computes. All take and give {@code N x C x H x
 * W} (or {@code N x F}) tensors and never change their inputs. Each checks its inputs through the
 * layer's own {@link Layer#output} before it touches memory, and each may be stopped: when the
 * calling thread is interrupted, the operation throws {@link
 * java.util.concurrent.CancellationException} within a few milliseconds.
 *
 * @see org.receptive.engine.kernels.reference.ReferenceKernels the textbook loops, which say what
 *     is right
 */
public interface Kernels {

  /** The name by which {@code -Dreceptive.kernels} asks for it: reference, vector or cpp. */
  String name();

  /** Name, instruction set and number of threads, for people. */
  String description();

  /**
   * Convolution.
   *
   * @param weight {@code outChannels x inChannels/groups x kH x kW}
   * @param bias {@code outChannels}, if the layer has one
   */
  Tensor conv2d(Conv2d layer, Tensor input, Tensor weight, Optional<Tensor> bias);

  /**
   * Transposed convolution.
   *
   * @param weight {@code inChannels x outChannels/groups x kH x kW}
   * @param bias {@code outChannels}, if the layer has one
   */
  Tensor convTranspose2d(ConvTranspose2d layer, Tensor input, Tensor weight, Optional<Tensor> bias);

  /** The largest value of each window; a NaN in the window wins. */
  Tensor maxPool2d(MaxPool2d layer, Tensor input);

  /** The mean of each window. */
  Tensor avgPool2d(AvgPool2d layer, Tensor input);

  /** The largest value of each bin. */
  Tensor adaptiveMaxPool2d(AdaptiveMaxPool2d layer, Tensor input);

  /** The mean of each bin. */
  Tensor adaptiveAvgPool2d(AdaptiveAvgPool2d layer, Tensor input);

  /**
   * A fully connected layer.
   *
   * @param weight {@code outFeatures x inFeatures}
   * @param bias {@code outFeatures}, if the layer has one
   */
  Tensor linear(Linear layer, Tensor input, Tensor weight, Optional<Tensor> bias);

  /** A function of every value alone. */
  Tensor activation(Activation layer, Tensor input);

  /** Exponentials that sum to one. */
  Tensor softmax(Softmax layer, Tensor input);

  /**
   * Batch normalisation at inference.
   *
   * @param parameters weight, bias, running_mean and running_var, one value a channel each
   */
  Tensor batchNorm2d(BatchNorm2d layer, Tensor input, Parameters parameters);

  /** Local response normalisation across channels. */
  Tensor localResponseNorm(LocalResponseNorm layer, Tensor input);

  /** The sum of two or more tensors of one shape. */
  Tensor add(List<Tensor> inputs);

  /** Two or more tensors, one behind the other along the channels. */
  Tensor concat(List<Tensor> inputs);

  /** Interpolation to another height and width. */
  Tensor resize(Resize layer, Tensor input);

  /** Interpolation to another height and width, of every kind. */
  Tensor resample(Resample layer, Tensor input);

  /** Two or more tensors, one behind the other along any axis. */
  Tensor concat(Concat layer, List<Tensor> inputs);

  /** Values put in another order, cut out, or surrounded by others. */
  Tensor arrange(Arrangement layer, Tensor input);

  /**
   * Two tensors joined value by value.
   *
   * @param inputs both, or one if the layer stores the other
   * @param parameters operand, if the layer stores it
   */
  Tensor arithmetic(Arithmetic layer, List<Tensor> inputs, Parameters parameters);

  /**
   * The product of matrices.
   *
   * @param inputs both factors, or one if the layer stores the other
   * @param parameters operand, if the layer stores it
   */
  Tensor matMul(MatMul layer, List<Tensor> inputs, Parameters parameters);

  /** The mean over some axes. */
  Tensor reduceMean(ReduceMean layer, Tensor input);

  /**
   * Rectified linear units with learned slopes.
   *
   * @param parameters slope
   */
  Tensor prelu(PRelu layer, Tensor input, Parameters parameters);

  /** The logarithm of exponentials that sum to one. */
  Tensor logSoftmax(LogSoftmax layer, Tensor input);

  /**
   * Instance normalisation.
   *
   * @param parameters weight and bias, one value a channel each
   */
  Tensor instanceNorm2d(InstanceNorm2d layer, Tensor input, Parameters parameters);

  /** One value for all those along some axes. */
  Tensor reduce(Reduce layer, Tensor input);

  /** The largest or smallest values along an axis, or their places. */
  Tensor topK(TopK layer, Tensor input);

  /** Runs any layer once. */
  default Tensor apply(Layer layer, Parameters parameters, List<Tensor> inputs) {
    layer.output(inputs.stream().map(Tensor::shape).toList());
    Tensor input = inputs.getFirst();
    return switch (layer) {
      case Conv2d conv -> conv2d(conv, input, parameters.get("weight"), parameters.find("bias"));
      case ConvTranspose2d conv ->
          convTranspose2d(conv, input, parameters.get("weight"), parameters.find("bias"));
      case MaxPool2d pool -> maxPool2d(pool, input);
      case AvgPool2d pool -> avgPool2d(pool, input);
      case AdaptiveMaxPool2d pool -> adaptiveMaxPool2d(pool, input);
      case AdaptiveAvgPool2d pool -> adaptiveAvgPool2d(pool, input);
      case Linear linear ->
          linear(linear, input, parameters.get("weight"), parameters.find("bias"));
      case Activation activation -> activation(activation, input);
      case Softmax softmax -> softmax(softmax, input);
      case BatchNorm2d norm -> batchNorm2d(norm, input, parameters);
      case LocalResponseNorm norm -> localResponseNorm(norm, input);
      case Dropout dropout -> input;
      case Flatten flatten -> input.reshape(flatten.output(List.of(input.shape())).dims());
      case Add add -> add(inputs);
      case Concat concat -> concat.axis() == 1 ? concat(inputs) : concat(concat, inputs);
      case Resize resize -> resize(resize, input);
      case Resample resample -> resample(resample, input);
      case Reshape reshape -> input.reshape(reshape.output(List.of(input.shape())).dims());
      case Arrangement arrangement -> arrange(arrangement, input);
      case Arithmetic arithmetic -> arithmetic(arithmetic, inputs, parameters);
      case MatMul product -> matMul(product, inputs, parameters);
      case ReduceMean mean -> reduceMean(mean, input);
      case PRelu prelu -> prelu(prelu, input, parameters);
      case LogSoftmax softmax -> logSoftmax(softmax, input);
      case InstanceNorm2d norm -> instanceNorm2d(norm, input, parameters);
      case Reduce reduction -> reduce(reduction, input);
      case TopK top -> topK(top, input);
      case Unsupported unsupported ->
          throw new UnsupportedOperationException(
              "The operator %s is not computed: %s"
                  .formatted(unsupported.operator(), unsupported.reason()));
    };
  }

  /**
   * Makes a layer ready to run many times: an implementation may pack its weights, once, and choose
   * an algorithm that is sooner done. Winograd's, which 3x3 convolutions may be computed by,
   * differs from the plain sum by up to 1e-4 of the largest value, and carries a NaN to the
   * neighbouring outputs; {@code -Dreceptive.winograd=off} forbids it. The caller closes what it
   * gets.
   */
  default PreparedLayer prepare(Layer layer, Parameters parameters) {
    return new UnpackedLayer(this, layer, parameters);
  }

  /** Whether a tensor holds neither NaN nor infinity. */
  default boolean allFinite(Tensor tensor) {
    return tensor.firstNonFinite() < 0;
  }

  /**
   * What runs whole networks as planned programs, if these kernels can; else networks run layer by
   * layer. The caller closes what it gets.
   */
  default Optional<ProgramRunner> programRunner() {
    return Optional.empty();
  }
}
