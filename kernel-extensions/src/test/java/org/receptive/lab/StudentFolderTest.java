package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.lab.notebook.InvalidNotebook;
import org.receptive.server.contents.NotebookTrust;

/** The student's copy of the lecture: it is brought up to date, and work in it is never lost. */
final class StudentFolderTest {
  @TempDir Path temporary;

  private Path lecture;
  private Edition edition = Edition.LECTURERS;
  private Path mine;

  @BeforeEach
  void writeALecture() throws IOException {
    lecture = Files.createDirectory(temporary.resolve("lecture"));
    mine = temporary.resolve("mine");
    ship("01.ipynb", "first");
    ship("02.ipynb", "second");
    Files.writeString(lecture.resolve("pom.xml"), "<project/>");
  }

  private void ship(String name, String text) throws IOException {
    Files.writeString(lecture.resolve(name), text);
  }

  private List<StudentFolder.News> deliver() throws IOException {
    return new StudentFolder(
            mine, lecture, edition, new NotebookTrust(temporary.resolve("trusted")))
        .deliver();
  }

  private String read(String name) throws IOException {
    return Files.readString(mine.resolve(name));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(mine)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Test
  void theFirstTimeEveryNotebookIsCopied() throws IOException {
    assertEquals(List.of(), deliver());
    assertEquals(List.of("01.ipynb", "02.ipynb"), names());
    assertEquals("first", read("01.ipynb"));
    assertEquals(List.of(), deliver());
  }

  @Test
  void whatTheStudentHasNotChangedBecomesTheNewVersion() throws IOException {
    deliver();
    ship("01.ipynb", "first, better");
    ship("03.ipynb", "third");
    assertEquals(
        List.of(new StudentFolder.News("01.ipynb", "is the lecture's new version")), deliver());
    assertEquals("first, better", read("01.ipynb"));
    assertEquals("third", read("03.ipynb"));
  }

  @Test
  void whatTheStudentHasChangedStaysAndTheNewVersionIsLaidBesideOnce() throws IOException {
    deliver();
    Files.writeString(mine.resolve("01.ipynb"), "my work");
    assertEquals(List.of(), deliver());
    ship("01.ipynb", "first, better");
    assertEquals(
        List.of(
            new StudentFolder.News(
                "01.ipynb", "keeps your changes; the lecture's new version is \"01-new.ipynb\"")),
        deliver());
    assertEquals("my work", read("01.ipynb"));
    assertEquals("first, better", read("01-new.ipynb"));
    Files.writeString(mine.resolve("01-new.ipynb"), "my work in the new one");
    assertEquals(List.of(), deliver());
    ship("01.ipynb", "first, best");
    deliver();
    assertEquals("my work", read("01.ipynb"));
    assertEquals("my work in the new one", read("01-new.ipynb"));
    assertEquals("first, best", read("01-new2.ipynb"));
  }

  @Test
  void whatTheStudentHasDeletedOrRenamedComesAgainFresh() throws IOException {
    deliver();
    Files.move(mine.resolve("01.ipynb"), mine.resolve("my first.ipynb"));
    assertEquals(
        List.of(new StudentFolder.News("01.ipynb", "was gone and is here again")), deliver());
    assertEquals("first", read("01.ipynb"));
    assertEquals("first", read("my first.ipynb"));
  }

  @Test
  void aFolderThatWasThereBeforeIsTheStudentsOwn() throws IOException {
    Files.createDirectories(mine);
    Files.writeString(mine.resolve("01.ipynb"), "something else");
    Files.writeString(mine.resolve("02.ipynb"), "second");
    deliver();
    assertEquals("something else", read("01.ipynb"));
    assertEquals("first", read("01-new.ipynb"));
    assertFalse(Files.exists(mine.resolve("02-new.ipynb")));
  }

  @Test
  void aDamagedListLosesNothing() throws IOException {
    deliver();
    Files.writeString(mine.resolve("02.ipynb"), "my work");
    Files.writeString(mine.resolve(".receptive-delivered.json"), "{{{");
    deliver();
    assertEquals("first", read("01.ipynb"));
    assertEquals("my work", read("02.ipynb"));
    assertTrue(Files.exists(mine.resolve("02-new.ipynb")));
  }

  /** A notebook with an exercise, as the lecturer keeps it: solved and run. */
  static String exercise(String question) {
    return """
    {"cells": [
      {"cell_type": "markdown", "id": "q", "metadata": {}, "source": "%s"},
      {"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {},
        "outputs": [{"name": "stdout", "output_type": "stream", "text": "solved: 1764"}],
        "source": "int answer = 0;\\n// ### BEGIN SOLUTION\\nanswer = 1764;\\n// ### END SOLUTION"}],
     "metadata": {"widgets": {"solved": "1764"}}, "nbformat": 4, "nbformat_minor": 5}
    """
        .formatted(question);
  }

  @Test
  void aStudentGetsNeitherSolutionsNorOutputs() throws IOException {
    edition = Edition.STUDENTS;
    ship("01.ipynb", exercise("first"));
    assertEquals(List.of(), deliver());
    try (Stream<Path> files = Files.walk(mine)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file).contains("1764"), file::toString);
      }
    }
    assertTrue(read("01.ipynb").contains("// your code here"));
    assertEquals("second", read("02.ipynb"));
  }

  @Test
  void aStudentsWorkIsKeptWhenTheLectureChangesAndNotWhenOnlyItsSolutionDoes() throws IOException {
    edition = Edition.STUDENTS;
    ship("01.ipynb", exercise("first"));
    deliver();
    String mineNow = read("01.ipynb").replace("// your code here", "answer = 7;");
    Files.writeString(mine.resolve("01.ipynb"), mineNow);
    ship("01.ipynb", exercise("first").replace("answer = 1764", "answer = 42 * 42"));
    assertEquals(List.of(), deliver());
    ship("01.ipynb", exercise("first, better"));
    assertEquals(1, deliver().size());
    assertEquals(mineNow, read("01.ipynb"));
    assertTrue(read("01-new.ipynb").contains("first, better"));
  }

  @Test
  void whoHadTheSolutionsInANotebookThatHeDidNotTouchGetsTheStudentsVersion() throws IOException {
    ship("01.ipynb", exercise("first"));
    deliver();
    edition = Edition.STUDENTS;
    assertEquals(
        List.of(new StudentFolder.News("01.ipynb", "is the lecture's new version")), deliver());
    assertFalse(read("01.ipynb").contains("1764"));
  }

  @Test
  void aNotebookWhoseMarksDoNotMatchIsNotDeliveredWithItsSolution() throws IOException {
    edition = Edition.STUDENTS;
    for (String broken :
        List.of(exercise("x").replace("// ### END SOLUTION", ""), "### BEGIN SOLUTION 1764")) {
      ship("01.ipynb", broken);
      assertThrows(InvalidNotebook.class, this::deliver);
      assertFalse(Files.exists(mine.resolve("01.ipynb")));
    }
  }
}
