package io.github.spencerpark.ijava;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.kernel.notebook.Notebook;
import org.receptive.kernel.scope.NotebookHost;

/**
 * This kernel as a notebook written for IJava sees it. Magics that are registered here are magics
 * of the kernel; types that the renderer is told of are shown as it says.
 */
public final class JavaKernel {
  private static final String TEXT = "text/plain";

  private final NotebookHost host;
  private final Renderer renderer = new Renderer();
  private final Magics magics;

  private JavaKernel(NotebookHost host) {
    this.host = host;
    this.magics = new NotebookMagics(host.magics());
    host.renderers().ask(this::shown);
  }

  /** Returns the one of the kernel that the calling cell runs in. */
  public static JavaKernel here() {
    NotebookHost host = Notebook.host();
    return host.extension(JavaKernel.class, () -> new JavaKernel(host));
  }

  /** Returns where magics are registered. */
  public Magics getMagics() {
    return magics;
  }

  /** Returns where the ways to show types are registered. */
  public Renderer getRenderer() {
    return renderer;
  }

  /** Shows what a renderer has made. */
  public void display(DisplayData data) {
    Notebook.display(data);
  }

  /**
   * Runs Java code as a cell does.
   *
   * @return the value of its last expression; null if there is none
   * @throws Exception what the code threw, or why it does not compile
   */
  public Object evalRaw(String code) throws Exception {
    return host.eval(code);
  }

  /**
   * Runs Java code as a cell does and renders its value.
   *
   * @return the value of its last expression as it is shown; null if there is none
   * @throws Exception what the code threw, or why it does not compile
   */
  public DisplayData eval(String code) throws Exception {
    Object value = host.eval(code);
    return value == null ? null : renderer.render(value);
  }

  /** Puts a jar file or a folder of classes on the class path of the cells that follow. */
  public void addToClasspath(String path) throws Exception {
    host.lineMagic("classpath", List.of(Path.of(path).toString()));
  }

  /** What the renderer makes of a value, if it was told of its type. */
  private Optional<MimeBundle> shown(Object value) {
    if (value instanceof DisplayData ready) {
      return Optional.of(bundle(ready));
    } else if (value == null) {
      return Optional.empty();
    }
    MimeBundle made = bundle(renderer.render(value));
    boolean plain =
        made.data().size() == 1
            && made.data().get(TEXT) instanceof JsonPrimitive text
            && text.getAsString().equals(String.valueOf(value));
    return plain || made.data().isEmpty() ? Optional.empty() : Optional.of(made);
  }

  private static MimeBundle bundle(DisplayData made) {
    JsonObject tree = new Gson().toJsonTree(made).getAsJsonObject();
    return new MimeBundle(object(tree.get("data")), object(tree.get("metadata")));
  }

  private static JsonObject object(JsonElement element) {
    return element instanceof JsonObject object ? object : new JsonObject();
  }
}
