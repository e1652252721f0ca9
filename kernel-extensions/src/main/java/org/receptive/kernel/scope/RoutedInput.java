package org.receptive.kernel.scope;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code System.in} of a notebook: asks the front end for a line when more is read than was typed.
 */
public final class RoutedInput extends InputStream {
  private ByteArrayInputStream line = new ByteArrayInputStream(new byte[0]);

  @Override
  public synchronized int read() throws IOException {
    ask();
    return line.read();
  }

  @Override
  public synchronized int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ask();
    return line.read(target, offset, length);
  }

  @Override
  public synchronized int available() {
    return line.available();
  }

  private void ask() throws IOException {
    if (line.available() == 0) {
      RequestScope scope =
          CurrentScope.nearest()
              .orElseThrow(() -> new IOException("only a cell can ask the user for input"));
      line = new ByteArrayInputStream((typed(scope) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Scanner keeps an IOException to itself and says that no line was found; not this one. */
  private static String typed(RequestScope scope) throws IOException {
    try {
      return scope.host().readLine("", false);
    } catch (NobodyAnswers e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
