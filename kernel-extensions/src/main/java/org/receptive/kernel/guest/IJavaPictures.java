package org.receptive.kernel.guest;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import org.receptive.viz.Views;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.MimeBundle;

/**
 * Lets IJava show whatever the lab draws. IJava knows no extensions, so a cell says once, after
 * {@code %jars .../lib/*.jar}:
 *
 * <pre>{@code
 * org.receptive.kernel.guest.IJavaPictures.install(getKernelInstance().getRenderer());
 * }</pre>
 */
public final class IJavaPictures {
  private IJavaPictures() {}

  /** Asks the lab about every value that the kernel knows no closer type of. */
  public static void install(Renderer renderer) {
    renderer
        .createRegistration(Object.class)
        .preferring(MimeBundle.HTML, MimeBundle.SVG, MimeBundle.PNG, MimeBundle.LATEX)
        .register((value, context) -> Views.of(value).ifPresent(figure -> show(figure, context)));
  }

  private static void show(Figure figure, RenderContext context) {
    MimeBundle bundle = figure.mimeBundle();
    DisplayData shown = context.getOutputContainer();
    bundle
        .data()
        .forEach(
            (type, content) -> {
              MIMEType wanted = MIMEType.parse(type);
              if (context.wantsDataRenderedAs(wanted)) {
                shown.putData(wanted, content);
                if (bundle.metadata().containsKey(type)) {
                  shown.putMetaData(wanted, bundle.metadata().get(type));
                }
              }
            });
  }
}
