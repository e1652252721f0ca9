package org.receptive.widgets.sync;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.receptive.kernel.comm.Comm;
import org.receptive.kernel.comm.CommMessage;
import org.receptive.kernel.comm.Comms;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.NotebookHost;

/** The widgets of one kernel that its pages know. Safe to share between threads. */
public final class WidgetRegistry {
  /** The comm target of widgets. */
  public static final String TARGET = "jupyter.widget";

  private static final String PROTOCOL_VERSION = "2.1.0";
  private static final String CONTROL_PROTOCOL_VERSION = "1.0.0";

  private final Comms comms;
  private final Map<String, Widget> open = new ConcurrentHashMap<>();

  private volatile boolean seen;

  private WidgetRegistry(Comms comms) {
    this.comms = comms;
  }

  /** Returns the registry of the kernel that the calling thread belongs to. */
  public static Optional<WidgetRegistry> here() {
    return CurrentScope.get().map(scope -> of(scope.host()));
  }

  /** Returns the registry of a kernel. */
  public static WidgetRegistry of(NotebookHost host) {
    return host.extension(WidgetRegistry.class, () -> new WidgetRegistry(host.comms()));
  }

  /** Returns the open widget with the given id. */
  public Optional<Widget> find(String id) {
    return Optional.ofNullable(open.get(id)).filter(Widget::isOpen);
  }

  Comm open(Widget widget, Snapshot snapshot) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("version", PROTOCOL_VERSION);
    Comm comm =
        comms.open(
            TARGET, widget.id(), new CommMessage(snapshot.data(), metadata, snapshot.buffers()));
    open.put(widget.id(), widget);
    return comm;
  }

  /**
   * Answers the page that makes a widget itself, such as an axis of a game controller.
   *
   * @param models finds the Java class of a model
   * @throws InvalidValue if there is none, which closes the comm with this reason
   */
  public void adopt(Comm comm, CommMessage first, Function<String, Optional<Widget>> models) {
    refuseOtherMajor(first, "widgets", PROTOCOL_VERSION);
    JsonObject state = Snapshot.merge(first.data(), first.buffers());
    JsonElement name = state.get("_model_name");
    Widget widget =
        Optional.ofNullable(name)
            .filter(JsonElement::isJsonPrimitive)
            .flatMap(n -> models.apply(n.getAsString()))
            .orElseThrow(() -> new InvalidValue("the kernel has no widget model " + name));
    widget.adopt(comm, state);
    open.put(widget.id(), widget);
  }

  /** Returns whether a page with widgets has ever spoken: it asks for the widgets there are. */
  public boolean isSeen() {
    return seen;
  }

  /**
   * Answers a page that asks for all widgets at once, as it does after it was reloaded.
   *
   * @throws InvalidValue if the page speaks another major version, which closes the comm
   */
  public void control(Comm comm, CommMessage first) {
    refuseOtherMajor(first, "the control of widgets", CONTROL_PROTOCOL_VERSION);
    seen = true;
    comm.onMessage(
        message -> {
          JsonElement method = message.data().get("method");
          if (method != null
              && method.isJsonPrimitive()
              && method.getAsString().equals("request_states")) {
            comm.send(allStates());
          }
        });
  }

  /** A page that tells no version is taken for one that speaks ours. */
  private static void refuseOtherMajor(CommMessage first, String what, String ours) {
    if (!(first.metadata().get("version") instanceof JsonPrimitive version)) {
      return;
    }
    String major = ours.substring(0, ours.indexOf('.'));
    if (!version.getAsString().replaceFirst("\\..*", "").equals(major)) {
      throw new InvalidValue(
          "the page speaks version %s of the protocol of %s, the kernel %s; the part before the"
                  .formatted(version.getAsString(), what, ours)
              + " first dot has to be "
              + major);
    }
  }

  private CommMessage allStates() {
    open.values().removeIf(widget -> !widget.isOpen());
    JsonObject states = new JsonObject();
    JsonArray paths = new JsonArray();
    List<byte[]> buffers = new ArrayList<>();
    open.values().stream()
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .forEach(
            widget -> {
              Snapshot snapshot = widget.snapshot();
              states.add(widget.id(), described(widget, snapshot.state()));
              for (JsonElement path : snapshot.bufferPaths()) {
                JsonArray full = new JsonArray();
                full.add(widget.id());
                full.add("state");
                full.addAll(path.getAsJsonArray());
                paths.add(full);
              }
              buffers.addAll(snapshot.buffers());
            });
    JsonObject data = new JsonObject();
    data.addProperty("method", "update_states");
    data.add("states", states);
    data.add("buffer_paths", paths);
    return new CommMessage(data, new JsonObject(), buffers);
  }

  private static JsonObject described(Widget widget, JsonObject state) {
    JsonObject model = new JsonObject();
    model.addProperty("model_name", widget.type().model());
    model.addProperty("model_module", widget.type().module());
    model.addProperty("model_module_version", widget.type().version());
    model.add("state", state);
    return model;
  }
}
