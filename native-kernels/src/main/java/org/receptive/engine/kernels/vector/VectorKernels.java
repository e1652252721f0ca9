package org.receptive.engine.kernels.vector;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.PlannedKernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.DensePlan;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.ProgramRunner;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Tensor;

/**
 * Kernels in Java on the Vector API, for machines on which no C++ library was built. Networks are
 * planned as for the C++ kernels; single layers are planar. Every kind of layer is computed here.
 */
public final class VectorKernels extends PlannedKernels {
  private static final String MODULE = "jdk.incubator.vector";

  private final Workers workers;
  private final VectorOperations operations;

  private VectorKernels(Workers workers, Kernels others) {
    super(others);
    this.workers = workers;
    this.operations = new VectorOperations(workers);
  }

  /**
   * The kernels on the given threads.
   *
   * @throws KernelsUnavailableException if this JVM was started without the Vector API's module
   */
  public static VectorKernels on(Workers workers) {
    return on(workers, new ReferenceKernels());
  }

  /**
   * The kernels on the given threads.
   *
   * @param others what computes the rest, should there be any
   * @throws KernelsUnavailableException as {@link #on(Workers)}
   */
  public static VectorKernels on(Workers workers, Kernels others) {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      throw new KernelsUnavailableException(
          "the Vector API is not part of this JVM; start Java with --add-modules " + MODULE + ".");
    }
    return new VectorKernels(workers, others);
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "vector: the JDK's Vector API, registers of %d floats, %d thread%s",
        Lanes.COUNT,
        workers.threads(),
        workers.threads() == 1 ? "" : "s");
  }

  @Override
  public Tensor conv2d(Conv2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    ConvolutionPlan plan = ConvolutionPlan.of(layer, input.shape(), Lanes.tile(), false);
    Map<String, Tensor> given = new HashMap<>(Map.of("weight", weight));
    bias.ifPresent(tensor -> given.put("bias", tensor));
    Parameters.of(layer, given);
    return VectorConvolution.run(plan, workers, input, WeightPacker.pack(plan, weight, bias));
  }

  @Override
  public Tensor linear(Linear layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    Map<String, Tensor> given = new HashMap<>(Map.of("weight", weight));
    bias.ifPresent(tensor -> given.put("bias", tensor));
    Parameters.of(layer, given);
    return operations.linear(layer, input, weight, bias, output);
  }

  @Override
  public Tensor maxPool2d(MaxPool2d layer, Tensor input) {
    return VectorPooling.max(layer, input, operations);
  }

  @Override
  public Tensor avgPool2d(AvgPool2d layer, Tensor input) {
    return VectorPooling.average(layer, input, operations);
  }

  @Override
  public Tensor activation(Activation layer, Tensor input) {
    return Epilogue.of(layer)
        .map(end -> operations.activate(layer.kind(), end, input))
        .orElseGet(() -> super.activation(layer, input));
  }

  @Override
  public Tensor batchNorm2d(BatchNorm2d layer, Tensor input, Parameters parameters) {
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    Parameters.of(layer, parameters.asMap());
    return operations.batchNorm(layer, input, parameters, output);
  }

  @Override
  public boolean allFinite(Tensor tensor) {
    return operations.allFinite(tensor);
  }

  @Override
  public Tensor add(List<Tensor> inputs) {
    if (inputs.size() != 2) {
      return super.add(inputs);
    }
    Tensor output = Tensor.zeros(new Add().output(inputs.stream().map(Tensor::shape).toList()));
    return operations.add(inputs.getFirst(), inputs.getLast(), output);
  }

  @Override
  public PreparedLayer prepare(Layer layer, Parameters parameters) {
    if (layer instanceof Conv2d conv) {
      Parameters.of(layer, parameters.asMap());
      return new PreparedVectorConvolution(workers, conv, parameters);
    }
    return super.prepare(layer, parameters);
  }

  @Override
  public Optional<ProgramRunner> programRunner() {
    return Optional.of(runner());
  }

  @Override
  protected ProgramRunner runner() {
    return new VectorProgramRunner(this, workers, operations);
  }

  @Override
  protected boolean knows(DensePlan plan) {
    return true;
  }

  @Override
  protected void run(String name, DensePlan plan, List<Tensor> inputs, Tensor output) {
    new DenseLoops(operations)
        .run(
            name,
            plan,
            inputs.stream().map(tensor -> new DenseLoops.Span(tensor.data(), 0)).toList(),
            new DenseLoops.Span(output.data(), 0));
  }

  /** A convolution whose weights stay packed, on the heap. */
  private static final class PreparedVectorConvolution implements PreparedLayer {
    private record Ready(ConvolutionPlan plan, float[] weights) {}

    private final Workers workers;
    private final Conv2d layer;
    private final Parameters parameters;
    private volatile Optional<Ready> last = Optional.empty();
    private volatile boolean closed;

    PreparedVectorConvolution(Workers workers, Conv2d layer, Parameters parameters) {
      this.workers = workers;
      this.layer = layer;
      this.parameters = parameters;
    }

    @Override
    public Tensor run(List<Tensor> inputs) {
      Ready ready = checked(inputs);
      return VectorConvolution.run(ready.plan(), workers, inputs.getFirst(), ready.weights());
    }

    @Override
    public void run(List<Tensor> inputs, float[] output) {
      Ready ready = checked(inputs);
      VectorConvolution.run(ready.plan(), workers, inputs.getFirst(), ready.weights(), output);
    }

    private Ready checked(List<Tensor> inputs) {
      layer.output(inputs.stream().map(Tensor::shape).toList());
      if (closed) {
        throw new IllegalStateException(
            "This prepared convolution (%s) was closed; prepare it again."
                .formatted(layer.describe()));
      }
      return readyFor(inputs.getFirst());
    }

    private Ready readyFor(Tensor input) {
      Optional<Ready> known = last;
      if (known.isPresent() && known.get().plan().input().equals(input.shape())) {
        return known.get();
      }
      ConvolutionPlan plan = ConvolutionPlan.of(layer, input.shape(), Lanes.tile(), false);
      float[] weights =
          known
              .filter(before -> before.plan().weightLayout() == plan.weightLayout())
              .map(Ready::weights)
              .orElseGet(
                  () -> WeightPacker.pack(plan, parameters.get("weight"), parameters.find("bias")));
      Ready ready = new Ready(plan, weights);
      last = Optional.of(ready);
      return ready;
    }

    @Override
    public void close() {
      closed = true;
      last = Optional.empty();
    }
  }
}
