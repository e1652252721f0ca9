package org.receptive.kernel.display;

import com.google.gson.JsonObject;
import java.util.Optional;
import org.receptive.kernel.protocol.Json;
import org.receptive.viz.Views;

/** What the house can draw: figures, and values that some provider draws. */
final class FigureRenderer {
  private FigureRenderer() {}

  static Optional<MimeBundle> render(Object value) {
    // Nobody draws the JDK's own types, and asking would load every provider for a cell like 1 + 1.
    if (value.getClass().getName().startsWith("java.")) {
      return Optional.empty();
    }
    return Views.of(value).map(figure -> convert(figure.mimeBundle()));
  }

  private static MimeBundle convert(org.receptive.viz.figure.MimeBundle bundle) {
    JsonObject metadata = Json.tree(bundle.metadata());
    return new MimeBundle(MimeBundle.of(bundle.data()).data(), metadata);
  }
}
