package org.receptive.lab.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every notebook of the lecture in the front end as {@code ./lab} serves it. */
final class LectureInJavaLabTest extends BrowserTest {
  @Override
  NotebookServer start(Path temporary) throws IOException {
    return JavaLab.start(temporary);
  }

  static List<String> lecture() {
    return LecturePass.notebooks();
  }

  @ParameterizedTest
  @MethodSource("lecture")
  void aLectureNotebookRunsAndIsSavedAndOpensAgain(String name) throws IOException {
    LecturePass.pass(this, name);
  }
}
