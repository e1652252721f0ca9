package org.receptive.engine.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;

/**
 * What other implementations compute, computed by every one of ours.
 *
 * <p>{@code -Dgolden.dir=FOLDER} names the folder of files; without it, the copies in the test
 * resources are used. Every file and every case in it runs; an operation that the engine does not
 * know is a failure. Gradients are counted as pending.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenVectorsTest {
  private final List<GoldenReport> reports = new ArrayList<>();

  @TestFactory
  Stream<DynamicNode> everyKernelComputesWhatThePeersCompute() throws Exception {
    List<GoldenEntry> entries = entries(folder());
    return KernelsUnderTest.all().stream()
        .map(
            implementation ->
                implementation
                    .kernels()
                    .map(kernels -> tests(kernels, entries))
                    .orElseGet(() -> missing(implementation)));
  }

  private DynamicNode tests(Kernels kernels, List<GoldenEntry> entries) {
    GoldenReport report = new GoldenReport(kernels);
    reports.add(report);
    return DynamicContainer.dynamicContainer(
        kernels.name(),
        entries.stream()
            .map(
                golden ->
                    DynamicTest.dynamicTest(
                        golden.toString(),
                        () -> assertEquals(List.of(), report.run(golden), kernels.name()))));
  }

  private static DynamicNode missing(KernelsUnderTest implementation) {
    return DynamicTest.dynamicTest(
        implementation.name(),
        () -> {
          implementation.reportIfMissing();
          Assumptions.abort(implementation.whyNot());
        });
  }

  @AfterAll
  void printTotals() {
    reports.forEach(System.out::println);
  }

  private static List<GoldenEntry> entries(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    List<GoldenEntry> entries = new ArrayList<>();
    for (Path file : files) {
      entries.addAll(GoldenEntry.read(file));
    }
    if (entries.isEmpty()) {
      fail("There is no golden case in " + folder);
    }
    return entries;
  }

  /** The folder asked for, relative to where Maven was started or to this module. */
  private static Path folder() throws URISyntaxException {
    String asked = System.getProperty("golden.dir", "");
    if (asked.isEmpty()) {
      return Path.of(GoldenVectorsTest.class.getResource("/golden").toURI());
    }
    Path folder = Path.of(asked);
    Path fromRoot = Path.of("..").resolve(asked);
    if (!Files.isDirectory(folder) && Files.isDirectory(fromRoot)) {
      return fromRoot;
    }
    if (!Files.isDirectory(folder)) {
      fail("golden.dir is '%s', which is not a folder.".formatted(asked));
    }
    return folder;
  }
}
