package org.receptive.lab;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.receptive.kernel.UserHome;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.kernel.protocol.Session;

/** The kernel as Jupyter finds it: a folder with {@code kernel.json}, logos, and all the jars. */
final class Kernelspec {
  /** The name under which Jupyter lists the kernel. */
  static final String NAME = "receptive";

  /** What Jupyter shows. */
  static final String DISPLAY_NAME = "Java (Receptive)";

  private static final List<String> LOGOS =
      List.of("logo-svg.svg", "logo-32x32.png", "logo-64x64.png");
  private static final String CACHE = "receptive.aot";
  private static final String SPEC = "kernel.json";

  /** Which jars the kernel was installed from, within the metadata of {@code kernel.json}. */
  private static final String MADE_FROM = "receptive_jars";

  private final Path folder;
  private final PrintWriter out;

  private Kernelspec(Path folder, PrintWriter out) {
    this.folder = folder;
    this.out = out;
  }

  /** Where Jupyter looks for a user's kernels. */
  static Path userDataFolder() {
    Path home = UserHome.folder();
    String chosen = System.getenv("JUPYTER_DATA_DIR");
    if (chosen != null && !chosen.isEmpty()) {
      return Path.of(chosen);
    }
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return home.resolve("Library/Jupyter");
    }
    if (system.contains("windows")) {
      return Path.of(Optional.ofNullable(System.getenv("APPDATA")).orElse(home.toString()))
          .resolve("jupyter");
    }
    return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
        .filter(data -> !data.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElse(home.resolve(".local/share"))
        .resolve("jupyter");
  }

  /** The kernelspec's folder below a data folder of Jupyter. */
  static Path folderIn(Path dataFolder) {
    return dataFolder.resolve("kernels").resolve(NAME);
  }

  /**
   * Installs the kernel below a data folder of Jupyter, with a cache that halves its start.
   *
   * @return the kernelspec's folder
   */
  static Path install(Path dataFolder, PrintWriter out) throws IOException {
    Path folder = folderIn(dataFolder.toAbsolutePath().normalize());
    WritableFolder.make(folder);
    new Kernelspec(folder, out).install();
    return folder;
  }

  /**
   * The kernel below a data folder of Jupyter, installed now unless it was from these jars.
   *
   * @return its {@code kernel.json}
   */
  static Path upToDate(Path dataFolder, PrintWriter out) throws IOException {
    Path folder = folderIn(dataFolder);
    if (!isMadeFrom(folder, Home.classPath())) {
      install(dataFolder, out);
    }
    return folder.resolve(SPEC);
  }

  /** Whether the kernel in a kernelspec's folder was installed from jars as they are now. */
  static boolean isMadeFrom(Path folder, List<Path> jars) throws IOException {
    Path file = folder.resolve(SPEC);
    if (!Files.exists(file)) {
      return false;
    }
    try {
      return JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8))
              instanceof JsonObject spec
          && spec.get("metadata") instanceof JsonObject metadata
          && metadata.get(MADE_FROM) instanceof JsonPrimitive made
          && made.getAsString().equals(JarsDigest.of(jars));
    } catch (JsonParseException e) {
      return false;
    }
  }

  private void install() throws IOException {
    // Without its kernel.json, a half-made kernel is no kernel to Jupyter.
    Files.deleteIfExists(folder.resolve(SPEC));
    Files.deleteIfExists(folder.resolve(CACHE));
    String madeFrom = JarsDigest.of(Home.classPath());
    String classPath =
        copyJars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    for (Map.Entry<String, byte[]> logo : logos().entrySet()) {
      Files.write(folder.resolve(logo.getKey()), logo.getValue());
    }
    Path cache = folder.resolve(CACHE);
    List<String> flags =
        StartupCache.make(classPath, cache, out) ? StartupCache.use(cache) : List.of();
    writeSpec(KernelCommand.receptive(classPath, flags), madeFrom);
  }

  /** The class path in a fixed order: the cache is valid for this very order only. */
  private List<Path> copyJars() throws IOException {
    Path library = folder.resolve("lib");
    WritableFolder.make(library);
    try (Stream<Path> old = Files.list(library)) {
      for (Path jar : old.toList()) {
        Files.delete(jar);
      }
    }
    List<Path> classPath = new ArrayList<>();
    for (Path entry : Home.classPath()) {
      if (Files.isDirectory(entry)) {
        classPath.add(entry.toAbsolutePath());
      } else if (Files.exists(entry)) {
        classPath.add(Files.copy(entry, library.resolve(entry.getFileName())));
      }
    }
    return classPath.stream().sorted().toList();
  }

  private void writeSpec(KernelCommand command, String madeFrom) throws IOException {
    JsonObject spec = description(command.words());
    spec.getAsJsonObject("metadata").addProperty(MADE_FROM, madeFrom);
    spec.add("env", environment());
    String json = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec);
    Files.writeString(folder.resolve(SPEC), json + "\n", StandardCharsets.UTF_8);
  }

  /** Whatever locale Jupyter runs in, cells open files with names of all letters. */
  private static JsonObject environment() {
    JsonObject environment = new JsonObject();
    FileNames.localeForKernels().ifPresent(name -> environment.addProperty("LC_ALL", name));
    return environment;
  }

  /** The content of a {@code kernel.json}. */
  static JsonObject description(List<String> command) {
    JsonObject spec = new JsonObject();
    JsonArray argv = new JsonArray();
    command.forEach(argv::add);
    spec.add("argv", argv);
    spec.addProperty("display_name", DISPLAY_NAME);
    spec.addProperty("language", "java");
    spec.addProperty("interrupt_mode", "message");
    spec.addProperty("kernel_protocol_version", Session.PROTOCOL_VERSION);
    spec.add("env", new JsonObject());
    JsonObject metadata = new JsonObject();
    metadata.addProperty("debugger", false);
    spec.add("metadata", metadata);
    return spec;
  }

  /** The kernel's pictures, by file name. */
  static Map<String, byte[]> logos() throws IOException {
    Map<String, byte[]> logos = new LinkedHashMap<>();
    for (String logo : LOGOS) {
      try (InputStream picture = Kernelspec.class.getResourceAsStream(logo)) {
        logos.put(logo, picture.readAllBytes());
      }
    }
    return logos;
  }
}
