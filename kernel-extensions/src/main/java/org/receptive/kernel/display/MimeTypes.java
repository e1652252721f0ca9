package org.receptive.kernel.display;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of representations: MIME types, and the short words that notebooks use for them. */
public final class MimeTypes {
  private static final Pattern TYPE =
      Pattern.compile("(text|image|application|audio|video|model)/[\\w.+-]+");
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("html", "text/html"),
          Map.entry("markdown", "text/markdown"),
          Map.entry("md", "text/markdown"),
          Map.entry("latex", "text/latex"),
          Map.entry("tex", "text/latex"),
          Map.entry("text", "text/plain"),
          Map.entry("plain", "text/plain"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("json", "application/json"),
          Map.entry("javascript", "application/javascript"),
          Map.entry("js", "application/javascript"));

  private MimeTypes() {}

  /** Returns the MIME type that a word stands for; a MIME type stands for itself. */
  public static Optional<String> of(String word) {
    return TYPE.matcher(word).matches()
        ? Optional.of(word)
        : Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
  }

  /** Returns whether a representation is text, not bytes in base64. */
  static boolean isText(String type) {
    return type.startsWith("text/")
        || type.startsWith("application/")
        || type.equals("image/svg+xml");
  }
}
