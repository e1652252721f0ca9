package org.receptive.server.contents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.receptive.server.http.Refusal;

/** Files that arrive in parts; they appear when the last part is there. */
final class Uploads implements AutoCloseable {
  /** The number of the last part. */
  static final int LAST = -1;

  private static final long MOST_BYTES = 8L << 30;
  private static final int MOST_UPLOADS = 64;

  private final Map<Path, Path> drafts = new ConcurrentHashMap<>();

  /**
   * Adds a part.
   *
   * @param number 1 for the first part, {@value #LAST} for the last
   * @return whether the file is complete
   */
  synchronized boolean add(Path file, int number, byte[] part) throws IOException {
    if (number == 1) {
      begin(file);
    }
    Path draft = drafts.get(file);
    if (draft == null) {
      throw Refusal.badRequest(
          String.format(
              Locale.ROOT, "part %d of \"%s\" came before part 1", number, file.getFileName()));
    }
    try {
      append(draft, part, number == LAST);
    } catch (IOException e) {
      abandon(file);
      throw AtomicFile.explain(file, e);
    }
    if (number != LAST) {
      return false;
    }
    drafts.remove(file);
    AtomicFile.replace(draft, file);
    return true;
  }

  private void begin(Path file) throws IOException {
    abandon(file);
    if (drafts.size() >= MOST_UPLOADS) {
      throw new Refusal(
          503, String.format(Locale.ROOT, "%d uploads are under way; wait for one", MOST_UPLOADS));
    }
    Path draft = AtomicFile.draftOf(file);
    Files.createFile(draft);
    drafts.put(file, draft);
  }

  private static void append(Path draft, byte[] part, boolean last) throws IOException {
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      if (channel.size() + part.length > MOST_BYTES) {
        throw new Refusal(
            413,
            String.format(Locale.ROOT, "files of more than %d GiB are refused", MOST_BYTES >> 30));
      }
      ByteBuffer bytes = ByteBuffer.wrap(part);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (last) {
        channel.force(true);
      }
    }
  }

  private void abandon(Path file) throws IOException {
    Path draft = drafts.remove(file);
    if (draft != null) {
      Files.deleteIfExists(draft);
    }
  }

  /** Removes what has not arrived completely. */
  @Override
  public synchronized void close() throws IOException {
    for (Path file : drafts.keySet()) {
      abandon(file);
    }
  }
}
