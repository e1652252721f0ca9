package org.receptive.lab.browser;

import java.io.IOException;
import java.nio.file.Path;

/** A Jupyter server that runs, with the front end in it. */
interface NotebookServer extends AutoCloseable {
  /** The folder that it serves. */
  Path folder();

  /**
   * The address under which a browser that knows nothing yet opens a path.
   *
   * @param path from the server's root, such as {@code lab/tree/one.ipynb}
   */
  String address(String path);

  @Override
  void close() throws IOException;
}
