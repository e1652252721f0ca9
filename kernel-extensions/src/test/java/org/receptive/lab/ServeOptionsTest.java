package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code ./lab} alone takes and refuses. */
final class ServeOptionsTest {
  private static ServeOptions parse(String... words) {
    ServeOptions options = new ServeOptions();
    CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
    line.addMixin("serve", options);
    line.parseArgs(words);
    return options;
  }

  private static String refusal(String... words) {
    return assertThrows(LabException.class, () -> parse(words).check()).getMessage();
  }

  @Test
  void byDefaultOnlyThisMachineGetsIn() {
    ServeOptions options = parse();
    options.check();
    assertTrue(options.isLocal());
    assertEquals("127.0.0.1", options.host());
    assertEquals(0, options.port());
    assertTrue(options.browser());
    assertEquals(Path.of(System.getProperty("user.home"), "Receptive"), options.folder());
  }

  @Test
  void beyondThisMachineATokenMustBeChosen() {
    assertTrue(refusal("--host", "0.0.0.0").contains("choose a --token"));
    ServeOptions options = parse("--host", "0.0.0.0", "--token", "0123456789abcdef");
    options.check();
    assertFalse(options.isLocal());
  }

  @Test
  void aTokenThatCanBeGuessedIsRefused() {
    assertEquals(
        "the token has 6 characters; it needs at least 16, and at most 200",
        refusal("--token", "secret"));
    assertEquals(
        "the token has 201 characters; it needs at least 16, and at most 200",
        refusal("--token", "x".repeat(201)));
  }

  @Test
  void theCharacterThatATokenMayNotHaveIsNamedAndTheTokenIsNotTold() {
    String rule = "; a token is made of letters A to Z and a to z, digits, and . _ ~ -";
    assertEquals(
        "character 5 of the token is a blank" + rule, refusal("--token", "with a space in it"));
    assertEquals(
        "character 16 of the token is \"ü\"" + rule, refusal("--token", "0123456789abcdeü"));
  }

  @Test
  void aFolderWithoutANameIsRefused() {
    String refusal = "--folder is empty; name the folder for your notebooks, or leave --folder out";
    assertEquals(refusal, refusal("--folder", ""));
    assertEquals(refusal, refusal("--folder", " "));
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    assertTrue(refusal("--port", "70000").contains("--port is 70000"));
  }

  @Test
  void theStateIsKeptWhereTheSystemKeepsIt() {
    Path home = Path.of("/home/s");
    assertEquals(home.resolve(".local/state/receptive"), StateFolder.of(Map.of(), "Linux", home));
    assertEquals(
        home.resolve(".local/state/receptive"),
        StateFolder.of(Map.of("XDG_STATE_HOME", "x"), "Linux", home),
        "a variable that depends on the current folder is left aside");
    assertEquals(
        Path.of("/x/receptive"), StateFolder.of(Map.of("XDG_STATE_HOME", "/x"), "Linux", home));
    assertEquals(
        home.resolve("Library/Application Support/Receptive"),
        StateFolder.of(Map.of(), "Mac OS X", home));
    assertEquals(
        Path.of("/a/Receptive"), StateFolder.of(Map.of("LOCALAPPDATA", "/a"), "Windows 11", home));
  }

  @Test
  void whoAsksForSolutionsGetsThemInAFolderOfTheirOwn() {
    assertEquals(Edition.STUDENTS, parse().edition());
    ServeOptions options = parse("--with-solutions");
    assertEquals(Edition.LECTURERS, options.edition());
    assertEquals(Path.of(System.getProperty("user.home"), "Receptive-solutions"), options.folder());
    assertEquals(Path.of("/x"), parse("--with-solutions", "--folder", "/x").folder());
  }
}
