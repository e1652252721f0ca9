package org.receptive.server.frontend;

import com.google.gson.JsonObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.receptive.kernel.protocol.Json;
import org.receptive.server.http.Answer;

/**
 * JupyterLab as it was built and packed. A zip within a jar can only be read from its beginning, so
 * it is copied out once.
 */
public final class FrontEndArchive implements AutoCloseable {
  private static final String RESOURCE = "/org/receptive/server/front-end.zip";
  private static final Pattern ASSET =
      Pattern.compile("\"[^\"]*(static/lab/[^\"]+\\.(?:js|css))\"");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("html", "text/html;charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain;charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("woff", "font/woff"),
          Map.entry("wasm", "application/wasm"));

  private final ZipFile zip;

  private FrontEndArchive(ZipFile zip) {
    this.zip = zip;
  }

  /** Whether this program was built with a front end. */
  public static boolean isBundled() {
    return FrontEndArchive.class.getResource(RESOURCE) != null;
  }

  /**
   * Opens the front end of this program.
   *
   * @param cache a folder for the copy
   * @throws IOException if there is none, or the copy cannot be written
   */
  public static FrontEndArchive open(Path cache) throws IOException {
    try (InputStream packed = FrontEndArchive.class.getResourceAsStream(RESOURCE)) {
      if (packed == null) {
        throw new FileNotFoundException(RESOURCE);
      }
      Files.createDirectories(cache);
      Path draft = Files.createTempFile(cache, "front-end-", ".part");
      Path copy = cache.resolve("front-end-" + ProcessHandle.current().pid() + ".zip");
      Files.copy(packed, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.move(draft, copy, StandardCopyOption.REPLACE_EXISTING);
      ZipFile zip = new ZipFile(copy.toFile());
      forget(copy);
      return new FrontEndArchive(zip);
    }
  }

  /**
   * Where an open file can be removed it is at once, and never left behind; elsewhere at the end.
   */
  private static void forget(Path copy) {
    try {
      Files.delete(copy);
    } catch (IOException e) {
      copy.toFile().deleteOnExit();
    }
  }

  /** The licences of everything in the front end of this program. */
  public static String notices() throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(FrontEndArchive.class.getResourceAsStream(RESOURCE))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("NOTICES.txt")) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
      throw new FileNotFoundException("the front end has no NOTICES.txt");
    }
  }

  /** Opens an archive of one's own. */
  public static FrontEndArchive of(Path file) throws IOException {
    return new FrontEndArchive(new ZipFile(file.toFile()));
  }

  /** The text of an entry. */
  String text(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new FileNotFoundException("the front end has no " + name);
    }
    try (InputStream stream = zip.getInputStream(entry)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The addresses of the scripts and styles that every page of the front end begins with. */
  public List<String> assets() throws IOException {
    return ASSET
        .matcher(text("index.html"))
        .results()
        .map(match -> "/" + match.group(1))
        .distinct()
        .toList();
  }

  /** The JSON object of an entry. */
  JsonObject json(String name) {
    try {
      return Json.parse(text(name).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of an entry, as an answer that browsers may keep, if there is such an entry. */
  Optional<Answer> file(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.isDirectory()) {
      return Optional.empty();
    }
    String type =
        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    return Optional.of(
        new Answer(
            200,
            Map.of(
                "Content-Type",
                type,
                "ETag",
                String.format(Locale.ROOT, "\"%08x\"", entry.getCrc())),
            new Answer.Body.Streamed(() -> zip.getInputStream(entry), entry.getSize())));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
