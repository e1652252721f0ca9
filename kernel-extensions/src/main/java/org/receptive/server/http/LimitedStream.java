package org.receptive.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** The body of a request, which is refused as soon as it is longer than it may be. */
final class LimitedStream extends FilterInputStream {
  private final long limit;
  private long taken;

  LimitedStream(InputStream body, long limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int bytes) {
    taken += bytes;
    if (taken > limit) {
      throw tooLarge(limit);
    }
  }

  static Refusal tooLarge(long limit) {
    return new Refusal(
        413,
        String.format(
            Locale.ROOT,
            "the body of the request is larger than %d MiB; a file of that size is uploaded in"
                + " parts",
            limit >> 20));
  }
}
