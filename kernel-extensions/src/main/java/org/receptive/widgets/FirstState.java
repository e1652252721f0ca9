package org.receptive.widgets;

import com.google.gson.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.viz.Views;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.TextStyle;

/**
 * What is seen of an interaction where nothing can be moved: exports, pages without a kernel, front
 * ends without widgets. The picture of the first state, with words that say so.
 *
 * @param settings the values of the controls
 * @param drawn what was drawn
 * @param outputs what was printed and shown, the drawn value's picture last
 */
record FirstState(String settings, Optional<Object> drawn, List<JsonObject> outputs) {
  private static final String HTML = "text/html";
  private static final String TEXT = "text/plain";
  private static final String PNG = "image/png";
  private static final String HOW =
      "The controls appear while the notebook runs (JupyterLab, Notebook 7, VS Code).";
  private static final int LARGEST_PNG = 400 * 1024;
  private static final double NOTE_WIDTH = 520;
  private static final double LINE = 18;
  private static final double MARGIN = 20;

  /** The state that a figure shows. */
  static FirstState of(String settings, Figure figure) {
    JsonObject data = new JsonObject();
    data.addProperty(HTML, figure.html());
    data.addProperty(TEXT, figure.text());
    JsonObject output = new JsonObject();
    output.addProperty("output_type", "display_data");
    output.add("data", data);
    return new FirstState(settings, Optional.of(figure), List.of(output));
  }

  /** Adds the first state to the bundle of a view. */
  MimeBundle with(MimeBundle view) {
    JsonObject data = view.data().deepCopy();
    JsonObject metadata = view.metadata().deepCopy();
    data.addProperty(HTML, html());
    Optional<Figure> figure =
        drawn.filter(value -> !value.getClass().getName().startsWith("java.")).flatMap(Views::of);
    figure.ifPresent(
        picture -> {
          Figure noted = noted(picture);
          data.addProperty(PNG, Base64.getEncoder().encodeToString(png(noted)));
          JsonObject size = new JsonObject();
          size.addProperty("width", (int) Math.ceil(noted.width()));
          size.addProperty("height", (int) Math.ceil(noted.height()));
          metadata.add(PNG, size);
        });
    data.addProperty(TEXT, text());
    return new MimeBundle(data, metadata);
  }

  /** Sharp, unless that makes it too large for a file that is to be sent around: a photo. */
  private static byte[] png(Figure figure) {
    byte[] sharp = figure.png(Figure.BUNDLE_PNG_SCALE);
    return sharp.length <= LARGEST_PNG ? sharp : figure.png(1);
  }

  private String note() {
    return heading() + ". " + HOW;
  }

  private String heading() {
    return "First state: " + settings;
  }

  /** The picture with the note below it, for those who see nothing but the image. */
  private Figure noted(Figure picture) {
    Scene scene = picture.scene();
    TextStyle style = TextStyle.small();
    double width = Math.max(scene.width(), NOTE_WIDTH);
    Scene both =
        Scene.builder()
            .scene((width - scene.width()) / 2, 0, scene)
            .text(MARGIN, scene.height() + LINE, heading(), style)
            .text(MARGIN, scene.height() + 2 * LINE, HOW, style)
            .build(width, scene.height() + 2 * LINE + MARGIN);
    return Figure.of(both, picture.title(), picture.description(), text());
  }

  private String text() {
    StringBuilder text = new StringBuilder(note());
    for (JsonObject output : outputs) {
      text.append("\n\n").append(plain(output));
    }
    return text.toString();
  }

  private String html() {
    StringBuilder html = new StringBuilder();
    for (JsonObject output : outputs) {
      JsonObject data = output.get("data") instanceof JsonObject bundle ? bundle : new JsonObject();
      html.append(
          data.has(HTML)
              ? data.get(HTML).getAsString()
              : "<pre>" + escaped(plain(output)) + "</pre>");
    }
    return html.append("<p><em>").append(escaped(note())).append("</em></p>").toString();
  }

  private static String plain(JsonObject output) {
    String text =
        switch (output.get("output_type").getAsString()) {
          case "stream" -> output.get("text").getAsString();
          case "error" ->
              output.get("ename").getAsString() + ": " + output.get("evalue").getAsString();
          default -> {
            JsonObject data = output.getAsJsonObject("data");
            yield data.has(TEXT) ? data.get(TEXT).getAsString() : "";
          }
        };
    return text.stripTrailing();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
