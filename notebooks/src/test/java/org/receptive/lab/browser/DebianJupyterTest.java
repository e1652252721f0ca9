package org.receptive.lab.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The front end on Debian's Jupyter server, with the kernel that {@code lab install} installs. */
final class DebianJupyterTest extends FrontEndContract {
  @Override
  NotebookServer start(Path temporary) throws IOException {
    return DebianJupyter.start(temporary);
  }

  /**
   * The first notebook: every notebook passes nbconvert with this kernel, and the browser with our
   * server. With {@code -Dreceptive.test.thorough} all of them pass both.
   */
  static List<String> lecture() {
    List<String> all = LecturePass.notebooks();
    return Boolean.getBoolean("receptive.test.thorough") ? all : all.subList(0, 1);
  }

  @ParameterizedTest
  @MethodSource("lecture")
  void aLectureNotebookRunsAndIsSavedAndOpensAgain(String name) throws IOException {
    LecturePass.pass(this, name);
  }
}
