package org.receptive.kernel.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.kernel.client.Execution;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.kernel.client.Output;

/** Kernels of others, in processes of their own that start without a class of ours. */
final class GuestKernelsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String FIGURE =
      "org.receptive.viz.arithmetic.Arithmetic.outputSize(32, 5).stride(2)";

  @TempDir Path folder;

  @Test
  void jjavaFindsTheExtensionAndShowsFiguresNetworksAndItsOwnValues() {
    try (KernelClient kernel = start(JJavaHost.class, Extension.class)) {
      succeed(kernel.execute("%jars " + lab(), PATIENCE));
      assertPicture(data(kernel.execute(FIGURE, PATIENCE)), "14");
      assertPicture(
          data(kernel.execute("org.receptive.lessons.networks.Networks.leNet5()", PATIENCE)),
          "61,706");
      JsonObject number = data(kernel.execute("6 * 7", PATIENCE));
      assertEquals("42", number.get("text/plain").getAsString());
      assertEquals(1, number.size(), number::toString);
    }
  }

  @Test
  void ijavaShowsThemAfterOneLine() {
    try (KernelClient kernel = start(IJavaHost.class, Renderer.class)) {
      succeed(kernel.execute("%jars " + lab(), PATIENCE));
      assertFalse(data(kernel.execute(FIGURE, PATIENCE)).has("image/svg+xml"));
      succeed(
          kernel.execute(
              "org.receptive.kernel.guest.IJavaPictures.install(getKernelInstance().getRenderer());",
              PATIENCE));
      assertPicture(data(kernel.execute(FIGURE, PATIENCE)), "14");
      JsonObject chosen =
          data(
              kernel.execute(
                  "getKernelInstance().display(getKernelInstance().getRenderer().renderAs("
                      + FIGURE
                      + ", \"image/png\"));",
                  PATIENCE));
      assertTrue(chosen.has("image/png") && !chosen.has("image/svg+xml"), chosen::toString);
    }
  }

  private static void assertPicture(JsonObject data, String said) {
    assertTrue(data.get("image/svg+xml").getAsString().contains("<svg"), data::toString);
    assertTrue(data.get("text/plain").getAsString().contains(said), data::toString);
    assertTrue(data.get("image/png").getAsString().startsWith("iVBOR"), data::toString);
    assertTrue(data.get("text/html").getAsString().contains("<img"), data::toString);
  }

  /** What the cell shows, be it as its result or by a call of {@code display}. */
  private static JsonObject data(Execution cell) {
    succeed(cell);
    return cell.outputs().stream()
        .map(
            output ->
                switch (output) {
                  case Output.ExecuteResult result -> result.data();
                  case Output.DisplayData display -> display.data();
                  default -> new JsonObject();
                })
        .filter(data -> data.size() > 0)
        .findFirst()
        .orElseThrow(() -> new AssertionError("shows no value: " + cell.outputs()));
  }

  private static void succeed(Execution cell) {
    assertTrue(cell.succeeded(), () -> cell.failure() + " " + cell.reply());
  }

  private KernelClient start(Class<?> host, Class<?> library) {
    List<Path> classPath = new ArrayList<>();
    Stream.of(host, library, Gson.class, org.zeromq.ZContext.class, org.slf4j.Logger.class)
        .map(GuestKernelsTest::home)
        .forEach(classPath::add);
    entries(path -> path.contains("jnacl")).map(Path::of).forEach(classPath::add);
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(KernelCommand.jvmFlags());
    words.addAll(List.of("-cp", join(classPath.stream().map(Path::toString))));
    words.addAll(List.of(host.getName(), KernelCommand.CONNECTION_FILE));
    return KernelClient.start(new KernelCommand(words), folder, PATIENCE);
  }

  /** The lab's jars, as {@code lib} holds them: all of ours and what they need, no peer's. */
  private static String lab() {
    return join(
        entries(
            path ->
                !path.contains("jjava")
                    && !path.contains("basekernel")
                    && !path.endsWith("test-classes")
                    && !path.contains("surefire")
                    && !path.contains("junit")));
  }

  private static Stream<String> entries(Predicate<String> chosen) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(chosen);
  }

  private static String join(Stream<String> paths) {
    return paths.collect(Collectors.joining(File.pathSeparator));
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
