package org.receptive.kernel.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.kernel.maven.TreeRepository.dependency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicException;

/**
 * Libraries from a repository that the test makes, found through the mirror of a settings file, so
 * that nothing is fetched from the network.
 */
final class MavenMagicsTest {
  @TempDir Path folder;
  private final RecordingNotebook notebook = new RecordingNotebook();
  private LibraryShelf shelf;

  @BeforeEach
  void makeRepository() throws IOException {
    TreeRepository repository = new TreeRepository(folder);
    repository.publish("leaf", "1.0", "");
    repository.publish("leaf", "2.0", "");
    repository.publish("branch", "1.0", dependency("leaf", "1.0"));
    repository.publish("broken", "1.0", dependency("missing", "3.0"));
    repository.publishPom("forest", "1.0", dependency("branch", "1.0"));
    repository.publishPom("versions", "1.0", "");
    repository.metadata("leaf", "1.0", "2.0");
    shelf = repository.shelf();
  }

  private void maven(String... coordinates) throws Exception {
    new MavenMagic("maven", shelf).runLine(call("maven", "", coordinates), notebook);
  }

  private static MagicCall call(String name, String body, String... arguments) {
    return new MagicCall(name, String.join(" ", arguments), List.of(arguments), body);
  }

  @Test
  void aLibraryComesWithWhatItNeeds() throws Exception {
    maven("tree:branch:1.0");
    assertEquals(List.of("branch-1.0.jar", "leaf-1.0.jar"), notebook.jars());
    assertTrue(notebook.printed().contains("Fetched branch-1.0.jar"), notebook::printed);
  }

  @Test
  void aConflictSaysWhoAskedForWhat() throws Exception {
    maven("tree:branch:1.0", "tree:leaf:2.0");
    assertEquals(List.of("branch-1.0.jar", "leaf-2.0.jar"), notebook.jars());
    assertTrue(
        notebook.noted().contains("tree:leaf: 2.0 is used, though branch asks for 1.0"),
        notebook::noted);
    assertEquals("", notebook.warned(), "a grader takes text on standard error for a failure");
  }

  @Test
  void aSecondVersionInALaterCellNeedsARestart() throws Exception {
    maven("tree:leaf:1.0");
    maven("tree:leaf:2.0");
    assertEquals(List.of("leaf-1.0.jar"), notebook.jars());
    assertTrue(
        notebook
            .noted()
            .contains(
                "tree:leaf: version 1.0 is already on the class path and stays; for 2.0, restart"
                    + " the kernel."),
        notebook::noted);
    assertEquals("", notebook.warned());
  }

  @Test
  void aMissingVersionIsAnsweredWithThoseThereAre() {
    var refused = assertThrows(MagicException.class, () -> maven("tree:leaf:9.9"));
    assertEquals("no tree:leaf:jar:9.9 in ours\nKnown versions: 1.0, 2.0", refused.getMessage());
  }

  @Test
  void ofAProjectThatOnlyGathersOthersTheseCome() throws Exception {
    maven("tree:forest:1.0", "tree:leaf:2.0");
    assertEquals(List.of("branch-1.0.jar", "leaf-2.0.jar"), notebook.jars());
  }

  @Test
  void aProjectThatHoldsOnlyVersionsBringsNothingAndSaysSo() {
    assertMessage("holds settings or versions for other", () -> maven("tree:versions:1.0"));
  }

  @Test
  void anUnknownNameIsAnsweredWithADoubtAboutItsSpelling() {
    var refused = assertThrows(MagicException.class, () -> maven("tree:laef:1.0"));
    assertTrue(refused.getMessage().startsWith("no tree:laef:jar:1.0 in ours\nNothing is known"));
  }

  @Test
  void aMissingIndirectLibraryIsNamed() {
    var refused = assertThrows(MagicException.class, () -> maven("tree:broken:1.0"));
    assertTrue(refused.getMessage().contains("tree:missing:jar:3.0"), refused::getMessage);
    assertEquals(List.of(), notebook.jars());
  }

