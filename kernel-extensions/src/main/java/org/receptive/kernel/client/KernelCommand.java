package org.receptive.kernel.client;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a kernel is started: a command line in which {@value #CONNECTION_FILE} stands for the
 * connection file, as in a kernelspec.
 *
 * @param words program and arguments
 */
public record KernelCommand(List<String> words) {
  /** What stands for the connection file. */
  public static final String CONNECTION_FILE = "{connection_file}";

  private static final String MAIN_CLASS = "org.receptive.kernel.KernelMain";

  /** Keeps its own list of words. */
  public KernelCommand {
    words = List.copyOf(words);
  }

  /** Our kernel on the JDK and the class path of the running program. */
  public static KernelCommand receptive() {
    return receptive(System.getProperty("java.class.path"), List.of());
  }

  /**
   * Our kernel on the JDK of the running program.
   *
   * @param classPath jars and folders, with the platform's separator
   * @param extraFlags flags of the JVM beyond {@link KernelFlags} and those that everything of ours
   *     runs with
   */
  public static KernelCommand receptive(String classPath, List<String> extraFlags) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(jvmFlags());
    words.addAll(KernelFlags.here());
    words.addAll(extraFlags);
    words.addAll(List.of("-cp", classPath, MAIN_CLASS, CONNECTION_FILE));
    return new KernelCommand(words);
  }

  /** The kernel of a kernelspec file. */
  public static KernelCommand ofKernelspec(Path kernelJson) throws IOException {
    JsonObject spec =
        new Gson().fromJson(Files.readString(kernelJson, StandardCharsets.UTF_8), JsonObject.class);
    List<String> words = new ArrayList<>();
    spec.getAsJsonArray("argv").forEach(word -> words.add(word.getAsString()));
    return new KernelCommand(words);
  }

  /** The flags of every JVM of ours; the build writes them from the parent pom's property. */
  public static List<String> jvmFlags() {
    try (InputStream flags = KernelCommand.class.getResourceAsStream("jvm.flags")) {
      return List.of(
          new String(flags.readAllBytes(), StandardCharsets.UTF_8).strip().split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of the command for a given connection file. */
  List<String> with(Path connectionFile) {
    return words.stream()
        .map(word -> word.replace(CONNECTION_FILE, connectionFile.toString()))
        .toList();
  }
}
