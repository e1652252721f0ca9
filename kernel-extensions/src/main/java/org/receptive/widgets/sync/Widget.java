package org.receptive.widgets.sync;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.receptive.kernel.comm.Comm;
import org.receptive.kernel.comm.CommMessage;
import org.receptive.kernel.display.Displayable;
import org.receptive.kernel.display.MimeBundle;

/**
 * A widget: typed properties in Java that are the state of a model in the page.
 *
 * <p>A widget lives in Java alone until it is shown, or put into one that is; then the page is told
 * of it, of its layout, its style and its children, and from then on both ends are kept the same.
 * Safe to use from any thread.
 */
public abstract class Widget implements Displayable {
  private final ModelType type;
  private final Map<String, Property<?>> properties = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final SequencedSet<Property<?>> held = new LinkedHashSet<>();
  private final List<Callback<CommMessage>> listeners = new CopyOnWriteArrayList<>();
  private String id = UUID.randomUUID().toString().replace("-", "");
  private int holds;
  private Optional<Comm> comm = Optional.empty();

  /** Makes a widget of the given model. */
  protected Widget(ModelType type) {
    this.type = type;
  }

  /** Adds a property to the state. */
  protected final <T> Property<T> property(String name, Codec<T> codec, T initial) {
    Property<T> property = new Property<>(this, name, codec, initial);
    properties.put(name, property);
    return property;
  }

  /** Returns the id that both ends know. */
  public final String id() {
    return id;
  }

  /** Returns the classes of the front end behind this widget. */
  public final ModelType type() {
    return type;
  }

  /** Returns whether the page knows this widget. */
  public final boolean isOpen() {
    return comm.filter(Comm::isOpen).isPresent();
  }