  @Test
  void coordinatesThatAreNoneAreExplained() {
    var refused = assertThrows(MagicException.class, () -> maven("leaf"));
    assertEquals(
        "\"leaf\" has 1 part; expected group:artifact:version,\n"
            + "for example org.apache.commons:commons-math3:3.6.1",
        refused.getMessage());
    assertThrows(MagicException.class, this::maven);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        ":leaf:1.0 | an empty group",
        "tree::1.0 | an empty artifact",
        "tree:leaf: | an empty version",
        "tree:leaf:::1.0 | an empty classifier",
        "tree:leaf:jar::1.0 | an empty classifier",
        "tree: | 2 parts",
        "a:b:c:d:e:f | 6 parts"
      },
      delimiter = '|')
  void anEmptyPartOfCoordinatesIsNamed(String coordinates, String wrong) {
    var refused = assertThrows(MagicException.class, () -> maven(coordinates));
    assertEquals(
        "\"%s\" has %s; expected group:artifact:version,".formatted(coordinates, wrong),
        refused.getMessage().lines().findFirst().orElse(""));
  }

  @Test
  void theDependenciesOfAPomAreLoaded() throws Exception {
    Path pom =
        Files.writeString(
            folder.resolve("pom.xml"),
            PomText.whole(
                "<properties><v>1.0</v></properties><dependencies>"
                    + dependency("branch", "${v}")
                    + "</dependencies>"));
    new LoadFromPomMagic(shelf).runLine(call("loadFromPOM", "", pom.toString()), notebook);
    assertEquals(List.of("branch-1.0.jar", "leaf-1.0.jar"), notebook.jars());
  }

  @Test
  void aCellOfDependenciesIsLoaded() throws Exception {
    new LoadFromPomMagic(shelf)
        .runCell(call("loadFromPOM", "My libraries:\n" + dependency("leaf", "2.0")), notebook);
    assertEquals(List.of("leaf-2.0.jar"), notebook.jars());
  }

  @Test
  void aPomWithoutWhatIsNeededIsRefusedWithTheReason() {
    LoadFromPomMagic magic = new LoadFromPomMagic(shelf);
    assertMessage("no <dependency>", () -> magic.runCell(call("loadFromPOM", "text"), notebook));
    assertMessage(
        "the POM cannot be used",
        () -> magic.runCell(call("loadFromPOM", "<dependency></dependency>"), notebook));
    assertMessage(
        "there is no file \"nowhere.xml\"",
        () -> magic.runLine(call("loadFromPOM", "", "nowhere.xml"), notebook));
    assertMessage(
        "\"always\" is no scope",
        () -> magic.runCell(call("loadFromPOM", "<dependency/>", "always"), notebook));
  }

  @Test
  void aRepositoryNeedsANameAndAnAddress() {
    MavenRepoMagic magic = new MavenRepoMagic("mavenRepo", shelf);
    assertMessage("got 1 argument", () -> magic.runLine(call("mavenRepo", "", "only"), notebook));
    assertMessage(
        "is no address of a repository",
        () -> magic.runLine(call("mavenRepo", "", "a", "htp://b"), notebook));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable action) {
    var refused = assertThrows(MagicException.class, action);
    assertTrue(refused.getMessage().contains(part), refused::getMessage);
  }

  @Test
  void theInstallationOfMavenIsFoundThroughThePath() throws IOException {
    Path home = folder.resolve("maven-home");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(home.resolve("conf/settings.xml"), "<settings/>");
    Path program = Files.writeString(home.resolve("bin/mvn"), "#!/bin/sh\n");
    assertTrue(program.toFile().setExecutable(true));
    Path path = Files.createDirectories(folder.resolve("path"));
    Files.createSymbolicLink(path.resolve("mvn"), program);
    assertEquals(home.toRealPath(), MavenHome.find(Map.of("PATH", path.toString())).orElseThrow());
    assertEquals(home, MavenHome.find(Map.of("MAVEN_HOME", home.toString())).orElseThrow());
    assertTrue(MavenHome.find(Map.of("PATH", folder.toString())).isEmpty());
  }
}
