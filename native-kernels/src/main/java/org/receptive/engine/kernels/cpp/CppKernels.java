package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.PlannedKernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.kernels.convolution.RegisterTile;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.DensePlan;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.FilterBank;
import org.receptive.engine.kernels.program.ProgramRunner;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Kernels in C++, on all threads of a pool. Every kind of layer is computed here; only arrangements
 * of more axes than C++ counts are left to other kernels.
 */
public final class CppKernels extends PlannedKernels {
  private final NativeLibrary library;
  private final Workers workers;
  private final RegisterTile tile;
  private final CppOperations operations;
  private final OffHeapMemory memory;

  private CppKernels(NativeLibrary library, Workers workers, Kernels others) {
    super(others);
    this.library = library;
    this.workers = workers;
    this.tile = new RegisterTile(library.lanes(), library.tile(), true);
    this.operations = new CppOperations(library, workers);
    this.memory = new OffHeapMemory(library.blocked());
  }

  /**
   * The kernels for the best instruction set of this processor.
   *
   * @param workers the threads that compute
   * @param others what computes the rest
   * @throws KernelsUnavailableException if there is no library that this machine can run
   */
  public static CppKernels best(Workers workers, Kernels others) {
    LibraryFiles files = LibraryFiles.ofThisMachine();
    InstructionSet fastest =
        NativeLibrary.runnable(files).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new KernelsUnavailableException(
                        ("this %s processor runs none of the C++ kernels that were built; they need"
                                + " AVX2 and FMA (2013 and later) on x86-64.")
                            .formatted(files.platform().architecture())));
    return new CppKernels(NativeLibrary.open(files, fastest), workers, others);
  }

  /**
   * The kernels for one instruction set.
   *
   * @throws KernelsUnavailableException if {@link #instructionSets} does not have it
   */
  public static CppKernels of(InstructionSet instructions, Workers workers, Kernels others) {
    LibraryFiles files = LibraryFiles.ofThisMachine();
    Set<InstructionSet> runnable = NativeLibrary.runnable(files);
    if (!runnable.contains(instructions)) {
      throw new KernelsUnavailableException(
          "%s does not run here; this machine runs %s.".formatted(instructions, runnable));
    }
    return new CppKernels(NativeLibrary.open(files, instructions), workers, others);
  }

  /**
   * The instruction sets that were built and that this processor runs, the fastest first.
   *
   * @throws KernelsUnavailableException if nothing was built for this platform
   */
  public static Set<InstructionSet> instructionSets() {
    return NativeLibrary.runnable(LibraryFiles.ofThisMachine());
  }

  /** The instruction set in use. */
  public InstructionSet instructions() {
    return library.instructions();
  }

  /** The file that the library was loaded from. */
  public Path libraryFile() {
    return library.file();
  }

  /** Bytes outside the Java heap that prepared layers hold, and have not given back. */
  public long offHeapBytes() {
    return memory.liveBytes();
  }

  @Override
  public String name() {
    return "cpp";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "cpp: C++ kernels, %s, %d thread%s",
        library.instructions(),
        workers.threads(),
        workers.threads() == 1 ? "" : "s");
  }

  @Override
  public Tensor conv2d(Conv2d layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    ConvolutionPlan plan = ConvolutionPlan.of(layer, input.shape(), tile, false);
    check(layer, weight, bias);
    CppConvolution convolution = new CppConvolution(library, plan);
    // Used once: the garbage collector may have it back whenever it likes.
    float[] packed = new float[Math.toIntExact(plan.packedWeights())];
    convolution.pack(weight, bias, MemorySegment.ofArray(packed));
    return convolution.run(workers, input, MemorySegment.ofArray(packed));
  }

  private static void check(Layer layer, Tensor weight, Optional<Tensor> bias) {
    Map<String, Tensor> given = new HashMap<>(Map.of("weight", weight));
    bias.ifPresent(tensor -> given.put("bias", tensor));
    Parameters.of(layer, given);
  }

  @Override
  public Tensor linear(Linear layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    check(layer, weight, bias);
    return operations.linear(layer, input, weight, bias, output);
  }

  @Override
  public Tensor maxPool2d(MaxPool2d layer, Tensor input) {
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    return operations.maxPool(layer.window(), input, output);
  }

  @Override
  public Tensor avgPool2d(AvgPool2d layer, Tensor input) {
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    return operations.avgPool(layer, input, output);
  }

  @Override
  public Tensor activation(Activation layer, Tensor input) {
    return switch (layer) {
      case Activation.ReLU relu -> operations.leakyRelu("ReLU", 0, input);
      case Activation.LeakyReLU leaky -> operations.leakyRelu("LeakyReLU", leaky.slope(), input);
      default ->
          Epilogue.of(layer)
              .map(end -> operations.activate(layer.kind(), end, input))
              .orElseGet(() -> super.activation(layer, input));
    };
  }

  @Override
  public Tensor batchNorm2d(BatchNorm2d layer, Tensor input, Parameters parameters) {
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    Parameters.of(layer, parameters.asMap());
    return operations.batchNorm(layer, input, parameters, output);
  }

  @Override
  public Tensor add(List<Tensor> inputs) {
    return inputs.size() == 2 ? operations.add(inputs) : super.add(inputs);
  }

  @Override
  public boolean allFinite(Tensor tensor) {
    return operations.allFinite(tensor);
  }

  @Override
  public PreparedLayer prepare(Layer layer, Parameters parameters) {
    if (layer instanceof Conv2d conv) {
      Parameters.of(layer, parameters.asMap());
      return prepareConvolution(conv, parameters);
    }
    return super.prepare(layer, parameters);
  }

  @Override
  public Optional<ProgramRunner> programRunner() {
    return Optional.of(runner());
  }

  @Override
  protected boolean knows(DensePlan plan) {
    return DenseRuns.knows(plan);
  }

  @Override
  protected void run(String name, DensePlan plan, List<Tensor> inputs, Tensor output) {
    new DenseRuns(library, workers)
        .ready(name, plan)
        .run(
            inputs.stream().map(tensor -> MemorySegment.ofArray(tensor.data())).toList(),
            MemorySegment.ofArray(output.data()));
  }

  @Override
  protected CppProgramRunner runner() {
    return new CppProgramRunner(this, library, workers, tile, memory);
  }

  private PreparedLayer prepareConvolution(Conv2d layer, Parameters parameters) {
    Tensor weight = parameters.get("weight");
    Tensor bias =
        parameters.find("bias").orElseGet(() -> Tensor.zeros(Shape.of(layer.outChannels())));
    return new PreparedConvolution(
        library, workers, tile, memory, runner(), layer, new FilterBank(weight, bias));
  }
}
