package org.receptive.kernel.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.receptive.kernel.maven.TreeRepository.dependency;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.receptive.kernel.magic.MagicCall;

/** Of libraries with native parts, those of this machine come and no others. */
final class NativePartsTest {
  private static final Machine HERE = Machine.here();
  private static final Machine LINUX = new Machine("linux", "x86_64", false);
  private static final Machine MAC = new Machine("macos", "aarch64", false);
  private static final Machine WINDOWS = new Machine("windows", "x86_64", false);

  @TempDir Path folder;
  private final RecordingNotebook notebook = new RecordingNotebook();
  private TreeRepository repository;

  @BeforeEach
  void makeRepository() {
    repository = new TreeRepository(folder);
  }

  private void maven(String... coordinates) throws Exception {
    MagicCall call =
        new MagicCall("maven", String.join(" ", coordinates), List.of(coordinates), "");
    new MavenMagic("maven", repository.shelf()).runLine(call, notebook);
  }

  private static String javaCpp(Machine machine) {
    return machine.os().replace("macos", "macosx") + "-" + machine.arch().replace("aarch", "arm");
  }

  private static final List<String> JAVA_CPP =
      List.of(
          "linux-x86_64",
          "linux-arm64",
          "linux-ppc64le",
          "windows-x86_64",
          "windows-x86",
          "macosx-x86_64",
          "macosx-arm64",
          "android-arm64",
          "ios-arm64");

  private static String each(String name, List<String> classifiers) {
    return classifiers.stream()
        .map(classifier -> dependency(name, "1.0", classifier))
        .collect(Collectors.joining());
  }

  @Test
  void aPlatformLibraryOfJavaCppBringsThisMachinesPartsAndWhatTheyNeed() throws Exception {
    String all = String.join(",", JAVA_CPP);
    repository.publish("blas", "1.0", "", all.split(","));
    // As with ND4J, the parts of all machines have the one project file of their library.
    repository.publish("nd", "1.0", dependency("blas", "1.0"), all.split(","));
    repository.publish(
        "nd-platform",
        "1.0",
        dependency("nd", "1.0") + each("nd", JAVA_CPP) + each("blas", JAVA_CPP));
    maven("tree:nd-platform:1.0");
    String mine = javaCpp(HERE);
    assertEquals(
        List.of(
            "nd-platform-1.0.jar",
            "nd-1.0.jar",
            "blas-1.0.jar",
            "nd-1.0-" + mine + ".jar",
            "blas-1.0-" + mine + ".jar"),
        notebook.jars());
  }

  @Test
  void whatAnotherMachinesPartNeedsTooIsStillFetched() throws Exception {
    repository.publish("shared", "1.0", "");
    String foreign = HERE.os().equals("windows") ? "linux-x86_64" : "windows-x86_64";
    repository.publish("part", "1.0", dependency("shared", "1.0"), foreign);
    repository.publish(
        "user", "1.0", dependency("part", "1.0", foreign) + dependency("shared", "1.0"));
    maven("tree:user:1.0");
    assertEquals(List.of("user-1.0.jar", "shared-1.0.jar"), notebook.jars());
  }

  @Test
  void aPartThatIsNamedComesForWhateverMachine() throws Exception {
    String foreign = HERE.os().equals("windows") ? "natives-linux" : "natives-windows";
    repository.publish("gl", "1.0", "", foreign);
    maven("tree:gl:jar:" + foreign + ":1.0");
    assertEquals(List.of("gl-1.0-" + foreign + ".jar"), notebook.jars());
  }

  @Test
  void aPomThatListsThePartsOfAllMachinesBringsThisOnes() throws Exception {
    List<String> all = List.of("natives-linux", "natives-windows", "natives-macos");
    repository.publish("gl", "1.0", "", all.toArray(String[]::new));
    new LoadFromPomMagic(repository.shelf())
        .runCell(
            new MagicCall("loadFromPOM", "", List.of(), dependency("gl", "1.0") + each("gl", all)),
            notebook);
    assertEquals(List.of("gl-1.0.jar", "gl-1.0-natives-" + HERE.os() + ".jar"), notebook.jars());
  }

