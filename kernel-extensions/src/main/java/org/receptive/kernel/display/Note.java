package org.receptive.kernel.display;

import com.google.gson.JsonObject;

/**
 * A sentence of the kernel about what a cell has done beside its own work, such as a variable that
 * was reset. It is an output like a figure: graders take text on standard error for a failure.
 */
public final class Note {
  /** The class of its element. */
  public static final String CLASS = "receptive-note";

  private static final String STYLE =
      "border-left:3px solid #888;padding-left:.6em;font-style:italic;opacity:.85";

  private Note() {}

  /** Returns how a sentence is shown. */
  public static MimeBundle of(String sentence) {
    JsonObject data = new JsonObject();
    data.addProperty("text/plain", sentence);
    data.addProperty(
        "text/html",
        "<div class=\"%s\" style=\"%s\">%s</div>".formatted(CLASS, STYLE, escape(sentence)));
    return new MimeBundle(data, new JsonObject());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
