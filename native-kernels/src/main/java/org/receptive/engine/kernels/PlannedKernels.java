package org.receptive.engine.kernels;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.kernels.program.AxisMix;
import org.receptive.engine.kernels.program.DensePlan;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.ProgramRunner;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.kernels.program.TransposedWork;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arrangement;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LogSoftmax;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Kernels that run planned steps: single layers are plans of one step, or of one loop. */
public abstract class PlannedKernels extends DelegatingKernels {

  /** Leaves what is no planned step to the given kernels. */
  protected PlannedKernels(Kernels others) {
    super(others);
  }

  /** Whether {@link #run} has a loop for a plan. */
  protected abstract boolean knows(DensePlan plan);

  /** Runs a loop on dense tensors, into one. */
  protected abstract void run(String name, DensePlan plan, List<Tensor> inputs, Tensor output);

  /** What runs steps. */
  protected abstract ProgramRunner runner();

  /** The plan of a layer, if these kernels have a loop for it. */
  private Optional<Tensor> planned(Layer layer, List<Tensor> inputs, Parameters parameters) {
    List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
    Shape shape = layer.output(shapes);
    Parameters.of(layer, parameters.asMap());
    return DensePlan.of(layer, shapes, parameters)
        .filter(this::knows)
        .map(
            plan -> {
              Tensor output = Tensor.zeros(shape);
              run(layer.kind(), plan, inputs, output);
              return output;
            });
  }

  @Override
  public Tensor concat(List<Tensor> inputs) {
    return concat(new Concat(), inputs);
  }

  @Override
  public Tensor concat(Concat layer, List<Tensor> inputs) {
    return planned(layer, inputs, Parameters.none()).orElseGet(() -> super.concat(layer, inputs));
  }

  @Override
  public Tensor arrange(Arrangement layer, Tensor input) {
    return planned(layer, List.of(input), Parameters.none())
        .orElseGet(() -> super.arrange(layer, input));
  }

  @Override
  public Tensor arithmetic(Arithmetic layer, List<Tensor> inputs, Parameters parameters) {
    return planned(layer, inputs, parameters)
        .orElseGet(() -> super.arithmetic(layer, inputs, parameters));
  }

  @Override
  public Tensor matMul(MatMul layer, List<Tensor> inputs, Parameters parameters) {
    return planned(layer, inputs, parameters)
        .orElseGet(() -> super.matMul(layer, inputs, parameters));
  }

  @Override
  public Tensor reduceMean(ReduceMean layer, Tensor input) {
    return planned(layer, List.of(input), Parameters.none())
        .orElseGet(() -> super.reduceMean(layer, input));
  }

  @Override
  public Tensor softmax(Softmax layer, Tensor input) {
    return planned(layer, List.of(input), Parameters.none())
        .orElseGet(() -> super.softmax(layer, input));
  }

  @Override
  public Tensor prelu(PRelu layer, Tensor input, Parameters parameters) {
    return planned(layer, List.of(input), parameters)
        .orElseGet(() -> super.prelu(layer, input, parameters));
  }

  @Override
  public Tensor logSoftmax(LogSoftmax layer, Tensor input) {
    return planned(layer, List.of(input), Parameters.none())
        .orElseGet(() -> super.logSoftmax(layer, input));
  }

  @Override
  public Tensor instanceNorm2d(InstanceNorm2d layer, Tensor input, Parameters parameters) {
    return planned(layer, List.of(input), parameters)
        .orElseGet(() -> super.instanceNorm2d(layer, input, parameters));
  }

  @Override
  public Tensor localResponseNorm(LocalResponseNorm layer, Tensor input) {
    return planned(layer, List.of(input), Parameters.none())
        .orElseGet(() -> super.localResponseNorm(layer, input));
  }

  @Override
  public Tensor adaptiveMaxPool2d(AdaptiveMaxPool2d layer, Tensor input) {
    return planned(layer, List.of(input), Parameters.none())
        .orElseGet(() -> super.adaptiveMaxPool2d(layer, input));
  }

  @Override
  public Tensor adaptiveAvgPool2d(AdaptiveAvgPool2d layer, Tensor input) {
    return planned(layer, List.of(input), Parameters.none())
        .orElseGet(() -> super.adaptiveAvgPool2d(layer, input));
  }

  @Override
  public Tensor reduce(Reduce layer, Tensor input) {
    return planned(layer, List.of(input), Parameters.none())
        .orElseGet(() -> super.reduce(layer, input));
  }

  @Override
  public Tensor topK(TopK layer, Tensor input) {
    return planned(layer, List.of(input), Parameters.none())
        .orElseGet(() -> super.topK(layer, input));
  }

  @Override
  public Tensor add(List<Tensor> inputs) {
    Tensor sum = inputs.getFirst();
    Arithmetic plus = Arithmetic.of(Arithmetic.Operation.ADD);
    for (Tensor more : inputs.subList(1, inputs.size())) {
      sum = arithmetic(plus, List.of(sum, more), Parameters.none());
    }
    return sum;
  }

  @Override
  public Tensor resize(Resize layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    AxisMix rows = AxisMix.of(layer, input.shape().height(), layer.height());
    AxisMix columns = AxisMix.of(layer, input.shape().width(), layer.width());
    return step("resize", new Operation.Resampling(rows, columns), input, shape);
  }

  @Override
  public Tensor resample(Resample layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    AxisMix rows = AxisMix.rows(layer, input.shape().height());
    AxisMix columns = AxisMix.columns(layer, input.shape().width());
    return step("resample", new Operation.Resampling(rows, columns), input, shape);
  }

  @Override
  public Tensor convTranspose2d(
      ConvTranspose2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    Shape shape = layer.output(List.of(input.shape()));
    Map<String, Tensor> given = new HashMap<>(Map.of("weight", weight));
    bias.ifPresent(tensor -> given.put("bias", tensor));
    Parameters.of(layer, given);
    TransposedWork work = TransposedWork.planar(layer);
    double[] ones = new double[layer.outChannels()];
    Arrays.fill(ones, 1);
    Tensor products = conv2d(work.products(), input, work.weights(weight, ones), Optional.empty());
    float[] start = bias.map(Tensor::data).orElseGet(() -> new float[layer.outChannels()]);
    Operation overlap =
        new Operation.Overlap(
            work,
            work.rows(input.shape(), shape),
            work.columns(input.shape(), shape),
            () -> work.bias(start));
    return step("convTranspose2d", overlap, products, shape);
  }

  /** One planar step. */
  private Tensor step(String name, Operation operation, Tensor input, Shape shape) {
    Tensor output = Tensor.zeros(shape);
    Step step =
        new Step(
            List.of(name),
            operation,
            List.of(Placement.dense(Placement.Space.INPUT, input.shape(), 0)),
            Placement.dense(Placement.Space.OUTPUT, shape, 0),
            Epilogue.NONE,
            input.size() + output.size());
    try (ProgramRunner active = runner()) {
      Program program = new Program(List.of(step), input.shape(), shape, 0);
      active.run(program, input.data(), output.data(), ProgramRunner.Listener.NONE);
    }
    return output;
  }
}
