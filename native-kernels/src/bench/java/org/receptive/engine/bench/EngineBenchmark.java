package org.receptive.engine.bench;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.layer.ShapeException;

/**
 * Our engine beside its peers, layer by layer and on whole networks. Run by {@code lab bench
 * engine}, or
 *
 * <pre>mvn -q -Pbench -pl native-kernels process-classes exec:exec@bench -Dbench.args="--json"
 * </pre>
 *
 * Options: {@code --json} prints one object per row; {@code --turns N} (default 8) sets how often
 * each peer has its turn; {@code --only TEXT} takes the cases whose name contains one of the texts
 * (commas between); {@code --threads N} measures one number of threads instead of 1 and 2; {@code
 * --peers NAME,...} takes these peers instead of all. An underscore stands for a space. {@code
 * --model FILE,...} compares ONNX files with ONNX Runtime instead, {@code --shape 1x3x320x320} says
 * the shape of their input; both are URL-encoded. {@code --roofline} measures the layers of these
 * models, or of ResNet-34, one by one.
 */
final class EngineBenchmark {
  private static final long PAUSE_MILLIS = 40;

  private static final List<Contestant.Entry> ENTRIES =
      List.of(
          ours("receptive", "planar", false),
          ours("receptive-blocked", "blocked", true),
          ours("receptive-vector", "vector", false),
          peer("onnxruntime", "OnnxRuntimePeer", "", "onnxruntime", false),
          peer("onednn", "OneDnnPeer", "auto", "onednn", true),
          peer("onednn-3.1-winograd", "OneDnnPeer", "winograd", "onednn-3.1", true),
          peer("pytorch", "PyTorchPeer", "", "pytorch", false),
          peer("nd4j", "Nd4jPeer", "", "nd4j", false));

  private final boolean json;
  private final boolean roofline;
  private final int turns;
  private final List<String> only;
  private final List<String> peers;
  private final List<Integer> threads;
  private final List<BenchCase> models;
  private final Path sources;
  private final Verdicts verdicts = new Verdicts();

  private EngineBenchmark(List<String> options) {
    json = options.contains("--json");
    roofline = options.contains("--roofline");
    turns = Integer.parseInt(option(options, "--turns", "8"));
    only = List.of(option(options, "--only", "").replace('_', ' ').split(","));
    peers = List.of(option(options, "--peers", "").split(","));
    String asked = option(options, "--threads", "");
    threads = asked.isEmpty() ? List.of(1, 2) : List.of(Integer.valueOf(asked));
    String shape = option(options, "--shape", "");
    models =
        Arrays.stream(option(options, "--model", "").split(","))
            .filter(file -> !file.isEmpty())
            .map(file -> BenchCase.model(URLDecoder.decode(file, StandardCharsets.UTF_8), shape))
            .toList();
    sources = Path.of(option(options, "--sources", "src/bench")).toAbsolutePath();
  }

  private static Contestant.Entry ours(String name, String mode, boolean layersOnly) {
    return new Contestant.Entry(name, "ReceptivePeer", mode, Optional.empty(), layersOnly);
  }

  private static Contestant.Entry peer(
      String name, String main, String mode, String libraries, boolean layersOnly) {
    String how = mode.isEmpty() ? "-" : mode;
    return new Contestant.Entry(name, main, how, Optional.of(libraries), layersOnly);
  }

  private static String option(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at < 0 || at + 1 >= options.size() ? otherwise : options.get(at + 1);
  }

  public static void main(String[] args) throws InterruptedException {
    List<String> options = List.of(String.join(" ", args).strip().split("\\s+"));
    boolean complete;
    try {
      complete = new EngineBenchmark(options).run();
    } catch (DataFileException | ShapeException unreadable) {
      System.err.println(unreadable.getMessage());
      complete = false;
    }
    // Whoever started this may hold its output open.
    System.out.flush();
    if (!complete) {
      System.exit(1);
    }
  }

  /** Runs what was asked for; says whether all of it could be measured. */
  private boolean run() throws InterruptedException {
    if (roofline) {
      return runRoofline();
    }
    if (models.isEmpty()) {
      runCases();
      return true;
    }
    return runModels();
  }

  private boolean runRoofline() throws InterruptedException {
    List<BenchCase> cases = models.isEmpty() ? List.of(BenchCase.named("ResNet-34")) : models;
    boolean complete = true;
    for (int count : threads) {
      List<Contestant> all = start(count, new LinkedHashMap<>());
      try {
        for (BenchCase each : cases) {
          new RooflineBenchmark(each, turns, json).run(count, all);
        }
      } catch (Contestant.Absent reason) {
        complete = false;
        System.out.println("not measured: " + reason.getMessage());
      } finally {
        all.forEach(Contestant::close);
      }
    }
    return complete;
  }

  private boolean runModels() throws InterruptedException {
    boolean complete = true;
    ModelBenchmark benchmark = new ModelBenchmark(models, turns, json);
    for (int count : threads) {
      Map<String, String> absent = new LinkedHashMap<>();
      List<Contestant> all = start(count, absent);
      try {
        if (all.size() == 2) {
          benchmark.run(count, all);
        } else {
          complete = false;
          absent.forEach((name, reason) -> System.out.println(name + ": " + reason));
        }
      } finally {
        all.forEach(Contestant::close);
      }
    }
    benchmark.summary();
    return complete && benchmark.isComplete();
  }

