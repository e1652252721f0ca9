package org.receptive.engine.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.kernels.cpp.CppKernels;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.measure.MachineLimits;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkPlan;
import org.receptive.engine.network.PlanOptions;
import org.receptive.engine.network.PlanRow;

/**
 * The layers of a network that multiply, one by one: what the machine could do at best, what our
 * kernels take, and what ONNX Runtime takes for the same layer in the same minute.
 *
 * <p>The bound of a layer is the longer of two times: the multiplications of the algorithm that was
 * chosen (Winograd's are fewer than the sum's as it is written) at the speed of a loop that only
 * multiplies and adds, and the packed weights at the speed of a loop that only reads memory. What
 * else there is (transforms, activations between caches, threads that wait) is left out, so that no
 * layer is faster than its bound, unless its weights stayed in a cache.
 */
final class RooflineBenchmark {
  private static final long PAUSE_MILLIS = 40;
  private static final String OURS = "receptive";
  private static final String PEER = "onnxruntime";

  /** What ONNX Runtime adds to a name where it lays channels out in blocks, as we do. */
  private static final String IN_BLOCKS = "_nchwc";

  private final BenchCase each;
  private final int turns;
  private final boolean json;

  RooflineBenchmark(BenchCase each, int turns, boolean json) {
    this.each = each;
    this.turns = turns;
    this.json = json;
  }

  /** What one layer does; milliseconds. */
  private record Row(
      String layer,
      String algorithm,
      double operations,
      double computed,
      double bytes,
      double bound,
      double ours,
      double theirs) {}

  /** Measures on so many threads. */
  void run(int threads, List<Contestant> all) throws Contestant.Absent, InterruptedException {
    Map<String, Map<String, Double>> layers = new LinkedHashMap<>();
    Map<String, Double> whole = new LinkedHashMap<>();
    for (Contestant contestant : all) {
      contestant.open(each);
    }
    for (int turn = 0; turn < turns; turn++) {
      for (Contestant contestant : all) {
        // The other's threads stop looking for work.
        Thread.sleep(PAUSE_MILLIS);
        Map<String, Double> least =
            layers.computeIfAbsent(contestant.name(), name -> new LinkedHashMap<>());
        contestant.layers().forEach((layer, millis) -> least.merge(layer, millis, Math::min));
        contestant.turn().forEach(millis -> whole.merge(contestant.name(), millis, Math::min));
      }
    }
    for (Contestant contestant : all) {
      contestant.leave();
    }
    MachineLimits limits = MachineLimits.measure(threads);
    List<Row> rows = rows(threads, limits, layers.get(OURS), layers.get(PEER));
    if (json) {
      rows.forEach(row -> System.out.println(json(row, threads)));
    } else {
      print(limits, rows, whole.get(OURS), whole.get(PEER));
    }
    System.out.flush();
  }

  private List<Row> rows(
      int threads, MachineLimits limits, Map<String, Double> ours, Map<String, Double> theirs) {
    Network network = each.network();
    CppKernels kernels = CppKernels.best(Workers.of(threads), new ReferenceKernels());
    NetworkPlan plan = network.plan(kernels, PlanOptions.standard(), 1);
    return plan.rows().stream()
        .filter(row -> !row.layers().isEmpty())
        .filter(row -> network.statistics(row.layers().getFirst()).macs() > 0)
        .map(row -> row(network.statistics(row.layers().getFirst()), row, limits, ours, theirs))
        .toList();
  }

  private static Row row(
      LayerStatistics layer,
      PlanRow row,
      MachineLimits limits,
      Map<String, Double> ours,
      Map<String, Double> theirs) {
    Optional<Algorithm> algorithm = row.algorithm();
    double operations = 2.0 * layer.macs();
    double computed = operations * algorithm.map(way -> share(way, layer)).orElse(1.0);
    double weights =
        row.packedBytes() > 0 ? row.packedBytes() : (double) layer.parameters() * Float.BYTES;
    double values = layer.output().size();
    values += layer.inputs().stream().mapToDouble(input -> input.size()).sum();
    double arithmetic = computed / (limits.gigaflops() * 1e6);
    double reading = weights / (limits.memoryGigabytes() * 1e6);
    String name = row.layers().getFirst();
    return new Row(
        name,
        row.what(),
        operations,
        computed,
        weights + values * Float.BYTES,
        Math.max(arithmetic, reading),
        ours.getOrDefault(name, Double.NaN),
        ofPeer(row.layers(), theirs));
  }

