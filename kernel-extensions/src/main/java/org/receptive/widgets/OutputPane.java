package org.receptive.widgets;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.receptive.kernel.display.Displayable;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.RequestScope;
import org.receptive.widgets.model.Output;
import org.receptive.widgets.sync.Widget;

/** A place in the page that shows what it is told to, like the space below a cell. */
public final class OutputPane implements Displayable {
  private final Output output = new Output();

  OutputPane() {}

  /** Shows an object in place of what was there. */
  public OutputPane show(Object value) {
    return capture(
        () -> {
          org.receptive.kernel.notebook.Notebook.display(value);
          return true;
        });
  }

  /** Adds a line of text. */
  public synchronized OutputPane println(Object text) {
    List<JsonObject> outputs = new ArrayList<>(output.outputs().get());
    String line = text + "\n";
    if (!outputs.isEmpty() && outputs.getLast().has("text")) {
      line = outputs.removeLast().get("text").getAsString() + line;
    }
    JsonObject stream = new JsonObject();
    stream.addProperty("output_type", "stream");
    stream.addProperty("name", "stdout");
    stream.addProperty("text", line);
    outputs.add(stream);
    output.outputs(List.copyOf(outputs));
    return this;
  }

  /**
   * Runs code; what it prints and shows takes the place of what was there.
   *
   * @throws IllegalStateException with the cause that the code threw
   */
  public OutputPane capture(Callable<?> code) {
    RequestScope scope =
        CurrentScope.get()
            .orElseThrow(
                () -> new IllegalStateException("an output pane works in a notebook only"));
    Capture capture = new Capture();
    RequestScope captured = scope.through(capture::divert);
    try {
      CurrentScope.callIn(captured, code::call);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the code of the output pane failed: " + e, e);
    } finally {
      captured.flush();
      output.outputs(capture.outputs());
    }
    return this;
  }

  /** Removes what is shown. */
  public OutputPane clear() {
    output.outputs(List.of());
    return this;
  }

  /** Returns the widget behind this pane. */
  public Widget widget() {
    return output;
  }

  @Override
  public MimeBundle mimeBundle() {
    return output.mimeBundle();
  }
}
