package org.receptive.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes answers to Jetty's responses. */
public final class AnswerWriter {
  /** The front end's script has megabytes: it is not to be sent in Jetty's usual 4 KiB. */
  private static final int CHUNK_BYTES = 64 << 10;

  private AnswerWriter() {}

  /**
   * Writes an answer and completes the callback when all of it has gone.
   *
   * @throws UncheckedIOException if what is to be sent cannot be opened
   */
  public static void write(Answer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    try {
      switch (answer.body()) {
        case Answer.Body.Nothing _ -> response.write(true, null, callback);
        case Answer.Body.Bytes bytes -> {
          length(response, bytes.content().length);
          response.write(true, ByteBuffer.wrap(bytes.content()), callback);
        }
        case Answer.Body.FileContent file -> {
          // The size and the bytes of one and the same file, though a save may replace it now.
          FileChannel channel = FileChannel.open(file.file());
          length(response, channel.size());
          Content.copy(source(Channels.newInputStream(channel), response), response, callback);
        }
        case Answer.Body.Streamed stream -> {
          length(response, stream.length());
          Content.copy(source(stream.opener().open(), response), response, callback);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Content.Source source(InputStream stream, Response response) {
    ByteBufferPool pool = response.getRequest().getComponents().getByteBufferPool();
    return Content.Source.from(new ByteBufferPool.Sized(pool, false, CHUNK_BYTES), stream);
  }

  private static void length(Response response, long bytes) {
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes);
  }
}
