package org.receptive.kernel.display;

import com.google.gson.JsonObject;
import java.util.Optional;
import org.receptive.kernel.protocol.Json;
import org.receptive.viz.Views;
import org.receptive.viz.figure.Figure;

/** What the house can draw: figures, and values that some provider draws. */
final class FigureRenderer {
  private FigureRenderer() {}

  static Optional<MimeBundle> render(Object value) {
    return figure(value).map(figure -> convert(figure.mimeBundle()));
  }

  /** The HTML and the text alone. */
  static Optional<MimeBundle> renderLive(Object value) {
    return figure(value).map(FigureRenderer::live);
  }

  private static Optional<Figure> figure(Object value) {
    // Nobody draws the JDK's own types, and asking would load every provider for a cell like 1 + 1.
    return value.getClass().getName().startsWith("java.") ? Optional.empty() : Views.of(value);
  }

  private static MimeBundle live(Figure figure) {
    JsonObject data = new JsonObject();
    data.addProperty("text/html", figure.html());
    data.addProperty("text/plain", figure.text());
    return new MimeBundle(data, new JsonObject());
  }

  private static MimeBundle convert(org.receptive.viz.figure.MimeBundle bundle) {
    JsonObject metadata = Json.tree(bundle.metadata());
    return new MimeBundle(MimeBundle.of(bundle.data()).data(), metadata);
  }
}
