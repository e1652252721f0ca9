package org.receptive.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.kernel.protocol.ConnectionInfo;

/** The client with our own kernel as its child process. */
final class KernelClientTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path folder;
  private static KernelClient kernel;

  @BeforeAll
  static void start() {
    List<String> words = new ArrayList<>(KernelCommand.receptive().words());
    // As on a German machine: what cells say must not depend on where they run.
    words.addAll(1, List.of("-Duser.language=de", "-Duser.country=DE"));
    kernel = KernelClient.start(new KernelCommand(words), folder, PATIENCE);
  }

  @AfterAll
  static void end() {
    ProcessHandle process = kernel.process();
    kernel.close();
    assertFalse(process.isAlive());
  }

  private static Execution run(String code) {
    return kernel.execute(code, PATIENCE);
  }

  @Test
  void theKernelSaysWhoItIs() {
    var language = kernel.kernelInfo().getAsJsonObject("language_info");
    assertEquals("java", language.get("name").getAsString());
  }

  @Test
  void numbersAreWrittenInOneWayWhereverTheMachineStands() {
    Execution cell =
        kernel.execute(
            "System.out.printf(\"%,d %.1f \", 21_797_672, 2.5); String.format(\"%,d\", 1234)",
            PATIENCE);
    assertTrue(cell.outputs().toString().contains("21,797,672 2.5"), cell.outputs()::toString);
    assertTrue(cell.outputs().toString().contains("1,234"), cell.outputs()::toString);
    String wrong = kernel.execute("int x = \"text\";", PATIENCE).failure().toString();
    assertTrue(wrong.contains("an int is needed here"), wrong);
  }

  @Test
  void printedTextIsOneOutputAndTheValueAnother() {
    Execution execution =
        run(
            "for (int i = 0; i < 3; i++) System.out.println(i);\n"
                + "System.out.print(\"end\");\n"
                + "6 * 7");
    assertTrue(execution.succeeded());
    List<Output> outputs = execution.outputs();
    assertEquals(new Output.Stream("stdout", "0\n1\n2\nend"), outputs.get(0));
    var result = assertInstanceOf(Output.ExecuteResult.class, outputs.get(1));
    assertEquals("42", result.data().get("text/plain").getAsString());
    assertEquals(execution.executionCount(), result.executionCount());
    assertEquals(2, outputs.size());
  }

  @Test
  void aLaterCellReplacesWhatAnEarlierOneShows() {
    Execution first = run("String shown = display(\"before\");");
    assertEquals("before", plain(first.outputs().getFirst()));
    run("updateDisplay(shown, \"after\");");
    assertEquals("after", plain(first.outputs().getFirst()));
  }

  @Test
  void clearedOutputIsGone() {
    Execution execution =
        run("System.out.println(\"old\");\nclearOutput(true);\nSystem.out.println(\"new\");");
    assertEquals(List.of(new Output.Stream("stdout", "new\n")), execution.outputs());
  }

  private static String plain(Output output) {
    return ((Output.DisplayData) output).data().get("text/plain").getAsString();
  }

  @Test
  void aFailedCellNamesItsError() {
    Execution execution = run("Object nothing = null;\nnothing.toString()");
    assertFalse(execution.succeeded());
    assertEquals("NullPointerException", execution.failure().orElseThrow().ename());
  }

  @Test
  void aQuestionToTheUserIsRefused() {
    Execution execution = run("readLine(\"name? \")");
    assertFalse(execution.succeeded());
  }

  @Test
  void aCellThatTakesTooLongIsInterruptedAndTheKernelLives() {
    var late =
        assertThrows(
            KernelFailure.class, () -> kernel.execute("while (true) {}", Duration.ofSeconds(1)));
    assertEquals("the kernel did not finish the cell within 1 s", late.getMessage());
    assertTrue(run("1 + 1").succeeded());
  }

  @Test
  void aKernelThatDiesInACellIsReported() {
    try (KernelClient mortal = KernelClient.start(KernelCommand.receptive(), folder, PATIENCE)) {
      var death =
          assertThrows(
              KernelFailure.class, () -> mortal.execute("Runtime.getRuntime().halt(7);", PATIENCE));
      assertTrue(
          death.getMessage().startsWith("the kernel died before it could finish the cell"),
          death::getMessage);
      assertTrue(death.getMessage().contains("(exit status 7)"), death::getMessage);
    }
  }

  @Test
  void aProgramThatDoesNotExistIsNamed() {
    KernelCommand command = new KernelCommand(List.of("no-such-program-of-receptive"));
    var refused =
        assertThrows(KernelFailure.class, () -> KernelClient.start(command, folder, PATIENCE));
    assertTrue(
        refused
            .getMessage()
            .contains("could not be started with \"no-such-program-of-receptive\""));
  }

  @Test
  void aProgramThatIsNoKernelIsQuoted() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    KernelCommand command = new KernelCommand(List.of(java, "NoSuchClassOfReceptive"));
    var refused =
        assertThrows(KernelFailure.class, () -> KernelClient.start(command, folder, PATIENCE));
    assertTrue(refused.getMessage().contains("NoSuchClassOfReceptive"), refused::getMessage);
    assertTrue(refused.getMessage().contains("exit status 1"), refused::getMessage);
  }

  @Test
  void aPortInUseEndsTheKernelWithAReason() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Path file = folder.resolve("taken.json");
      new ConnectionInfo("tcp", "127.0.0.1", port, port, port, port, port, "hmac-sha256", "key")
          .write(file);
      Path log = folder.resolve("taken.log");
      Process process =
          new ProcessBuilder(KernelCommand.receptive().with(file))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertEquals(1, process.exitValue());
        String said = Files.readString(log);
        assertTrue(said.contains("another program uses that port"), said);
        assertTrue(said.contains(Integer.toString(port)), said);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    ProcessHandle process;
    try (KernelClient shortLived =
        KernelClient.start(KernelCommand.receptive(), folder, PATIENCE)) {
      process = shortLived.process();
      assertTrue(process.isAlive());
    }
    assertFalse(process.isAlive());
  }
}
