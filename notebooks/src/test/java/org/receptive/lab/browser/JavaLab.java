package org.receptive.lab.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.receptive.lab.Lab;
import org.receptive.lab.PackagedLab;

/** {@code ./lab} of this build: the front end served from Java, in a home of its own. */
final class JavaLab implements NotebookServer {
  private static final Pattern ADDRESS = Pattern.compile("The lab: (http://\\S+)");

  private final Path folder;
  private final ServerProcess process;

  private JavaLab(Path folder, ServerProcess process) {
    this.folder = folder;
    this.process = process;
  }

  /** Starts the lab with its notebooks and its state below {@code temporary}. */
  static JavaLab start(Path temporary) throws IOException {
    return start(temporary, List.of());
  }

  /** The same with the flags that the script gives to the JVM, for measurements. */
  static JavaLab startAsTheScriptDoes(Path temporary) throws IOException {
    try (var flags = Lab.class.getResourceAsStream("lab.flags")) {
      String text = new String(flags.readAllBytes(), StandardCharsets.UTF_8);
      return start(temporary, List.of(text.strip().split("\\s+")));
    }
  }

  private static JavaLab start(Path temporary, List<String> flags) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("My notebooks"));
    ProcessBuilder lab =
        PackagedLab.ofThisBuild().command("--no-browser", "--folder", folder.toString());
    Path home = Files.createDirectories(temporary.resolve("home"));
    lab.command().add(1, "-Duser.home=" + home);
    // Of flags that contradict each other the last one holds.
    lab.command().addAll(2 + lab.command().subList(2, lab.command().size()).indexOf("-cp"), flags);
    lab.environment().put("HOME", home.toString());
    lab.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
    return new JavaLab(folder, new ServerProcess(lab, ADDRESS, temporary.resolve("lab.log")));
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public String address(String path) {
    return process.announced().replaceFirst("/\\?", "/" + path + "?");
  }

  /** The server's process. */
  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }
}
