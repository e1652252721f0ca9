package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.kernel.evaluation.JavaShell.INTERPRETER;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.kernel.protocol.Json;

/** Jupyter's own protocol tests, from Debian's python3-jupyter-kernel-test, against the kernel. */
class JupyterKernelTest {
  private static final String PYTHON = "/usr/bin/python3";

  /** The suite waits 0.1 s for a message, which a busy machine may miss; only that is repeated. */
  private static final int ATTEMPTS = 4;

  private static final String SCRIPT = "receptive_kernel_test.py";

  @TempDir Path folder;

  @Test
  void everyCapabilityPassesAndNoneIsSkipped() throws IOException, InterruptedException {
    Counterpart.needed(
        installed(), PYTHON + " has no jupyter_kernel_test; install python3-jupyter-kernel-test");
    writeKernelSpec();
    Path script = folder.resolve(SCRIPT);
    try (InputStream in = JupyterKernelTest.class.getResourceAsStream(SCRIPT)) {
      Files.copy(in, script);
    }
    String output = run(script);
    for (int attempt = 1; attempt < ATTEMPTS && output.contains("_queue.Empty"); attempt++) {
      output = run(script);
    }
    assertTrue(output.contains("\nOK\n"), output);
    assertFalse(output.contains("skipped"), output);
    assertEquals(12, output.lines().filter(line -> line.endsWith("... ok")).count(), output);
  }

  private boolean installed() throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of(PYTHON))) {
      return false;
    }
    Process process =
        new ProcessBuilder(PYTHON, "-c", "import jupyter_kernel_test")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }

  private void writeKernelSpec() throws IOException {
    JsonArray command = new JsonArray();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List.of(
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            // As in the run of these tests: with the interpreter of plain cells, or without.
            "-D" + INTERPRETER + "=" + System.getProperty(INTERPRETER, "on"),
            "-cp",
            System.getProperty("java.class.path"),
            KernelMain.class.getName(),
            "{connection_file}")
        .forEach(command::add);
    JsonObject spec = new JsonObject();
    spec.add("argv", command);
    spec.addProperty("display_name", "Java (Receptive)");
    spec.addProperty("language", "java");
    spec.addProperty("interrupt_mode", "message");
    Path kernels = Files.createDirectories(folder.resolve("kernels").resolve("receptive"));
    Files.write(kernels.resolve("kernel.json"), Json.bytes(spec));
  }

  private String run(Path script) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(PYTHON, script.toString());
    builder.environment().put("JUPYTER_PATH", folder.toString());
    File log = folder.resolve("output.txt").toFile();
    Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return Files.readString(log.toPath(), StandardCharsets.UTF_8);
  }
}
