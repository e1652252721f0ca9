package org.receptive.engine.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.cpp.CppKernels;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.FilterBank;
import org.receptive.engine.kernels.program.LayerProgram;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.ProgramRunner;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.kernels.vector.VectorKernels;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.network.Inference;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Tensor;

/**
 * Our own kernels. {@code planar} and {@code vector}: {@code Inference.run}, planar tensors in and
 * out, as a user calls it. {@code blocked}: the convolution alone, from and into blocks of 16
 * channels, as oneDNN gets its own layout.
 */
final class ReceptivePeer implements Peer {
  private static final int LAYER_RUNS = 30;

  private final Inference inference;
  private final Tensor input;
  private final Tensor output;

  private ReceptivePeer(Kernels kernels, BenchCase benchCase, Tensor input) {
    this.inference = benchCase.network().inference(kernels);
    this.input = input;
    this.output = Tensor.zeros(benchCase.network().outputShape());
  }

  public static void main(String[] args) throws Exception {
    Workers workers = new Workers(Integer.parseInt(args[1]));
    Peer.Factory factory =
        switch (args[0]) {
          case "vector" -> {
            Kernels vector = VectorKernels.on(workers);
            yield (benchCase, input) -> new ReceptivePeer(vector, benchCase, input);
          }
          case "blocked" -> {
            CppKernels cpp = CppKernels.best(workers, new ReferenceKernels());
            yield (benchCase, input) -> new Blocked(cpp, benchCase, input);
          }
          default -> {
            CppKernels cpp = CppKernels.best(workers, new ReferenceKernels());
            yield (benchCase, input) -> new ReceptivePeer(cpp, benchCase, input);
          }
        };
    PeerProcess.serve(factory, args[0].equals("vector"));
  }

  @Override
  public long run() {
    long start = System.nanoTime();
    inference.run(input, output.data());
    return System.nanoTime() - start;
  }

  @Override
  public Tensor output() {
    return output;
  }

  @Override
  public Map<String, Double> layers() {
    Map<String, Double> least = new LinkedHashMap<>();
    for (int run = 0; run < LAYER_RUNS; run++) {
      inference
          .stepNanos(input)
          .forEach((layer, nanos) -> least.merge(layer, nanos / 1e6, Math::min));
    }
    return least;
  }

  @Override
  public void close() {
    inference.close();
  }

  /**
   * A convolution that is run again and again between conversions; the first run does not count. So
   * it finds in the caches what a run leaves there, like oneDNN's, whose input is converted once.
   */
  private static final class Blocked implements Peer {
    private static final int RUNS = 9;

    private final ProgramRunner runner;
    private final Program program;
    private final Tensor input;
    private final Tensor output;
    private final Deque<Long> times = new ArrayDeque<>();

    Blocked(CppKernels kernels, BenchCase benchCase, Tensor input) {
      this.runner = kernels.programRunner().orElseThrow();
      Network network = benchCase.network();
      Parameters parameters = network.parameters("conv");
      FilterBank filters = new FilterBank(parameters.get("weight"), parameters.get("bias"));
      this.program =
          repeated(
              LayerProgram.amongBlocks(
                  benchCase.layer(),
                  input.shape(),
                  runner.target(),
                  Epilogue.of(network.nodes().getLast().layer()).orElseThrow(),
                  () -> filters));
      this.input = input;
      this.output = Tensor.zeros(network.outputShape());
    }

    private static Program repeated(Program once) {
      List<Step> steps = new ArrayList<>();
      for (Step step : once.steps()) {
        int times = step.operation() instanceof Operation.Convolution ? RUNS : 1;
        steps.addAll(Collections.nCopies(times, step));
      }
      return new Program(steps, once.input(), once.output(), once.workFloats());
    }

    @Override
    public long run() {
      if (times.isEmpty()) {
        runner.run(
            program,
            input.data(),
            output.data(),
            (step, took, value) -> {
              if (step.operation() instanceof Operation.Convolution) {
                times.add(took);
              }
            });
        times.remove();
      }
      return times.remove();
    }

    @Override
    public Tensor output() {
      return output;
    }

    @Override
    public void close() {
      runner.close();
    }
  }
}
