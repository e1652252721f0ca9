package org.receptive.lab.html;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.receptive.kernel.client.Output;

/** The outputs of a cell as HTML: of each, the richest representation that a page can show. */
final class OutputHtml {
  private static final Pattern DOLLARS = Pattern.compile("^\\$\\$?|\\$\\$?$");
  private static final Pattern XML_PROLOGUE =
      Pattern.compile("^\\s*(<\\?xml[^>]*>|<!DOCTYPE[^>]*>|\\s)*");

  /** Representations from the richest to the plainest. */
  private static final List<String> RICHEST_FIRST =
      List.of(
          "text/html",
          "image/svg+xml",
          "image/png",
          "image/jpeg",
          "image/gif",
          "text/markdown",
          "text/latex",
          "text/plain",
          "application/json");

  private final MarkdownText markdown;

  OutputHtml(MarkdownText markdown) {
    this.markdown = markdown;
  }

  /** The outputs in order; those that a page cannot show are left out. */
  String toHtml(List<Output> outputs) {
    StringBuilder html = new StringBuilder();
    outputs.forEach(output -> html.append(toHtml(output)));
    return html.toString();
  }

  private String toHtml(Output output) {
    return switch (output) {
      case Output.Stream(String name, String text) ->
          "<pre class=\"output stream "
              + HtmlText.escape(name)
              + "\">"
              + AnsiText.toHtml(text)
              + "</pre>\n";
      case Output.DisplayData(JsonObject data, JsonObject metadata) -> richest(data);
      case Output.ExecuteResult result -> richest(result.data());
      case Output.Failure failure ->
          "<pre class=\"output failure\" role=\"alert\">"
              + AnsiText.toHtml(
                  failure.traceback().isEmpty()
                      ? failure.ename() + ": " + failure.evalue()
                      : String.join("\n", failure.traceback()))
              + "</pre>\n";
    };
  }

  private String richest(JsonObject data) {
    return RICHEST_FIRST.stream()
        .filter(data::has)
        .findFirst()
        .flatMap(mime -> show(mime, data))
        .orElse("");
  }

  private Optional<String> show(String mime, JsonObject data) {
    String content = text(data.get(mime));
    String kind =
        switch (mime) {
          case "text/html" -> "html";
          case "text/markdown" -> "prose";
          case "text/latex" -> "latex";
          case "text/plain", "application/json" -> "plain";
          default -> "picture";
        };
    String inner =
        switch (mime) {
          case "text/html" -> content;
          case "image/svg+xml" -> XML_PROLOGUE.matcher(content).replaceFirst("");
          case "text/markdown" -> markdown.toHtml(content);
          case "text/latex" -> latex(content);
          case "text/plain", "application/json" -> "<pre>" + AnsiText.toHtml(content) + "</pre>";
          default -> image(mime, content, data);
        };
    return Optional.of("<div class=\"output " + kind + "\">" + inner + "</div>\n");
  }

  private static String latex(String content) {
    String bare = DOLLARS.matcher(content.strip()).replaceAll("");
    return "<div class=\"formula display\">" + HtmlText.escape(bare.strip()) + "</div>";
  }

  /** The text twin of a picture is what someone hears who cannot see it. */
  private static String image(String mime, String base64, JsonObject data) {
    String alt = data.has("text/plain") ? text(data.get("text/plain")) : "";
    return "<img src=\"data:%s;base64,%s\" alt=\"%s\">"
        .formatted(mime, base64.replaceAll("\\s", ""), HtmlText.escape(alt));
  }

  private static String text(JsonElement content) {
    return content instanceof JsonPrimitive text ? text.getAsString() : content.toString();
  }
}
