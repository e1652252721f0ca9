package org.receptive.kernel.display;

import com.google.gson.JsonObject;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Images as PNG, with a text that names their size. */
final class ImageRenderer {
  private ImageRenderer() {}

  static MimeBundle render(RenderedImage image) {
    String text =
        String.format(
            Locale.ROOT,
            "image %d x %d, %d channels",
            image.getWidth(),
            image.getHeight(),
            image.getSampleModel().getNumBands());
    return render(image, image.getWidth(), image.getHeight(), text);
  }

  /** An image that is shown in another size than it has pixels, with the given text. */
  static MimeBundle render(RenderedImage image, int width, int height, String text) {
    JsonObject data = new JsonObject();
    data.addProperty("image/png", Base64.getEncoder().encodeToString(png(image)));
    data.addProperty("text/plain", text);
    JsonObject size = new JsonObject();
    size.addProperty("width", width);
    size.addProperty("height", height);
    JsonObject metadata = new JsonObject();
    metadata.add("image/png", size);
    return new MimeBundle(data, metadata);
  }

  private static byte[] png(RenderedImage image) {
    ImageIO.setUseCache(false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("no PNG writer takes its colour model " + image.getColorModel());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the image cannot be written as PNG", e);
    }
    return out.toByteArray();
  }
}