  @Test
  void aProjectThatAsksForTheDetectedMachineIsAnswered() throws Exception {
    String mine = HERE.properties().get("os.detected.classifier");
    repository.publish("ssl", "1.0", "", mine);
    repository.publish("net", "1.0", dependency("ssl", "1.0", "${os.detected.classifier}"));
    maven("tree:net:1.0");
    assertEquals(List.of("net-1.0.jar", "ssl-1.0-" + mine + ".jar"), notebook.jars());
  }

  @Test
  void aProjectThatChoosesByTheSystemGetsTheChosenOne() throws Exception {
    List<String> systems = List.of("linux", "win", "mac");
    repository.publish("fx", "1.0", "", systems.toArray(String[]::new));
    String profiles =
        Stream.of("unix:linux", "windows:win", "mac:mac")
            .map(each -> each.split(":"))
            .map(
                each ->
                    """
                    <profile><id>%s</id><activation><os><family>%s</family>%s</os></activation>
                    <properties><fx.platform>%s</fx.platform></properties></profile>
                    """
                        .formatted(
                            each[1],
                            each[0],
                            each[0].equals("unix") ? "<name>linux</name>" : "",
                            each[1]))
            .collect(Collectors.joining());
    repository.publishWith(
        "fx-controls",
        "1.0",
        "<profiles>"
            + profiles
            + "</profiles><dependencies>"
            + dependency("fx", "1.0", "${fx.platform}")
            + "</dependencies>");
    maven("tree:fx-controls:1.0");
    String mine = HERE.os().equals("linux") ? "linux" : HERE.os().substring(0, 3);
    assertEquals(List.of("fx-controls-1.0.jar", "fx-1.0-" + mine + ".jar"), notebook.jars());
  }

  @ParameterizedTest
  @CsvSource({
    "'', true, true, true",
    "sources, true, true, true",
    "natives-desktop, true, true, true",
    "jdk15, true, true, true",
    "jakarta, true, true, true",
    "linux, true, false, false",
    "linux-x86_64, true, false, false",
    "linux-x86_64-avx2, true, false, false",
    "linux-x86_64-gpu, true, false, false",
    "linux-x86_64-fedora, true, false, false",
    "linux-x86, false, false, false",
    "linux-arm64, false, false, false",
    "linux-aarch_64, false, false, false",
    "linux-armhf, false, false, false",
    "linux-ppc64le, false, false, false",
    "linux-musl-x86_64, false, false, false",
    "linuxmusl-amd64, false, false, false",
    "linux64, true, false, false",
    "linux32, false, false, false",
    "linuxx86-64, true, false, false",
    "linuxarm64, false, false, false",
    "natives-linux, true, false, false",
    "natives-linux-amd64, true, false, false",
    "natives-linux-arm32, false, false, false",
    "windows-x86_64, false, false, true",
    "windows-x86, false, false, false",
    "win, false, false, true",
    "win64, false, false, true",
    "win32-x86-64, false, false, true",
    "win32, false, false, false",
    "natives-windows-x86, false, false, false",
    "natives-windows-arm64, false, false, false",
    "macosx-arm64, false, true, false",
    "macosx-x86_64, false, false, false",
    "mac-aarch64, false, true, false",
    "osx-aarch_64, false, true, false",
    "osxuniversal, false, true, false",
    "natives-macosx-universal, false, true, false",
    "natives-macos-arm64, false, true, false",
    "darwin, false, true, false",
    "android-arm64, false, false, false",
    "ios-arm64, false, false, false",
    "solaris-amd64, false, false, false"
  })
  void classifiersAreReadAsTheirLibrariesMeanThem(
      String classifier, boolean linux, boolean mac, boolean windows) {
    assertEquals(linux, LINUX.runs(classifier), "Linux");
    assertEquals(mac, MAC.runs(classifier), "macOS");
    assertEquals(windows, WINDOWS.runs(classifier), "Windows");
  }
}
