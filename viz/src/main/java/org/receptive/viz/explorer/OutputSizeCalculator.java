package org.receptive.viz.explorer;

import com.google.gson.JsonObject;
import java.util.Locale;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.viz.arithmetic.OutputSize;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.PagePart;
import org.receptive.viz.figure.Scene;

/**
 * The formula of the output size with fields and sliders for input, kernel, stride, padding and
 * dilation, in the page and without a kernel; the strip that is left over is drawn. Where scripts
 * do not run it is the derivation of the numbers that it starts with.
 *
 * @param start the numbers that it starts with: square, the same padding on all sides
 */
public record OutputSizeCalculator(OutputSize start) implements Figure {

  /**
   * Checks that one axis says it all.
   *
   * @throws IllegalArgumentException if height and width differ, or the padding of the two ends
   * @throws org.receptive.engine.layer.ShapeException if the window does not fit
   */
  public OutputSizeCalculator {
    WindowAxis along = start.alongWidth();
    if (!along.equals(start.alongHeight())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the calculator has one axis, but height and width differ: %d x %d under %s.",
              start.height(),
              start.width(),
              start.window()));
    }
    if (along.padBefore() != along.padAfter()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the calculator pads both ends alike, but here they get %d and %d.",
              along.padBefore(),
              along.padAfter()));
    }
  }

  @Override
  public String title() {
    return still().title();
  }

  @Override
  public String description() {
    return still().description();
  }

  @Override
  public String text() {
    return still().text();
  }

  @Override
  public Scene scene() {
    return still().scene();
  }

  private Figure still() {
    return start.figure();
  }

  @Override
  public String html() {
    WindowAxis along = start.alongWidth();
    JsonObject data = new JsonObject();
    data.addProperty("input", along.input());
    data.addProperty("kernel", along.kernel());
    data.addProperty("stride", along.stride());
    data.addProperty("padding", along.padBefore());
    data.addProperty("dilation", along.dilation());
    data.addProperty("ceilMode", along.ceilMode());
    String script = PagePart.scripts(getClass(), "window-axis.js", "controls.js", "output-size.js");
    return new PagePart("data-receptive-output-size", staticHtml(), data.toString(), script).html();
  }

  @Override
  public String toString() {
    return text();
  }
}