  /** Of the multiplications that the sum is written with, those that an algorithm makes. */
  private static double share(Algorithm algorithm, LayerStatistics layer) {
    int tile = algorithm.tile();
    if (tile == 0) {
      return 1;
    }
    int height = layer.output().height();
    int width = layer.output().width();
    double tiles = (double) Math.ceilDiv(height, tile) * Math.ceilDiv(width, tile);
    return tiles * (tile + 2) * (tile + 2) / (9.0 * height * width);
  }

  /** It calls a step by one of the layers that it computes along with it, as we have them. */
  private static double ofPeer(List<String> layers, Map<String, Double> theirs) {
    for (String layer : layers) {
      for (String name : List.of(layer, layer + IN_BLOCKS)) {
        if (theirs.containsKey(name)) {
          return theirs.get(name);
        }
      }
    }
    return Double.NaN;
  }

  private void print(MachineLimits limits, List<Row> rows, double ours, double theirs) {
    System.out.printf(
        Locale.ROOT,
        "%n%s, batch 1. %s%n"
            + "bound: the longer of the algorithm's multiply-adds at that speed and its packed"
            + " weights from memory%n%n"
            + "%-14s %-16s %8s %8s %8s %8s %8s %6s %8s %9s%n",
        each.label(),
        limits,
        "layer",
        "computed by",
        "GFLOP",
        "computed",
        "MB",
        "bound",
        "ours",
        "share",
        "ORT",
        "ORT/ours");
    rows.forEach(RooflineBenchmark::print);
    double bound = rows.stream().mapToDouble(Row::bound).sum();
    Row sum =
        new Row(
            "all of these",
            "",
            rows.stream().mapToDouble(Row::operations).sum(),
            rows.stream().mapToDouble(Row::computed).sum(),
            rows.stream().mapToDouble(Row::bytes).sum(),
            bound,
            rows.stream().mapToDouble(Row::ours).sum(),
            rows.stream().mapToDouble(Row::theirs).sum());
    print(sum);
    System.out.printf(
        Locale.ROOT,
        "%nWhole runs, minima: ours %.3f ms, ORT %.3f ms, ORT / ours %.2f; nothing but the bounds"
            + " would be %.2f.%n",
        ours,
        theirs,
        theirs / ours,
        theirs / bound);
  }

  private static void print(Row row) {
    System.out.printf(
        Locale.ROOT,
        "%-14s %-16s %8.3f %8.3f %8.2f %8.3f %8.3f %5.0f%% %8.3f %9.2f%n",
        row.layer(),
        row.algorithm(),
        row.operations() / 1e9,
        row.computed() / 1e9,
        row.bytes() / 1e6,
        row.bound(),
        row.ours(),
        100 * row.bound() / row.ours(),
        row.theirs(),
        row.theirs() / row.ours());
  }

  private static String json(Row row, int threads) {
    return String.format(
        Locale.ROOT,
        "{\"layer\": \"%s\", \"threads\": %d, \"algorithm\": \"%s\", \"flop\": %.0f,"
            + " \"computed_flop\": %.0f, \"bytes\": %.0f, \"bound_ms\": %.5f, \"min_ms\":"
            + " {\"receptive\": %s, \"onnxruntime\": %s}}",
        row.layer().replace("\\", "\\\\").replace("\"", "\\\""),
        threads,
        row.algorithm(),
        row.operations(),
        row.computed(),
        row.bytes(),
        row.bound(),
        number(row.ours()),
        number(row.theirs()));
  }

  private static String number(double millis) {
    return Double.isNaN(millis) ? "null" : String.format(Locale.ROOT, "%.5f", millis);
  }
}
