package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.lab.notebook.Notebook;
import org.receptive.server.contents.Digest;
import org.receptive.server.contents.NotebookTrust;

/** To open a notebook, or to run it, is not to change it: the lecture's new version replaces it. */
final class OpenedNotebookTest {
  private static final String NAME = "01.ipynb";
  private static final List<StudentFolder.News> REPLACED =
      List.of(new StudentFolder.News(NAME, "is the lecture's new version"));
  private static final List<StudentFolder.News> KEPT =
      List.of(
          new StudentFolder.News(
              NAME, "keeps your changes; the lecture's new version is \"01-new.ipynb\""));

  @TempDir Path temporary;

  private Path lecture;
  private Edition edition = Edition.LECTURERS;
  private Path mine;

  @BeforeEach
  void deliverTheFirstVersion() throws IOException {
    lecture = Files.createDirectory(temporary.resolve("lecture"));
    mine = temporary.resolve("mine");
    ship("int x = 1;", "1");
    deliver();
  }

  private void ship(String source, String output) throws IOException {
    Files.write(lecture.resolve(NAME), notebook(source, output).toBytes());
  }

  private static Notebook notebook(String source, String output) {
    return Notebook.of(NAME, json(source, output));
  }

  private static JsonObject json(String source, String output) {
    return JsonParser.parseString(
            """
            {"cells": [{"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {},
              "outputs": [{"name": "stdout", "output_type": "stream", "text": "%s"}],
              "source": "%s"}],
             "metadata": {"kernelspec":
              {"display_name": "Java (Receptive)", "language": "java", "name": "receptive"}},
             "nbformat": 4, "nbformat_minor": 5}
            """
                .formatted(output, source))
        .getAsJsonObject();
  }

  /** As JupyterLab saves it two minutes after it was opened. */
  private static byte[] opened(JsonObject notebook) {
    JsonObject metadata = notebook.getAsJsonObject("metadata");
    metadata.add(
        "language_info",
        JsonParser.parseString("{\"file_extension\": \".jshell\", \"name\": \"java\"}"));
    metadata.add(
        "widgets",
        JsonParser.parseString(
            "{\"application/vnd.jupyter.widget-state+json\":"
                + " {\"state\": {}, \"version_major\": 2, \"version_minor\": 0}}"));
    return Notebook.of(NAME, notebook).toBytes();
  }

  private void save(byte[] notebook) throws IOException {
    Files.write(mine.resolve(NAME), notebook);
  }

  private List<StudentFolder.News> deliver() throws IOException {
    return new StudentFolder(
            mine, lecture, edition, new NotebookTrust(temporary.resolve("trusted")))
        .deliver();
  }

  private void assertIsTheLectures(String name) throws IOException {
    assertArrayEquals(
        Files.readAllBytes(lecture.resolve(NAME)), Files.readAllBytes(mine.resolve(name)));
  }

  private void assertNothingBeside() {
    assertFalse(Files.exists(mine.resolve("01-new.ipynb")), "a second notebook was delivered");
  }

  private Path list() {
    return mine.resolve(".receptive-delivered.json");
  }

  private JsonObject listed() throws IOException {
    return JsonParser.parseString(Files.readString(list())).getAsJsonObject();
  }

  /** A folder in which a former version of this program noted the digests of files only. */
  private void asFormerVersionsLeftIt() throws IOException {
    JsonObject list = new JsonObject();
    list.addProperty(NAME, Digest.sha256(Files.readAllBytes(lecture.resolve(NAME))));
    Files.writeString(list(), list.toString(), StandardCharsets.UTF_8);
  }

  @Test
  void aNotebookThatWasOnlyOpenedBecomesTheNewVersion() throws IOException {
    save(opened(json("int x = 1;", "1")));
    assertEquals(List.of(), deliver());
    ship("int x = 2;", "2");
    assertEquals(REPLACED, deliver());
    assertIsTheLectures(NAME);
    assertNothingBeside();
  }

  @Test
  void aNotebookThatWasOnlyRunBecomesTheNewVersion() throws IOException {
    save(opened(json("int x = 1;", "another number")));
    ship("int x = 2;", "2");
    assertEquals(REPLACED, deliver());
    assertIsTheLectures(NAME);
    assertNothingBeside();
  }

  @Test
  void aNotebookInWhichSomethingWasWrittenStaysEvenIfItWasRunToo() throws IOException {
    byte[] work = opened(json("int x = 1; // mine", "another number"));
    save(work);
    ship("int x = 2;", "2");
    assertEquals(KEPT, deliver());
    assertArrayEquals(work, Files.readAllBytes(mine.resolve(NAME)));
    assertIsTheLectures("01-new.ipynb");
  }

  @Test
  void aLectureThatWasOnlyRunAgainIsNotLaidBesideTheStudentsWork() throws IOException {
    byte[] work = opened(json("int x = 1; // mine", "1"));
    save(work);
    ship("int x = 1;", "a better picture");
    assertEquals(List.of(), deliver());
    assertArrayEquals(work, Files.readAllBytes(mine.resolve(NAME)));
    assertNothingBeside();
    // What is noted then is that version: the next one is seen to be another.
    ship("int x = 2;", "2");
    assertEquals(KEPT, deliver());
  }

  @Test
  void aNotebookThatCannotBeReadIsTheStudentsWork() throws IOException {
    save("{\"cells\": [".getBytes(StandardCharsets.UTF_8));
    ship("int x = 2;", "2");
    assertEquals(KEPT, deliver());
    assertEquals("{\"cells\": [", Files.readString(mine.resolve(NAME)));
  }

  @Test
  void aFolderOfAFormerVersionIsUnderstood() throws IOException {
    asFormerVersionsLeftIt();
    save(opened(json("int x = 1;", "1")));
    ship("int x = 2;", "2");
    assertEquals(REPLACED, deliver());

    asFormerVersionsLeftIt();
    byte[] work = opened(json("int x = 2; // mine", "2"));
    save(work);
    ship("int x = 3;", "3");
    assertEquals(KEPT, deliver());
    assertArrayEquals(work, Files.readAllBytes(mine.resolve(NAME)));
  }

  @Test
  void aFolderOfAFormerVersionLearnsWhatWasWrittenWhileTheLectureIsTheSame() throws IOException {
    asFormerVersionsLeftIt();
    save(opened(json("int x = 1;", "run with the former version")));
    assertEquals(List.of(), deliver());
    ship("int x = 2;", "2");
    assertEquals(REPLACED, deliver());
    assertNothingBeside();
  }

  @Test
  void aFormerVersionFindsInTheListWhatItLooksFor() throws IOException {
    String digest = Digest.sha256(Files.readAllBytes(lecture.resolve(NAME)));
    assertEquals(digest, listed().get(NAME).getAsString());
    ship("int x = 2;", "2");
    deliver();
    assertTrue(listed().getAsJsonObject("written").has(listed().get(NAME).getAsString()));
    assertEquals(1, listed().getAsJsonObject("written").size(), "digests of the past are kept");
  }
}
