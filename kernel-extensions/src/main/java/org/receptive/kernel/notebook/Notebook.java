package org.receptive.kernel.notebook;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.receptive.kernel.comm.Comms;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.kernel.display.Renderers;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Publications;
import org.receptive.kernel.scope.CurrentScope;
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
    return render(value).only(types);
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

  /** Runs {@code %name arguments}. */
  public static void lineMagic(String name, List<String> arguments) throws Exception {
    scope().host().lineMagic(name, arguments);
  }

  /** Runs {@code %%name arguments} with the text below it. */
  public static void cellMagic(String name, List<String> arguments, String body) throws Exception {
    scope().host().cellMagic(name, arguments, body);
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
