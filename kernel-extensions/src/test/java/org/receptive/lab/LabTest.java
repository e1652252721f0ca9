package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.lab.notebook.Notebook;

/** The command line as users meet it: what it does, and what it says when it cannot. */
final class LabTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int lab(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return Lab.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private Path notebook(String name, String... cells) throws IOException {
    StringBuilder json = new StringBuilder("{\"cells\": [");
    for (int i = 0; i < cells.length; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"cell_type\": \"code\", \"id\": \"id-")
          .append(i + 1)
          .append("\", \"metadata\": {}, \"outputs\": [], \"execution_count\": null, \"source\": ")
          .append(new com.google.gson.JsonPrimitive(cells[i]))
          .append('}');
    }
    json.append("], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}");
    return Files.writeString(folder.resolve(name), json);
  }

  @Test
  void aNotebookIsRunAndKeptAsPageAndAsNotebook() throws IOException {
    Path file = notebook("sum.ipynb", "int x = 40;", "System.out.println(x + 2);");
    Path pages = folder.resolve("made").resolve("pages");
    assertEquals(0, lab("run", file, "--to", "html", "--output", pages), err::toString);
    assertTrue(Files.readString(pages.resolve("sum.html")).contains("42\n</pre>"));
    assertTrue(out.toString().contains("[ 2/2] System.out.println(x + 2);"), out::toString);

    assertEquals(0, lab("run", file, "--to", "ipynb"), err::toString);
    Notebook executed = Notebook.read(file);
    assertEquals("java", executed.language());
    assertEquals(2, executed.cells().get(1).executionCount().orElseThrow());
    byte[] once = Files.readAllBytes(file);
    assertEquals(0, lab("run", file, "--to", "ipynb"), err::toString);
    org.junit.jupiter.api.Assertions.assertArrayEquals(once, Files.readAllBytes(file));
  }

  @Test
  void aCellThatThrowsIsNamedAndTheNotebookLeftAsItWas() throws IOException {
    Path file = notebook("bad.ipynb", "int x = 1;", "// divide\nx / 0", "x");
    byte[] before = Files.readAllBytes(file);
    assertEquals(1, lab("run", file, "--to", "ipynb"));
    assertTrue(
        err.toString()
            .contains("bad.ipynb, code cell 2 (id-2) failed: ArithmeticException: / by zero"),
        err::toString);
    assertFalse(out.toString().contains("[ 3/3]"), out::toString);
    org.junit.jupiter.api.Assertions.assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void aMissingFileIsNamed() {
    assertEquals(1, lab("run", folder.resolve("nowhere.ipynb")));
    assertEquals(
        "lab: there is no file \"" + folder.resolve("nowhere.ipynb") + "\"",
        err.toString().strip());
  }

  @Test
  void aFileThatIsNoNotebookIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text.ipynb"), "{\"cells\": [\n  oops");
    assertEquals(1, lab("run", file));
    assertTrue(
        err.toString().contains("text.ipynb is not a notebook: it is not valid JSON (at line 2"),
        err::toString);
  }

  @Test
  void aNotebookInAnotherLanguageIsRefused() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("py.ipynb"),
            "{\"cells\": [], \"metadata\": {\"language_info\": {\"name\": \"python\"}},"
                + " \"nbformat\": 4, \"nbformat_minor\": 5}");
    assertEquals(1, lab("run", file));
    assertTrue(err.toString().contains("is written in python; this kernel runs Java"));
  }

  @Test
  void aFolderInsteadOfANotebookIsRefused() {
    assertEquals(1, lab("run", folder));
    assertTrue(err.toString().contains("is a folder; name the notebooks in it"));
  }

  @Test
  void anOutputFolderThatIsAFileIsRefusedBeforeAnythingRuns() throws IOException {
    Path file = notebook("one.ipynb", "1");
    assertEquals(1, lab("run", file, "--output", file));
    assertTrue(err.toString().contains("is a file; a folder is needed"), err::toString);
    assertEquals("", out.toString());
  }

  @Test
  void anOutputFolderThatCannotBeMadeIsRefused() throws IOException {
    Path file = notebook("one.ipynb", "1");
    assertEquals(1, lab("run", file, "--output", file.resolve("below").resolve("a-file")));
    assertTrue(err.toString().contains("cannot be made; name another"), err::toString);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anOutputFolderThatTakesNoFilesIsRefusedBeforeAnythingRuns() throws IOException {
    Path file = notebook("one.ipynb", "1");
    assertEquals(1, lab("run", file, "--output", "/proc"));
    assertTrue(
        err.toString().startsWith("lab: one cannot write to the folder \"/proc\": "),
        err::toString);
    assertTrue(err.toString().strip().endsWith("; name another"), err::toString);
    assertEquals("", out.toString());
  }

  @Test
  void anOutputFolderWithoutANameIsRefused() throws IOException {
    assertEquals(1, lab("run", notebook("one.ipynb", "1"), "--output", ""));
    assertEquals(
        "lab: the name of the folder to write to is empty; name one, or . for this folder",
        err.toString().strip());
    assertEquals("", out.toString());
  }

  @Test
  void anOutputFolderThatIsTakenAwayMeanwhileIsNotTakenForAMissingNotebook() throws IOException {
    Path away = folder.resolve("away");
    Path file =
        notebook("one.ipynb", "java.nio.file.Files.delete(java.nio.file.Path.of(\"away\"));");
    for (String format : new String[] {"html", "ipynb"}) {
      err.getBuffer().setLength(0);
      assertEquals(1, lab("run", file, "--to", format, "--output", away));
      assertEquals(
          "lab: \"%s\" cannot be written: its folder is gone, or takes no files"
              .formatted(away.resolve("one." + format)),
          err.toString().strip());
    }
  }

  @Test
  void theFolderToWriteToIsLeftWithoutATrace() throws IOException {
    Path pages = folder.resolve("pages");
    WritableFolder.make(pages);
    WritableFolder.make(pages);
    assertEquals(0, pages.toFile().list().length);
  }

  @Test
  void theHelpSaysThatAnOutputFolderAloneMeansPages() {
    assertEquals(0, lab("run", "--help"));
    String help = out.toString().replaceAll("\\s+", " ");
    assertTrue(help.contains("Without --to, pages are written if there is an --output"), help);
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheUsage() {
    assertEquals(2, lab("run", "--colour", "x.ipynb"));
    assertTrue(err.toString().contains("--colour"), err::toString);
    assertTrue(err.toString().contains("Usage: lab run"), err::toString);
  }

  @Test
  void anUnknownFormatIsAnsweredWithTheFormatsThereAre() {
    assertEquals(2, lab("run", "--to", "pdf", "x.ipynb"));
    assertTrue(err.toString().contains("html, ipynb"), err::toString);
  }

  @Test
  void anUnknownCommandIsAnsweredWithWhatWasMeant() {
    assertEquals(2, lab("rnu", "x.ipynb"));
    assertTrue(err.toString().contains("rnu"), err::toString);
  }

  @Test
  void theStudentsVersionDoesNotOverwriteTheTeachers() throws IOException {
    Path file = notebook("t.ipynb", "// ### BEGIN SOLUTION\n1\n// ### END SOLUTION");
    assertEquals(1, lab("student", file, "--output", folder));
    assertTrue(err.toString().contains("would be overwritten"), err::toString);
    Path students = folder.resolve("students");
    assertEquals(0, lab("student", file, "--output", students), err::toString);
    assertEquals(
        "// your code here",
        Notebook.read(students.resolve("t.ipynb")).cells().getFirst().source());
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertEquals(0, lab("--version"));
    assertTrue(out.toString().matches("(?s)Receptive \\d+\\.\\d+\\..*Java 2\\d.*"), out::toString);
  }

  @Test
  void theHelpNamesEveryCommand() {
    assertEquals(0, lab("--help"));
    for (String command : new String[] {"run", "install", "student", "doctor", "bench", "dist"}) {
      assertTrue(out.toString().contains("\n  " + command + " "), out::toString);
    }
  }

  @Test
  void theStudentsVersionDoesNotOverwriteWhatAStudentHasDone() throws IOException {
    Path file = notebook("t.ipynb", "// ### BEGIN SOLUTION\n1\n// ### END SOLUTION");
    Path other = notebook("u.ipynb", "2");
    Path students = folder.resolve("students");
    assertEquals(0, lab("student", file, "--output", students), err::toString);
    assertEquals(0, lab("student", file, "--output", students), "nothing was done in it");
    Path copy = students.resolve("t.ipynb");
    String worked = Files.readString(copy).replace("// your code here", "7");
    Files.writeString(copy, worked);
    assertEquals(1, lab("student", other, file, "--output", students));
    assertTrue(err.toString().contains("name another folder, or say --overwrite"), err::toString);
    assertEquals(worked, Files.readString(copy));
    assertFalse(Files.exists(students.resolve("u.ipynb")), "nothing is written halfway");
    assertEquals(0, lab("student", file, "--output", students, "--overwrite"), err::toString);
    assertTrue(Files.readString(copy).contains("// your code here"));
  }

  @Test
  void aZipIsNotWrittenInPlaceOfAFolderNorWithoutItsEnding() throws IOException {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    assertEquals(1, lab("dist", "--output", kept));
    assertTrue(err.toString().contains("is a folder; name the zip in it: --output"), err::toString);
    assertTrue(Files.isDirectory(kept));
    assertEquals(1, lab("dist", "--output", folder.resolve("new")));
    assertTrue(err.toString().contains("does not end in .zip; name the zip"), err::toString);
    assertEquals(1, lab("dist", "--output", ""));
    assertTrue(err.toString().contains("--output is empty"), err::toString);
  }

  @Test
  void anUnansweredExerciseFailsARunAndIsACardInTheStudentsOwn() throws IOException {
    Path file =
        notebook(
            "e.ipynb",
            "var e = Exercises.outputSize();",
            "double answer = 0;\n"
                + "// ### BEGIN SOLUTION\n"
                + "answer = e.given(\"n\");\n"
                + "// ### END SOLUTION\n"
                + "check(e).answer(0)",
            "System.out.println(\"went on\")");
    Path pages = folder.resolve("pages");
    assertEquals(1, lab("run", file, "--output", pages));
    assertTrue(err.toString().contains("code cell 2 (id-2) failed: NoAnswerYet"), err::toString);
    assertEquals(0, lab("run", file, "--student", "--output", pages), err::toString);
    String page = Files.readString(pages.resolve("e.html"));
    assertTrue(page.contains("no answer yet") && page.contains("went on"), page);
    assertFalse(page.contains("NoAnswerYet") || page.contains("SOLUTION"), page);
    assertEquals(1, lab("run", file, "--student", "--to", "ipynb"));
    assertTrue(Files.readString(file).contains("BEGIN SOLUTION"));
  }

  @Test
  void pagesLeadToEachOtherAndToAnOverview() throws IOException {
    Path one = notebook("1 one.ipynb", "1");
    Path two = notebook("two.ipynb", "2");
    for (Path file : new Path[] {one, two}) {
      String words = "# Chapter " + file.getFileName() + " [one](1%20one.ipynb)";
      Files.writeString(
          file,
          Files.readString(file)
              .replace(
                  "{\"cells\": [",
                  "{\"cells\": [{\"cell_type\": \"markdown\", \"id\": \"m\", \"metadata\": {},"
                      + " \"source\": \""
                      + words
                      + "\"},"));
    }
    Path pages = folder.resolve("pages");
    assertEquals(0, lab("run", one, two, "--output", pages), err::toString);
    String first = Files.readString(pages.resolve("1 one.html"));
    assertTrue(first.contains("<a rel=\"next\" href=\"two.html\">"), first);
    assertFalse(first.contains("rel=\"prev\""), first);
    String second = Files.readString(pages.resolve("two.html"));
    assertTrue(second.contains("<a rel=\"prev\" href=\"1%20one.html\">"), second);
    assertTrue(second.contains("href=\"index.html\""), second);
    assertTrue(second.contains("href=\"1%20one.html\">one"), second);
    String index = Files.readString(pages.resolve("index.html"));
    assertTrue(index.contains("href=\"1%20one.html\"") && index.contains("two.html"), index);
  }

  @Test
  void anOverviewThatIsNotOursStays() throws IOException {
    Path pages = Files.createDirectory(folder.resolve("pages"));
    Files.writeString(pages.resolve("index.html"), "mine");
    assertEquals(
        0,
        lab("run", notebook("a.ipynb", "1"), notebook("b.ipynb", "2"), "--output", pages),
        err::toString);
    assertEquals("mine", Files.readString(pages.resolve("index.html")));
    assertFalse(Files.readString(pages.resolve("a.html")).contains("index.html"));
  }
}
