package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.ProgramRunner;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A network made ready to run on given kernels. Kernels that run programs get the network planned:
 * before the first run of a batch size, layouts, algorithms, fusions and memory are decided, and
 * weights are packed once. Others run it layer by layer.
 *
 * <p>Runs of several threads take turns. Memory outside the Java heap is given back by {@link
 * #close}, which waits for a run that is under way; closing twice does nothing more, and a closed
 * inference refuses to run.
 */
public final class Inference implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final PlanOptions options;
  private final Optional<ProgramRunner> runner;
  private final LayerByLayer layers;
  private final Map<PlanOptions, Program> programs = new HashMap<>();
  private final ReentrantLock turn = new ReentrantLock();
  private boolean closed;

  Inference(Network network, Kernels kernels, PlanOptions options) {
    this.network = network;
    this.kernels = kernels;
    this.options = options;
    this.runner = kernels.programRunner();
    this.layers = new LayerByLayer(network, kernels);
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** The kernels that compute. */
  public Kernels kernels() {
    return kernels;
  }

  /**
   * Bytes of working memory and packed weights that this holds: of the C++ kernels outside the Java
   * heap, of those in Java on it.
   */
  public long heldBytes() {
    return runner.map(ProgramRunner::bytes).orElse(0L);
  }

  /**
   * Runs the network and gives its output only.
   *
   * @param input {@code N x C x H x W}, as the network's input but for the batch
   * @throws ShapeException if the input does not fit
   * @throws IllegalArgumentException if the input holds NaN or infinity
   * @throws IllegalStateException if this was closed
   * @throws CancellationException if the thread was interrupted
   */
  public Tensor run(Tensor input) {
    return inTurn(
        input, () -> runner.isPresent() ? planned(runner.get(), input) : layers.run(input));
  }

  /**
   * Runs the network into memory that the caller owns, which spares a large output its allocation.
   *
   * @param output takes the values in row-major order; exactly as long as the output
   * @throws IllegalArgumentException if the memory has another length, and as {@link #run(Tensor)}
   */
  public void run(Tensor input, float[] output) {
    inTurn(
        input,
        () -> {
          if (runner.isPresent()) {
            planned(runner.get(), input, output);
          } else {
            layers.run(input, output);
          }
          return output;
        });
  }

  private Tensor planned(ProgramRunner active, Tensor input) {
    Program program = program(active, input.shape(), options);
    return fitting(active, program, program.output().size())
        .run(
            () -> {
              Tensor output = Tensor.zeros(program.output());
              active.run(program, input.data(), output.data(), ProgramRunner.Listener.NONE);
              return output;
            });
  }

  private HeapCheck fitting(ProgramRunner active, Program program, long results) {
    return new HeapCheck(
        network.name(), program.input(), results * Float.BYTES, active.heapBytes(program));
  }

  private void planned(ProgramRunner active, Tensor input, float... output) {
    Program program = program(active, input.shape(), options);
    if (program.output().size() != output.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The output %s holds %,d values, but memory for %,d was given.",
              program.output(),
              program.output().size(),
              output.length));
    }
    fitting(active, program, 0)
        .run(
            () -> {
              active.run(program, input.data(), output, ProgramRunner.Listener.NONE);
              return output;
            });
  }

  /** How inputs of one batch size are computed. */
  public NetworkPlan plan(int batch) {
    return network.plan(kernels, options, batch);
  }

  /**
   * Runs the network and keeps every activation and how long each layer took. The output has the
   * same bits as that of {@link #run(Tensor)}.
   */
  public Trace trace(Tensor input) {
    return inTurn(
        input, () -> runner.isPresent() ? fittingTrace(runner.get(), input) : layers.trace(input));
  }

  /**
   * Runs the network as {@link #run(Tensor)} does and says how long each step took, in nanoseconds,
   * by the layer that it begins with; layers computed along with that one have no time of their
   * own. What lays values out otherwise counts for the layer behind it.
   */
  public Map<String, Long> stepNanos(Tensor input) {
    return inTurn(
        input,
        () -> {
          Map<String, Long> nanos = new LinkedHashMap<>();
          if (runner.isEmpty()) {
            Trace trace = layers.trace(input);
            network.nodes().forEach(node -> nanos.put(node.name(), trace.nanos(node.name())));
            return nanos;
          }
          Program program = program(runner.get(), input.shape(), options);
          float[] output = new float[(int) program.output().size()];
          List<Long> conversions = new ArrayList<>(List.of(0L));
          runner
              .get()
              .run(
                  program,
                  input.data(),
                  output,
                  (step, took, value) -> {
                    long before = conversions.getFirst() + took;
                    if (!step.nodes().isEmpty()) {
                      nanos.merge(step.nodes().getFirst(), before, Long::sum);
                    }
                    conversions.set(0, step.nodes().isEmpty() ? before : 0);
                  });
          return nanos;
        });
  }

  private Trace fittingTrace(ProgramRunner active, Tensor input) {
    Program fused = program(active, input.shape(), options);
    Program program = unfused(active, fused);
    long kept = program.steps().stream().mapToLong(step -> step.output().shape().size()).sum();
    long outputs = program.output().size() * (runsToo(fused) ? 2 : 1);
    return fitting(active, program, kept + outputs).run(() -> plannedTrace(active, input));
  }

  /**
   * The algorithms of {@link #run}, but nothing fused, so that every layer's own value comes out.
   * Where a run folds layers into others, which rounds otherwise, what it computes is taken from a
   * run: so the two agree to the last bit.
   */
  private Trace plannedTrace(ProgramRunner active, Tensor input) {
    Program fused = program(active, input.shape(), options);
    Program program = unfused(active, fused);
    Map<String, Tensor> computed = new HashMap<>();
    Map<String, Long> nanos = new HashMap<>();
    List<Long> conversions = new ArrayList<>(List.of(0L));
    active.run(
        program,
        input.data(),
        new float[(int) program.output().size()],
        (step, took, value) -> {
          if (step.nodes().isEmpty()) {
            conversions.set(0, conversions.getFirst() + took);
          } else {
            computed.put(step.nodes().getLast(), value.get());
            nanos.put(step.nodes().getLast(), took + conversions.getFirst());
            conversions.set(0, 0L);
          }
        });
    if (runsToo(fused)) {
      Tensor output = Tensor.zeros(fused.output());
      active.run(
          fused,
          input.data(),
          output.data(),
          (step, took, value) -> {
            if (!step.nodes().isEmpty()) {
              computed.put(step.nodes().getLast(), value.get());
            }
          });
      // What is joined in place, or has another shape only, comes out of no step.
      computed.put(network.outputNode().name(), output);
    }
    return new Trace(network, kernels.name(), inOrder(input, computed), inOrder(nanos));
  }

  /** Whether a trace takes values from a run, because there they come out otherwise. */
  private boolean runsToo(Program fused) {
    return fused.steps().stream().anyMatch(this::roundsOtherwise) || joins();
  }

  /** Whether a step computes layers together whose values it rounds only once. */
  private boolean roundsOtherwise(Step step) {
    return step.operation() instanceof Operation.Overlap
        || step.nodes().stream()
            .skip(1)
            .map(name -> network.node(name).layer())
            .anyMatch(layer -> layer instanceof BatchNorm2d || layer instanceof Arithmetic);
  }

  /** Behind a concatenation, which a run does in place, values may lie otherwise. */
  private boolean joins() {
    return network.nodes().stream().anyMatch(node -> node.layer() instanceof Concat);
  }

  /** Every layer by itself, by the algorithms of a program. */
  private Program unfused(ProgramRunner active, Program fused) {
    PlanOptions how = options.unfused();
    Program known = programs.get(how);
    if (known == null || !known.input().equals(fused.input())) {
      Map<String, Algorithm> decided = new HashMap<>();
      for (Step step : fused.steps()) {
        if (step.operation() instanceof Operation.Convolution conv && !step.nodes().isEmpty()) {
          decided.put(step.nodes().getFirst(), conv.algorithm());
        }
      }
      known = Lowering.program(network, fused.input(), active.target(), how, decided);
      programs.put(how, known);
    }
    return known;
  }

  /** Activations in the network's order; what only passes its input on has no step of its own. */
  private Map<String, Tensor> inOrder(Tensor input, Map<String, Tensor> computed) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    all.put(Network.INPUT, input);
    for (Node node : network.nodes()) {
      Tensor known = computed.get(node.name());
      Shape shape =
          node.layer().output(node.inputs().stream().map(all::get).map(Tensor::shape).toList());
      Tensor value = known != null ? known : all.get(node.inputs().getFirst());
      // What only has another shape has no step of its own, or the last one has the shape before.
      all.put(node.name(), value.shape().equals(shape) ? value : value.reshape(shape.dims()));
    }
    return all;
  }

  private Map<String, Long> inOrder(Map<String, Long> nanos) {
    Map<String, Long> all = new LinkedHashMap<>();
    network.nodes().forEach(node -> all.put(node.name(), nanos.getOrDefault(node.name(), 0L)));
    return all;
  }

  /** The program for a batch; of each kind, the last one is kept. */
  private Program program(ProgramRunner active, Shape input, PlanOptions how) {
    Program known = programs.get(how);
    if (known != null && known.input().equals(input)) {
      return known;
    }
    Program program = Lowering.program(network, input, active.target(), how);
    programs.put(how, program);
    return program;
  }

  private interface Work<T> {
    T run();
  }

  private <T> T inTurn(Tensor input, Work<T> work) {
    checkInput(input);
    turn.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "This inference of '%s' was closed; make a new one.".formatted(network.name()));
      }
      return work.run();
    } finally {
      turn.unlock();
    }
  }

  private void checkInput(Tensor input) {
    Shape expected = network.inputShape();
    if (!input.shape().withBatch(1).equals(expected.withBatch(1))) {
      throw new ShapeException(
          "%s takes an input of %s (any batch), but was given %s."
              .formatted(network.name(), expected, input.shape()));
    }
    if (!kernels.allFinite(input)) {
      int bad = input.firstNonFinite();
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The input of %s holds %s at flat index %d of %s; every pixel must be a finite"
                  + " number.",
              network.name(),
              input.data()[bad],
              bad,
              input.shape()));
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      runner.ifPresent(ProgramRunner::close);
      programs.clear();
      layers.close();
    } finally {
      turn.unlock();
    }
  }
}
