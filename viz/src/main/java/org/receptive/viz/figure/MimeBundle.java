package org.receptive.viz.figure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing in several formats, from which a front end picks.
 *
 * @param data content by MIME type, in a stated order; binary formats are base64 text
 * @param metadata what a front end should know about a format, such as the size in px at which a
 *     PNG of more pixels is meant to appear
 */
public record MimeBundle(Map<String, String> data, Map<String, Map<String, Integer>> metadata) {
  /** Self-contained HTML that survives a notebook's sanitiser. */
  public static final String HTML = "text/html";

  /** An SVG document. */
  public static final String SVG = "image/svg+xml";

  /** A PNG file in base64. */
  public static final String PNG = "image/png";

  /** Words. */
  public static final String TEXT = "text/plain";

  /** A formula or several, for MathJax. */
  public static final String LATEX = "text/latex";

  /** Copies the maps, keeping their order. */
  public MimeBundle {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** A bundle of plain text alone. */
  public static MimeBundle text(String text) {
    return new MimeBundle(Map.of(TEXT, text), Map.of());
  }

  /** The same with one more format, or another content for one that is there. */
  public MimeBundle with(String mimeType, String content) {
    Map<String, String> more = new LinkedHashMap<>(data);
    more.put(mimeType, content);
    return new MimeBundle(more, metadata);
  }
}