  private void runCases() throws InterruptedException {
    for (int count : threads) {
      Map<String, String> absent = new LinkedHashMap<>();
      List<Contestant> all = start(count, absent);
      BenchTable table = new BenchTable(count, ENTRIES.stream().map(e -> e.name()).toList());
      if (!json) {
        table.header(absent);
      }
      try {
        for (BenchCase each : BenchCase.all()) {
          if (only.stream().anyMatch(each.name()::contains)) {
            measure(each, count, all, table);
          }
        }
      } finally {
        all.forEach(Contestant::close);
      }
      if (!json) {
        table.medians();
      }
    }
    if (!json) {
      verdicts.print();
    }
  }

  private List<Contestant> start(int count, Map<String, String> absent) {
    List<Contestant> all = new ArrayList<>();
    for (Contestant.Entry entry : ENTRIES) {
      boolean asked =
          models.isEmpty() && !roofline
              ? peers.equals(List.of("")) || peers.contains(entry.name())
              : List.of("receptive", "onnxruntime").contains(entry.name());
      if (!asked) {
        continue;
      }
      try {
        all.add(Contestant.start(entry, sources, count));
      } catch (Contestant.Absent reason) {
        absent.put(entry.name(), reason.getMessage());
      }
    }
    return all;
  }

  private void measure(BenchCase each, int count, List<Contestant> all, BenchTable table)
      throws InterruptedException {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    List<Contestant> ready = new ArrayList<>();
    for (Contestant contestant : all) {
      if (each.isLayer() || !contestant.entry().layersOnly()) {
        try {
          contestant.open(each);
          ready.add(contestant);
          times.put(contestant.name(), new ArrayList<>());
        } catch (Contestant.Absent reason) {
          remarks.add(contestant.name() + ": " + reason.getMessage());
        }
      }
    }
    interleave(ready, times, remarks);
    compare(each, ready, times, remarks);
    times.values().forEach(Collections::sort);
    for (Contestant contestant : ready) {
      try {
        contestant.leave();
      } catch (Contestant.Absent gone) {
        remarks.add(contestant.name() + ": " + gone.getMessage());
      }
    }
    if (json) {
      System.out.println(BenchTable.json(each.name(), count, times));
      remarks.forEach(System.err::println);
    } else {
      table.row(each, times);
      remarks.forEach(remark -> System.out.println("    " + remark));
    }
    System.out.flush();
    verdicts.add(each, count, times);
  }

  /**
   * Turn about, so that whatever disturbs the machine disturbs them all; in another order each
   * time, so that nobody always follows the one whose threads look for work longest.
   */
  private void interleave(
      List<Contestant> ready, Map<String, List<Double>> times, List<String> remarks)
      throws InterruptedException {
    for (int turn = 0; turn < turns; turn++) {
      List<Contestant> order = new ArrayList<>(ready);
      Collections.shuffle(order, new Random(turn));
      for (Contestant contestant : order) {
        // The last peer's threads stop looking for work.
        Thread.sleep(PAUSE_MILLIS);
        try {
          times.get(contestant.name()).addAll(contestant.turn());
        } catch (Contestant.Absent reason) {
          drop(contestant, reason.getMessage(), ready, times, remarks);
        }
      }
    }
  }

  private static void drop(
      Contestant contestant,
      String reason,
      List<Contestant> ready,
      Map<String, List<Double>> times,
      List<String> remarks) {
    remarks.add(contestant.name() + ": " + reason);
    ready.remove(contestant);
    times.remove(contestant.name());
  }

  /** Who computes something else has not won: everybody is compared with the first other peer. */
  private static void compare(
      BenchCase each,
      List<Contestant> ready,
      Map<String, List<Double>> times,
      List<String> remarks) {
    Map<Contestant, float[]> outputs = new LinkedHashMap<>();
    for (Contestant contestant : List.copyOf(ready)) {
      try {
        outputs.put(contestant, contestant.output((int) each.network().outputShape().size()));
      } catch (Contestant.Absent reason) {
        drop(contestant, reason.getMessage(), ready, times, remarks);
      }
    }
    Optional<Contestant> judge =
        outputs.keySet().stream().filter(one -> one.entry().libraries().isPresent()).findFirst();
    if (judge.isEmpty()) {
      return;
    }
    float[] expected = outputs.get(judge.get());
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (Map.Entry<Contestant, float[]> one : outputs.entrySet()) {
      double difference = 0;
      for (int i = 0; i < expected.length; i++) {
        double off = Math.abs((double) expected[i] - one.getValue()[i]);
        difference = off <= difference ? difference : off;
      }
      if (!(difference <= 2e-4 * largest)) {
        String reason =
            "not counted: differs from %s by %.2g, with values up to %.2g"
                .formatted(judge.get().name(), difference, largest);
        drop(one.getKey(), reason, ready, times, remarks);
      }
    }
  }
}
