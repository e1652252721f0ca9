package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.kernels.program.Target;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.tensor.Memory;
import org.receptive.engine.tensor.Shape;

/**
 * How a network is computed: step by step the algorithm, the layouts, what is fused, what it should
 * take and what the alternatives would have taken, and which memory is used again. It prints as a
 * table. Estimates come from a model of one thread of a machine of the 2020s; they rank algorithms,
 * and clocks say how long they take.
 *
 * @param network the network
 * @param input the shape of the input, batch included
 * @param kernels the kernels that compute
 * @param options what the plan was allowed
 * @param rows the steps in order; empty if the kernels run layer by layer, as the network is
 *     written
 * @param workBytes the working memory that activations share
 * @param activationBytes what the activations would take, each with memory of its own
 */
public record NetworkPlan(
    Network network,
    Shape input,
    String kernels,
    PlanOptions options,
    List<PlanRow> rows,
    long workBytes,
    long activationBytes) {

  private static final List<String> HEADINGS =
      List.of(
          "layer",
          "computed by",
          "layout",
          "along with it",
          "ms",
          "instead",
          "output lies in",
          "packed");

  /** Columns of numbers, which are right-aligned. */
  private static final List<Integer> NUMBERS = List.of(4, 7);

  /** Copies the list. */
  public NetworkPlan {
    rows = List.copyOf(rows);
  }

  static NetworkPlan of(
      Network network, Program program, Target target, String kernels, PlanOptions options) {
    List<PlanRow> rows = new ArrayList<>();
    List<Step> before = new ArrayList<>();
    long activations = 0;
    for (Step step : program.steps()) {
      if (step.output().space() == Placement.Space.WORK) {
        activations += end(step.output()) - start(step.output());
      }
      rows.add(
          PlanRow.of(step, target.filtersTogether(), memory(step, before), fused(network, step)));
      before.add(step);
    }
    return new NetworkPlan(
        network,
        program.input(),
        kernels,
        options,
        rows,
        program.workFloats() * Float.BYTES,
        activations * Float.BYTES);
  }

  /** The plan of kernels that have none. */
  static NetworkPlan layerByLayer(
      Network network, Shape input, String kernels, PlanOptions options) {
    return new NetworkPlan(network, input, kernels, options, List.of(), 0, 0);
  }

  private static List<String> fused(Network network, Step step) {
    List<String> all = new ArrayList<>();
    for (String name :
        step.nodes().subList(Math.min(1, step.nodes().size()), step.nodes().size())) {
      switch (network.node(name).layer()) {
        case BatchNorm2d norm -> all.add("batch norm");
        case Add sum -> all.add("sum");
        case Dropout nothing -> all.add("dropout");
        default -> all.add(network.node(name).layer().kind());
      }
    }
    boolean alone = step.operation() instanceof Operation.Activate;
    if (all.isEmpty() && !alone && step.epilogue().kind() != Epilogue.Kind.IDENTITY) {
      all.add(step.epilogue().kind().name().toLowerCase(Locale.ROOT));
    }
    return all;
  }

  /** Where an output lies, and whose memory it takes over. */
  private static String memory(Step step, List<Step> before) {
    Placement place = step.output();
    if (place.space() != Placement.Space.WORK) {
      return place.space() == Placement.Space.OUTPUT ? "the output" : "the input";
    }
    String range =
        String.format(
            Locale.ROOT,
            "%.2f-%.2f MiB",
            start(place) / (double) (1 << 18),
            end(place) / (double) (1 << 18));
    return before.reversed().stream()
        .filter(other -> overlaps(other.output(), place))
        .findFirst()
        .map(other -> range + ", after " + name(other))
        .orElse(range);
  }

  private static String name(Step step) {
    return step.nodes().isEmpty() ? "a conversion" : step.nodes().getFirst();
  }

  private static boolean overlaps(Placement a, Placement b) {
    return a.space() == Placement.Space.WORK && start(a) < end(b) && start(b) < end(a);
  }

  private static long start(Placement place) {
    return place.offset()
        - place.halo().top() * place.rowPitch()
        - (long) place.halo().left() * place.layout().pixel();
  }

  private static long end(Placement place) {
    long images = (place.shape().batch() - 1) * place.imagePitch();
    long last =
        place.shape().isImage()
            ? place.blocks() * place.blockPitch()
            : place.shape().size() / place.shape().batch();
    return start(place) + images + last;
  }

  /**
   * The step that computes a layer.
   *
   * @throws IllegalArgumentException if there is no such layer
   */
  public Optional<PlanRow> row(String layer) {
    network.node(layer);
    return rows.stream().filter(row -> row.layers().contains(layer)).findFirst();
  }

  /** What all steps should take of all threads together. */
  public double millis() {
    return rows.stream().mapToDouble(PlanRow::millis).sum();
  }

  /** Packed weights of all convolutions; steps that share weights share them packed. */
  public long packedBytes() {
    Map<String, Long> each = new java.util.LinkedHashMap<>();
    for (PlanRow row : rows) {
      if (row.packedBytes() > 0) {
        String owner = network.node(row.layers().getFirst()).weightsOf();
        each.put(owner + " " + row.what(), row.packedBytes());
      }
    }
    return each.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The table, aligned by spaces. */
  public String text() {
    if (rows.isEmpty()) {
      return "%s on %s: computed layer by layer, as it is written; these kernels take no plan."
          .formatted(network.name(), kernels);
    }
    List<List<String>> lines = new ArrayList<>(List.of(HEADINGS));
    rows.forEach(row -> lines.add(row.cells()));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    StringBuilder out = new StringBuilder();
    out.append("Plan of %s for %s on %s\n".formatted(network.name(), input, kernels));
    String rule = "-".repeat(java.util.Arrays.stream(widths).sum() + 2 * (widths.length - 1));
    for (int i = 0; i < lines.size(); i++) {
      out.append(aligned(lines.get(i), widths)).append('\n');
      if (i == 0) {
        out.append(rule).append('\n');
      }
    }
    return out.append(rule).append('\n').append(footer()).toString();
  }

  private static String aligned(List<String> cells, int... widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String gap = " ".repeat(widths[c] - cells.get(c).length());
      line.append(NUMBERS.contains(c) ? gap + cells.get(c) : cells.get(c) + gap).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private String footer() {
    return String.format(
        Locale.ROOT,
        "%d steps, about %.1f ms of processor time (ms and instead: estimates). Packed weights %s."
            + " Activations %s in %s of working memory, used again.%s",
        rows.size(),
        millis(),
        Memory.binary(packedBytes()),
        Memory.binary(activationBytes),
        Memory.binary(workBytes),
        options.winograd() ? spreading() : " Strict: no Winograd.");
  }

  /** What Winograd's algorithm does that sums as they are written do not. */
  private String spreading() {
    boolean used =
        rows.stream()
            .flatMap(row -> row.algorithm().stream())
            .anyMatch(algorithm -> algorithm.tile() > 0);
    return used
        ? " Winograd: a NaN or infinite value reaches all pixels of its tiles (strict plans: its"
            + " window's only)."
        : "";
  }

  @Override
  public String toString() {
    return text();
  }
}
