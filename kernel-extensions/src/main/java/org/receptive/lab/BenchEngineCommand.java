package org.receptive.lab;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.io.onnx.Onnx;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.PlanOptions;
import org.receptive.engine.tensor.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code lab bench engine}. The peers are no part of the product: a Maven profile runs the
 * measurement, and fetches them.
 */
@Command(
    name = "engine",
    mixinStandardHelpOptions = true,
    description = {
      "Convolutions and whole networks beside ONNX Runtime, oneDNN, PyTorch and ND4J,",
      "which Maven fetches for this (some 400 MB). Needs a clone and Maven.",
      "",
      "With --model, any ONNX file beside ONNX Runtime, which reads the same file: turn about in",
      "processes of their own, on 1 and then 2 threads. Prints for each the least and the median",
      "time, their ratios (ours / theirs: below 1 where this engine is faster), and by how much",
      "the first output differs at most:",
      "",
      "  lab bench engine --model yunet.onnx --model detector.onnx --shape 1x3x320x320",
      "",
      "With --roofline, the convolutions of ResNet-34 (or of the models) one by one: what the",
      "machine could do at best, what this engine and ONNX Runtime take."
    })
final class BenchEngineCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON object per case.")
  private boolean json;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Measure with N threads (default: 1, then 2).")
  private Optional<Integer> threads;

  @Option(
      names = "--turns",
      paramLabel = "N",
      description = "How often each peer has its turn (default: 8).")
  private Optional<Integer> turns;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      split = ",",
      description = "Only cases whose name contains one of the texts.")
  private List<String> only = List.of();

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description = "Only these, such as receptive,onnxruntime.")
  private List<String> peers = List.of();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Compare this ONNX file with ONNX Runtime; may be given several times.")
  private List<Path> models = List.of();

  @Option(
      names = "--shape",
      paramLabel = "NxCxHxW",
      description = "The shape of the models' input, where a file leaves it open.")
  private Optional<String> shape;

  @Option(names = "--roofline", description = "Measure layer by layer, under the roofline.")
  private boolean roofline;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<String> command =
        new ArrayList<>(List.of("mvn", "-B", "-q", "-Pbench", "-pl", "native-kernels"));
    command.addAll(List.of("process-classes", "exec:exec@bench"));
    command.add("-Dbench.args=" + String.join(" ", options()));
    return BenchCommand.runMaven(command, ProcessBuilder.Redirect.INHERIT);
  }

  /** One argument of Maven's holds all options: what is within one has no spaces. */
  private List<String> options() {
    List<String> options = new ArrayList<>();
    if (json) {
      options.add("--json");
    }
    if (roofline) {
      options.add("--roofline");
    }
    number("--threads", threads, options);
    number("--turns", turns, options);
    boolean cases = models.isEmpty() && !roofline;
    if (!cases && (!only.isEmpty() || !peers.isEmpty())) {
      throw wrong(
          "--only and --peers choose among the built-in cases, not with --model, --roofline");
    }
    if (!only.isEmpty()) {
      options.addAll(List.of("--only", String.join(",", only).replace(' ', '_')));
    }
    if (!peers.isEmpty()) {
      options.addAll(List.of("--peers", String.join(",", peers)));
    }
    options.addAll(modelOptions());
    return options;
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private void number(String option, Optional<Integer> given, List<String> options) {
    if (given.isPresent() && given.get() < 1) {
      throw wrong("%s is %s; at least 1 is needed".formatted(option, given.get()));
    }
    given.ifPresent(number -> options.addAll(List.of(option, number.toString())));
  }

  private List<String> modelOptions() {
    if (models.isEmpty()) {
      if (shape.isPresent()) {
        throw wrong("--shape is the shape of a --model's input, and no --model was given");
      }
      return List.of();
    }
    if (shape.isPresent() && !shape.get().matches("[1-9][0-9]{0,8}(x[1-9][0-9]{0,8})+")) {
      throw wrong("--shape is '%s', but must be lengths like 1x3x320x320".formatted(shape.get()));
    }
    List<String> files = new ArrayList<>();
    for (Path model : models) {
      requireRunnable(model);
      files.add(URLEncoder.encode(model.toAbsolutePath().toString(), StandardCharsets.UTF_8));
    }
    List<String> options = new ArrayList<>(List.of("--model", String.join(",", files)));
    shape.ifPresent(lengths -> options.addAll(List.of("--shape", lengths)));
    return options;
  }

  /** Reads a file that leaves its input's shape open; others take no shape but their own. */
  private Network open(Path model, String given) {
    try {
      Shape own = Onnx.read(model).inputShape();
      if (!own.equals(lengths(given))) {
        throw wrong(
            "--shape is %s, but %s says that its input is %s; leave --shape out"
                .formatted(given, model.getFileName(), own));
      }
    } catch (DataFileException leftOpen) {
      // What else may be wrong with the file is said when it is read with the shape.
    }
    return Onnx.read(model, lengths(given));
  }

  /** Says before anything is fetched or started what is wrong with a file. */
  private void requireRunnable(Path model) {
    if (!Files.isReadable(model) || Files.isDirectory(model)) {
      throw wrong("--model: there is no readable file " + model.toAbsolutePath());
    }
    try {
      Network network = shape.isPresent() ? open(model, shape.get()) : Onnx.read(model);
      network.plan(new ReferenceKernels(), PlanOptions.standard(), 1);
    } catch (DataFileException | ShapeException | UnsupportedOperationException refused) {
      // What a file leaves open is said in Java's words, for whoever reads it in a notebook.
      String here =
          refused.getMessage().contains("Onnx.read(") ? " (here: --shape 1x3x224x224)" : "";
      throw new LabException("--model: " + refused.getMessage() + here, refused);
    }
  }

  private static Shape lengths(String text) {
    return Shape.of(Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray());
  }
}
