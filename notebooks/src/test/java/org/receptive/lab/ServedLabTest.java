package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lab} alone, as a process: it serves, is found by a second one, and leaves nothing. */
final class ServedLabTest {
  private static final Pattern ADDRESS = Pattern.compile("The lab: (http://\\S+)");
  private static final long PATIENCE_SECONDS = 90;
  private static final String SECRET = "whatTheLecturerKnows";

  @TempDir Path folder;

  private PackagedLab packaged;
  private Path house;
  private Path mine;
  private final List<Process> started = new ArrayList<>();
  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  @BeforeEach
  void buildASmallHouse() throws IOException {
    packaged = PackagedLab.ofThisBuild();
    house = folder.resolve("house");
    mine = folder.resolve("mine");
    Files.createDirectories(house.resolve("notebooks"));
    Files.writeString(
        house.resolve("notebooks").resolve("01-first.ipynb"),
        """
        {"cells": [{"cell_type": "markdown", "id": "a", "metadata": {},
          "source": "# The first"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
  }

  @org.junit.jupiter.api.AfterEach
  void endEverything() {
    started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    started.forEach(Process::destroyForcibly);
    browser.shutdownNow();
  }

  /** A lab that has been started, and what it says. */
  private final class Started {
    private final Process process;
    private final Path log;

    Started(Map<String, String> environment, List<String> command) throws IOException {
      log = Files.createTempFile(folder, "lab", ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
      builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
      builder.environment().putAll(environment);
      process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      started.add(process);
    }

    String said() {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    URI address() throws InterruptedException {
      for (long i = 0; i < PATIENCE_SECONDS * 20; i++) {
        Matcher address = ADDRESS.matcher(said());
        if (address.find()) {
          return URI.create(address.group(1));
        }
        Thread.sleep(50);
      }
      throw new AssertionError("no address in " + said());
    }

    int end() throws InterruptedException {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), said());
      return process.exitValue();
    }
  }

  private Started lab(String... arguments) throws IOException {
    List<String> command = command();
    command.addAll(List.of(arguments));
    return new Started(Map.of(), command);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dreceptive.home=" + house);
    command.addAll(
        List.of("-cp", packaged.library().resolve("*").toString(), "org.receptive.lab.Lab"));
    command.addAll(List.of("--no-browser", "--folder", mine.toString()));
    return command;
  }

  private HttpResponse<String> send(String method, URI address) throws Exception {
    URI origin = address.resolve("/");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Origin", origin.toString().replaceFirst("/$", ""))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return browser.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static List<ProcessHandle> kernelsOf(Started lab) {
    return lab.process.children().toList();
  }

  private static void assertEnds(List<ProcessHandle> processes) throws Exception {
    assertFalse(processes.isEmpty());
    for (ProcessHandle process : processes) {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void theLectureIsServedFromACopyAndASecondLabFindsTheFirst() throws Exception {
    Started first = lab();
    URI address = first.address();
    assertTrue(first.said().contains("Your notebooks: " + mine), first.said());
    HttpResponse<String> overview = send("GET", address);
    assertEquals(200, overview.statusCode(), overview.body());
    assertEquals(address.resolve("/"), overview.uri());
    assertTrue(overview.body().contains("/lab/tree/01-first.ipynb"), overview.body());
    HttpResponse<String> page = send("GET", address.resolve("/lab/tree/01-first.ipynb"));
    assertTrue(page.body().contains("jupyter-config-data"), page.body());
    assertTrue(Files.exists(mine.resolve("01-first.ipynb")));

    Started second = lab();
    assertEquals(0, second.end(), second.said());
    assertTrue(second.said().contains("The lab is open already"), second.said());
    assertEquals(address, second.address());

    assertEquals(201, send("POST", address.resolve("/api/kernels")).statusCode());
    List<ProcessHandle> kernels = kernelsOf(first);
    assertEquals(204, send("POST", address.resolve("/api/shutdown")).statusCode());
    assertEquals(0, first.end(), first.said());
    assertEnds(kernels);
  }

  @Test
  void theBrowserIsOpenedWithoutTellingTheTokenToOthers() throws Exception {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    Path opened = folder.resolve("opened");
    Path opener =
        Files.writeString(
            programs.resolve("xdg-open"), "#!/bin/sh\necho \"$1\" >>'" + opened + "'\n");
    assertTrue(opener.toFile().setExecutable(true));
    Map<String, String> screen = Map.of("DISPLAY", ":0", "PATH", programs.toString());
    List<String> command = command();
    command.remove("--no-browser");
    Started first = new Started(screen, command);
    URI address = first.address();
    assertEquals(0, new Started(screen, command).end());
    List<String> addresses = Files.readAllLines(opened);
    assertEquals(2, addresses.size(), addresses::toString);
    for (String each : addresses) {
      assertNotEquals(address.toString(), each);
      assertEquals(200, send("GET", URI.create(each)).statusCode());
    }
  }

  @Test
  void aServerThatIsKilledLeavesNoKernelsAndStandsInNobodysWay() throws Exception {
    Started first = lab();
    URI address = first.address();
    send("GET", address);
    assertEquals(201, send("POST", address.resolve("/api/kernels")).statusCode());
    List<ProcessHandle> kernels = kernelsOf(first);
    first.process.destroyForcibly().waitFor();
    assertEnds(kernels);
    Started second = lab();
    assertNotEquals(address, second.address());
    second.process.destroy();
    second.end();
    assertFalse(second.said().contains("open already"), second.said());
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    Started first = lab();
    String port = Integer.toString(first.address().getPort());
    mine = folder.resolve("others");
    Started second = lab("--port", port);
    assertEquals(1, second.end());
    assertTrue(second.said().contains("port " + port + " of 127.0.0.1 is taken"), second.said());
  }

  @Test
  void aHostOnWhichNobodyCanListenIsSaid() throws Exception {
    String remedy = "; --host takes a name or address of this machine, or 0.0.0.0 for all of them";
    Started unknown = lab("--host", "no.such.host.invalid", "--token", "0123456789abcdef");
    assertEquals(1, unknown.end());
    assertEquals(
        "lab: there is no host \"no.such.host.invalid\" that this machine knows" + remedy,
        unknown.said().strip());
    Started another = lab("--host", "192.0.2.1", "--token", "0123456789abcdef");
    assertEquals(1, another.end());
    assertEquals("lab: \"192.0.2.1\" is not this machine" + remedy, another.said().strip());
  }

  private static void unpack(Path zip, Path target) throws IOException {
    try (FileSystem archive =
            FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
        Stream<Path> files = Files.walk(archive.getPath("/"))) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(file.toString().substring(1));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  @Test
  void thePackedLabRunsWithAJdkAlone() throws Exception {
    for (String file : List.of("LICENSE", "NOTICE")) {
      Files.copy(Path.of("").toAbsolutePath().getParent().resolve(file), house.resolve(file));
    }
    shipAnExercise();
    Path solutions = folder.resolve("for assistants.zip");
    Path zip = folder.resolve("handed out.zip");
    PackagedLab.Result packed = packaged.in(house).run("dist", "--output", zip.toString());
    assertEquals(0, packed.status(), packed.said());
    assertEquals(List.of(), holding(SECRET, zip));
    PackagedLab.Result all =
        packaged.in(house).run("dist", "--with-solutions", "--output", solutions.toString());
    assertEquals(0, all.status(), all.said());
    assertEquals(1, holding(SECRET, solutions).size());
    Path elsewhere = Files.createDirectory(folder.resolve("a student's disk"));
    unpack(zip, elsewhere);
    Path root;
    try (Stream<Path> entries = Files.list(elsewhere)) {
      root = entries.findFirst().orElseThrow();
    }
    assertLicences(root);
    Path jdk = Path.of(System.getProperty("java.home"));
    Started lab =
        new Started(
            Map.of("PATH", jdk.resolve("bin").toString(), "JAVA_HOME", ""),
            List.of(
                root.resolve("bin").resolve("lab").toString(),
                "--no-browser",
                "--folder",
                mine.toString()));
    HttpResponse<String> overview = send("GET", lab.address());
    assertEquals(200, overview.statusCode());
    assertTrue(overview.body().contains("The first"), overview.body());
    assertTrue(Files.readString(mine.resolve("02-exercise.ipynb")).contains("your code here"));
    PackagedLab.Result none =
        packaged.in(root).run("--with-solutions", "--no-browser", "--folder", mine.toString());
    assertEquals(1, none.status(), none.said());
    assertTrue(none.said().contains("packed without solutions"), none.said());
  }

  private void shipAnExercise() throws IOException {
    Files.writeString(
        house.resolve("notebooks").resolve("02-exercise.ipynb"),
        """
        {"cells": [{"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {},
          "outputs": [{"name": "stdout", "output_type": "stream", "text": "SECRET"}],
          "source": "int a = 0;\\n// ### BEGIN SOLUTION\\na = SECRET;\\n// ### END SOLUTION"}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """
            .replace("SECRET", SECRET));
  }

  /** The files in a zip, and in the jars in it, that hold a word. */
  private static List<String> holding(String word, Path zip) throws IOException {
    List<String> found = new ArrayList<>();
    try (InputStream file = Files.newInputStream(zip)) {
      search(word, "", file, found);
    }
    return found;
  }

  private static void search(String word, String inside, InputStream zip, List<String> found)
      throws IOException {
    ZipInputStream entries = new ZipInputStream(zip);
    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      String name = inside + entry.getName();
      if (name.endsWith(".jar")) {
        search(word, name + "!", entries, found);
      } else if (new String(entries.readAllBytes(), StandardCharsets.ISO_8859_1).contains(word)) {
        found.add(name);
      }
    }
  }

  private static void assertLicences(Path root) throws IOException {
    String licences = Files.readString(root.resolve("licences").resolve("LIBRARIES.txt"));
    try (Stream<Path> jars = Files.list(root.resolve("lib"))) {
      List<String> unknown =
          jars.map(jar -> jar.getFileName().toString())
              .filter(name -> !name.matches("(native-kernels|viz|lessons|kernel-extensions)-.*"))
              .filter(name -> !licences.contains("\n" + name + " "))
              .toList();
      assertEquals(List.of(), unknown, "name their licences in libraries.properties");
    }
    assertTrue(Files.size(root.resolve("licences").resolve("JupyterLab.txt")) > 0);
  }

  @Test
  void theScriptAndThePackedScriptStartTheSameJvm() throws IOException {
    String flags;
    try (var stream = Lab.class.getResourceAsStream("lab.flags")) {
      flags = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    }
    String script = Files.readString(Path.of("").toAbsolutePath().getParent().resolve("lab"));
    String java = script.substring(script.indexOf("exec \"$java_home/bin/java\""));
    for (String flag : flags.split(" ")) {
      assertTrue(java.contains(" " + flag + " "), flag);
    }
  }
}
