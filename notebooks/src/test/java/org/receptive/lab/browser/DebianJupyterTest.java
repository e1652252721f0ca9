package org.receptive.lab.browser;

import java.io.IOException;
import java.nio.file.Path;

/** The front end on Debian's Jupyter server, with the kernel that {@code lab install} installs. */
final class DebianJupyterTest extends FrontEndContract {
  @Override
  NotebookServer start(Path temporary) throws IOException {
    return DebianJupyter.start(temporary);
  }
}
