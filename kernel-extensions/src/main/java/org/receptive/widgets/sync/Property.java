package org.receptive.widgets.sync;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A value that Java and the page share. Safe to use from any thread.
 *
 * @param <T> the value in Java
 */
public final class Property<T> {
  private final Widget owner;
  private final String name;
  private final Codec<T> codec;
  private final List<Callback<T>> observers = new CopyOnWriteArrayList<>();
  private UnaryOperator<T> rule = UnaryOperator.identity();
  private volatile T value;
  private boolean echoed = true;

  Property(Widget owner, String name, Codec<T> codec, T initial) {
    this.owner = owner;
    this.name = name;
    this.codec = codec;
    this.value = initial;
  }

  /** Returns the name in the protocol, such as {@code continuous_update}. */
  public String name() {
    return name;
  }

  /** Returns the value now. */
  public T get() {
    return value;
  }

  /**
   * Sets the value, sends it to the page if it has changed, and tells the observers.
   *
   * @throws InvalidValue if the property cannot take it
   */
  public void set(T to) {
    T checked = checked(to);
    codec.encode(checked);
    if (owner.assign(this, checked)) {
      observers.forEach(observer -> observer.action().accept(checked));
    }
  }

  /** Calls an observer with each new value, whether Java or the page has set it. */
  public void onChange(Consumer<? super T> observer) {
    observers.add(Callback.here(observer));
  }

  /** The same for code that belongs to the event itself, not to the cell that registers it. */
  public void onEvent(Consumer<? super T> observer) {
    observers.add(Callback.ofEvent(observer));
  }

  /** Lets a rule correct new values, or refuse them with {@link InvalidValue}. */
  void rule(UnaryOperator<T> newRule) {
    rule = newRule;
  }

  /** What the page sets is not sent back to it and to other pages: it may be large. */
  public void withoutEcho() {
    echoed = false;
  }

  boolean echoed() {
    return echoed;
  }

  /** Returns the JSON of the value now. */
  JsonElement json() {
    return codec.encode(value);
  }

  Optional<byte[]> buffer() {
    return codec.buffer(value);
  }

  Stream<Widget> references() {
    return codec.references(value);
  }

  boolean store(T to) {
    boolean changed = !Objects.deepEquals(value, to);
    value = to;
    return changed;
  }

  /**
   * Takes a value of the page.
   *
   * @return what remains to be done: whether the page must be corrected, and whom to tell
   * @throws InvalidValue if the property cannot take it
   */
  Taken take(JsonElement json) {
    T given = codec.decode(json);
    T checked = checked(given);
    boolean changed = store(checked);
    return new Taken(
        !Objects.deepEquals(given, checked),
        () -> {
          if (changed) {
            observers.forEach(observer -> observer.callFromPage(checked));
          }
        });
  }

  private T checked(T given) {
    try {
      return rule.apply(given);
    } catch (InvalidValue e) {
      throw new InvalidValue(name + ": " + e.getMessage());
    }
  }

  /**
   * A value of the page that was taken.
   *
   * @param corrected whether it became another one
   * @param notification tells the observers
   */
  record Taken(boolean corrected, Runnable notification) {}
}
