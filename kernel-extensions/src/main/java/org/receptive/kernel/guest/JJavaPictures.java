package org.receptive.kernel.guest;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.receptive.viz.Views;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.MimeBundle;

/**
 * Lets JJava show whatever the lab draws. JJava finds this extension by itself as soon as the lab's
 * jars are on the class path of the notebook: {@code %jars .../lib/*.jar}.
 */
public final class JJavaPictures implements Extension {
  /** Called by JJava. */
  public JJavaPictures() {}

  @Override
  public void install(BaseKernel kernel) {
    install(kernel.getRenderer());
  }

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
