package org.receptive.lab.browser;

import java.io.IOException;
import java.nio.file.Path;

/** The front end as {@code ./lab} serves it, from Java alone. */
final class JavaLabTest extends FrontEndContract {
  @Override
  NotebookServer start(Path temporary) throws IOException {
    return JavaLab.start(temporary);
  }
}
