package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.kernel.client.Execution;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.client.KernelCommand;

/** {@code lab install}: what it leaves behind is a kernel that Jupyter can use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InstalledKernelTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Path folder;
  private Path kernelspec;

  @BeforeAll
  void install(@TempDir Path temporary) {
    folder = temporary;
    kernelspec = SharedKernel.data().resolve("kernels").resolve("receptive");
    assertTrue(SharedKernel.said().contains("Installed: " + kernelspec), SharedKernel.said());
  }

  private JsonObject kernelJson() throws IOException {
    return JsonParser.parseString(
            Files.readString(kernelspec.resolve("kernel.json"), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }

  @Test
  void theKernelspecSaysWhatJupyterMustKnow() throws IOException {
    JsonObject spec = kernelJson();
    assertEquals("Java (Receptive)", spec.get("display_name").getAsString());
    assertEquals("java", spec.get("language").getAsString());
    assertEquals("message", spec.get("interrupt_mode").getAsString());
    List<String> words =
        spec.getAsJsonArray("argv").asList().stream().map(JsonElement::getAsString).toList();
    assertTrue(Files.isExecutable(Path.of(words.getFirst())), words::toString);
    assertEquals("{connection_file}", words.getLast());
    assertEquals(
        Stream.of("kernel.json", "lib", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg")
            .toList(),
        namesWithoutCache());
  }

  private List<String> namesWithoutCache() throws IOException {
    try (Stream<Path> files = Files.list(kernelspec)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".aot"))
          .sorted()
          .toList();
    }
  }

  @Test
  void theInstalledKernelNeedsNothingOfTheClone() throws IOException {
    List<String> words =
        kernelJson().getAsJsonArray("argv").asList().stream()
            .map(JsonElement::getAsString)
            .toList();
    String classPath = words.get(words.indexOf("-cp") + 1);
    for (String entry : classPath.split(File.pathSeparator)) {
      assertTrue(Path.of(entry).startsWith(kernelspec), entry);
      assertTrue(Files.isRegularFile(Path.of(entry)), entry);
    }
  }

  @Test
  void theKernelspecKnowsTheJarsThatItWasMadeFrom() throws IOException {
    try (Stream<Path> jars = Files.list(PackagedLab.ofThisBuild().library())) {
      assertTrue(Kernelspec.isMadeFrom(kernelspec, jars.toList()));
    }
  }

  @Test
  void theKernelStartsFromTheCacheThatTheInstallationHasTrained() throws IOException {
    assertTrue(Files.size(kernelspec.resolve("receptive.aot")) > 0);
    // With this flag a JVM that cannot use its cache ends at once, instead of starting without.
    try (KernelClient kernel =
        KernelClient.start(
            PackagedLab.withFlag(kernelspec.resolve("kernel.json"), "-XX:AOTMode=on"),
            folder,
            PATIENCE)) {
      Execution sum = kernel.execute("System.out.print(40 + 2);", PATIENCE);
      assertTrue(sum.succeeded());
      assertTrue(sum.outputs().toString().contains("42"), sum.outputs()::toString);
    }
  }

  /** Otherwise a slider waits, on a machine of two cores, for the JIT compilers' time slices. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theCompilersOfAKernelStandBackBehindItsMessages() throws IOException {
    try (KernelClient kernel =
        KernelClient.start(
            KernelCommand.ofKernelspec(kernelspec.resolve("kernel.json")), folder, PATIENCE)) {
      Map<String, Integer> nice = niceOfThreads(kernel.process().pid());
      List<Integer> compilers =
          nice.entrySet().stream()
              .filter(thread -> thread.getKey().contains("CompilerThre"))
              .map(Map.Entry::getValue)
              .toList();
      assertFalse(compilers.isEmpty(), nice::toString);
      assertTrue(compilers.stream().allMatch(priority -> priority == 10), nice::toString);
      assertEquals(0, nice.get("receptive-socke"), nice::toString);
    }
  }

  /** The nice values of a process's threads, by the 15 letters that the system keeps of a name. */
  private static Map<String, Integer> niceOfThreads(long pid) throws IOException {
    Map<String, Integer> nice = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        int nameEnd = stat.lastIndexOf(')');
        // Behind the name come the fields from the third on; nice is the nineteenth.
        String[] fields = stat.substring(nameEnd + 2).split(" ");
        nice.put(stat.substring(stat.indexOf('(') + 1, nameEnd), Integer.parseInt(fields[16]));
      }
    }
    return nice;
  }
}