  /**
   * Tells the page of this widget and of all that it refers to; does nothing if it knows.
   *
   * @throws IllegalStateException in a thread that no cell has started
   */
  public final void open() {
    if (!isOpen()) {
      open(
          WidgetRegistry.here()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "widgets are shown by cells, and by threads that a cell has started; '"
                              + Thread.currentThread().getName()
                              + "' is neither")));
    }
  }

  /** Takes this widget away from the page, and from what a reloaded page is told. */
  public final void close() {
    comm.ifPresent(Comm::close);
    closed();
  }

  /** Takes this widget away, with all that it refers to: children, layout, style. */
  public final void closeAll() {
    List<Widget> references = properties.values().stream().flatMap(Property::references).toList();
    close();
    references.forEach(Widget::closeAll);
  }

  /** Changes several properties, and sends them in one message. */
  public final void together(Runnable changes) {
    lock.lock();
    try {
      holds++;
      changes.run();
    } finally {
      holds--;
      if (holds == 0 && !held.isEmpty()) {
        List<Property<?>> changed = List.copyOf(held);
        held.clear();
        send(changed);
      }
      lock.unlock();
    }
  }

  /** Calls a listener with the messages of the view that are no state, such as a button's click. */
  public final void onMessage(Consumer<CommMessage> listener) {
    listeners.add(Callback.here(listener));
  }

  /**
   * Sends a message to the views that is no state; does nothing if the page knows no such widget.
   */
  public final void send(JsonObject content, List<byte[]> buffers) {
    JsonObject data = new JsonObject();
    data.addProperty("method", "custom");
    data.add("content", content);
    comm.filter(Comm::isOpen)
        .ifPresent(c -> c.send(new CommMessage(data, new JsonObject(), buffers)));
  }

  /** Returns the whole state, as the protocol writes it; binary values are left out. */
  public final JsonObject state() {
    return snapshot().state();
  }

  /** The widget itself, and words for front ends that cannot show it. */
  @Override
  public MimeBundle mimeBundle() {
    return view()
        .with(
            "text/plain",
            getClass().getSimpleName()
                + Optional.ofNullable(properties.get("value"))
                    .filter(value -> value.buffer().isEmpty())
                    .map(value -> " at " + value.json())
                    .orElse("")
                + " (a widget, shown while the notebook's kernel runs)");
  }

  /** Opens the widget, and returns what makes a front end show it: the widget's id. */
  public final MimeBundle view() {
    open();
    JsonObject view = new JsonObject();
    view.addProperty("version_major", 2);
    view.addProperty("version_minor", 0);
    view.addProperty("model_id", id);
    JsonObject data = new JsonObject();
    data.add("application/vnd.jupyter.widget-view+json", view);
    return new MimeBundle(data, new JsonObject());
  }

  Snapshot snapshot() {
    lock.lock();
    try {
      JsonObject state = new JsonObject();
      type.addTo(state);
      Snapshot values = Snapshot.of(properties.values());
      values.state().entrySet().forEach(entry -> state.add(entry.getKey(), entry.getValue()));
      return new Snapshot(state, values.bufferPaths(), values.buffers());
    } finally {
      lock.unlock();
    }
  }

  void open(WidgetRegistry registry) {
    lock.lock();
    try {
      if (!isOpen()) {
        properties.values().stream()
            .flatMap(Property::references)
            .forEach(widget -> widget.open(registry));
        connect(registry.open(this, snapshot()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Becomes the Java end of a model that the page has made. */
  void adopt(Comm opened, JsonObject state) {
    id = opened.id();
    state
        .entrySet()
        .forEach(
            entry ->
                Optional.ofNullable(properties.get(entry.getKey()))
                    .ifPresent(p -> p.take(entry.getValue())));
    connect(opened);
  }

  private void connect(Comm opened) {
    opened.onMessage(this::received);
    opened.onClose(message -> closed());
    comm = Optional.of(opened);
  }

  private void closed() {
    comm = Optional.empty();
  }

  /** Stores a new value and sends it, or remembers to; returns whether it differs from the old. */
  <T> boolean assign(Property<T> property, T value) {
    lock.lock();
    try {
      if (!property.store(value)) {
        return false;
      }
      if (holds > 0) {
        held.add(property);
      } else {
        send(List.of(property));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void send(List<Property<?>> changed) {
    if (isOpen()) {
      WidgetRegistry.here()
          .ifPresent(
              registry ->
                  changed.stream()
                      .flatMap(Property::references)
                      .forEach(widget -> widget.open(registry)));
      comm.get().send(Snapshot.of(changed).message("update"));
    }
  }

  private void received(CommMessage message) {
    JsonElement method = message.data().get("method");
    switch (method == null || !method.isJsonPrimitive() ? "" : method.getAsString()) {
      case "update" -> update(Snapshot.merge(message.data(), message.buffers()));
      case "request_state" -> comm.ifPresent(c -> c.send(snapshot().message("update")));
      case "custom" -> {
        JsonObject content =
            message.data().get("content") instanceof JsonObject object ? object : new JsonObject();
        CommMessage custom = new CommMessage(content, message.metadata(), message.buffers());
        listeners.forEach(listener -> listener.callFromPage(custom));
      }
      default -> System.err.println(type.model() + ": a message with the unknown method " + method);
    }
  }

  /**
   * Takes values of the page: all pages hear of them at once (the echo), values that do not fit are
   * corrected there, and only then the observers are called.
   */
  private void update(JsonObject state) {
    List<Runnable> notifications = new ArrayList<>();
    lock.lock();
    try {
      List<Property<?>> known =
          state.keySet().stream().<Property<?>>map(properties::get).filter(p -> p != null).toList();
      echo(state, known);
      List<Property<?>> corrected = new ArrayList<>();
      for (Property<?> property : known) {
        try {
          Property.Taken taken = property.take(state.get(property.name()));
          notifications.add(taken.notification());
          if (taken.corrected()) {
            corrected.add(property);
          }
        } catch (InvalidValue e) {
          corrected.add(property);
          System.err.println(
              type.model() + " keeps its " + property.name() + ": " + e.getMessage());
        }
      }
      if (!corrected.isEmpty()) {
        send(corrected);
      }
    } finally {
      lock.unlock();
    }
    notifications.forEach(Runnable::run);
  }

  private void echo(JsonObject state, List<Property<?>> known) {
    Snapshot echo = new Snapshot(new JsonObject(), new JsonArray(), new ArrayList<>());
    known.stream().filter(Property::echoed).forEach(property -> echo.add(property, state));
    if (echo.state().size() > 0 || !echo.buffers().isEmpty()) {
      comm.ifPresent(c -> c.send(echo.message("echo_update")));
    }
  }
}
