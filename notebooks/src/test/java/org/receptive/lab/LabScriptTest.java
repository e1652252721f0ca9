package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code lab} in an empty house: it finds a JDK, builds what has changed, and says what
 * is missing. JDK and Maven are played by scripts, so that nothing is really built.
 */
final class LabScriptTest {
  private static final List<String> TOOLS =
      List.of("dirname", "readlink", "find", "head", "awk", "tee", "rm", "mkdir", "mv", "cat");

  @TempDir Path folder;

  private Path house;
  private Path programs;
  private Path jdk;
  private Path mavenCalls;

  @BeforeEach
  void buildAnEmptyHouse() throws IOException {
    house = Files.createDirectories(folder.resolve("a house"));
    programs = Files.createDirectories(folder.resolve("programs"));
    mavenCalls = folder.resolve("maven-calls");
    for (String tool : TOOLS) {
      Path real = PackagedLab.program(tool).orElseThrow();
      executable(programs.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
    }
    // The JDKs of this machine must not be found: the script looks into folders of the test.
    String script = Files.readString(Path.of("").toAbsolutePath().getParent().resolve("lab"));
    assertTrue(script.contains("/usr/lib/jvm/*") && script.contains("/Library/Java/"));
    script =
        script
            .replace("/usr/lib/jvm/*", folder.resolve("jvm") + "/*")
            .replace(" /Library/Java/", " " + folder.resolve("jvm") + "/mac/");
    executable(house.resolve("lab"), script);
    Files.writeString(house.resolve("pom.xml"), "<project/>");
    jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    executable(jdk.resolve("bin/java"), "#!/bin/sh\nfor last; do :; done; echo \"runs $last\"\n");
    release("25.0.1");
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private void release(String version) throws IOException {
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  /** A Maven that notes each call and then does what the script says. */
  private void maven(String script) throws IOException {
    executable(
        programs.resolve("mvn"), "#!/bin/sh\necho \"$*\" >>'" + mavenCalls + "'\n" + script + "\n");
  }

  private PackagedLab.Result lab(String command) {
    ProcessBuilder builder = new ProcessBuilder(house.resolve("lab").toString(), command);
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("JAVA_HOME", jdk.toString());
    return PackagedLab.finish(builder);
  }

  @Test
  void withoutAJdkOfTheRightAgeItSaysWhatToInstall() throws IOException {
    maven("");
    release("17.0.2");
    PackagedLab.Result result = lab("doctor");
    assertEquals(1, result.status(), result.said());
    assertTrue(result.said().contains("lab: Java 25 is needed"), result.said());
    assertTrue(result.said().contains("lab: Install one, for example"), result.said());
    assertFalse(Files.exists(mavenCalls), "Maven was called");
  }

  @Test
  void aNewerJdkWillDo() throws IOException {
    maven("");
    release("26-ea");
    PackagedLab.Result result = lab("doctor");
    assertEquals(0, result.status(), result.said());
    assertTrue(result.said().contains("runs doctor"), result.said());
  }

  @Test
  void withoutMavenItSaysWhatToInstall() {
    PackagedLab.Result result = lab("doctor");
    assertEquals(1, result.status(), result.said());
    assertTrue(result.said().contains("there is no \"mvn\" on the PATH"), result.said());
    assertTrue(result.said().contains("lab: Install it, for example"), result.said());
  }

  @Test
  void aBuildThatFailsEndsTheCommandAndLeavesItsOutput() throws IOException {
    // Maven's last line may be an escape sequence without an end of line.
    maven("echo '[INFO] Building Receptive 1'; echo '[ERROR] boom'; printf '\\033[0m'; exit 1");
    PackagedLab.Result result = lab("doctor");
    assertEquals(1, result.status(), result.said());
    assertTrue(result.said().contains("[ERROR] boom"), result.said());
    Path log = house.resolve("kernel-extensions/target/lab.log");
    assertTrue(result.said().contains("the build failed; all that it said is in " + log));
    assertTrue(Files.readString(log).contains("[INFO] Building Receptive 1"));
    assertFalse(result.said().contains("runs doctor"), result.said());
  }

  @Test
  void itBuildsOnceAndAgainOnlyWhenSomethingHasChanged() throws IOException {
    maven("");
    PackagedLab.Result first = lab("doctor");
    assertTrue(first.said().contains("The first time takes a few minutes"), first.said());
    PackagedLab.Result second = lab("run");
    assertEquals("runs run", second.said().strip());
    assertEquals(1, Files.readAllLines(mavenCalls).size());
    Files.setLastModifiedTime(
        house.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
    PackagedLab.Result third = lab("run");
    assertTrue(third.said().contains("Something has changed: building."), third.said());
    assertEquals(2, Files.readAllLines(mavenCalls).size());
  }
}
