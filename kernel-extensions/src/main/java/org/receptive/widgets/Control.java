package org.receptive.widgets;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.receptive.kernel.display.Displayable;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.widgets.sync.Property;
import org.receptive.widgets.sync.Widget;

/**
 * A control with a label and a typed value: what {@link Widgets#slider} and its like return. A cell
 * that ends with one shows it.
 *
 * @param <T> the value
 */
public final class Control<T> implements Displayable {
  private final String label;
  private final Widget widget;
  private final Binding<?, T> binding;
  private final Optional<Property<Boolean>> continuous;

  /** The property behind a control, and how its values are understood. */
  private record Binding<P, T>(
      Property<P> property,
      Function<? super P, ? extends T> read,
      Function<? super T, ? extends P> write) {
    T get() {
      return read.apply(property.get());
    }

    void set(T value) {
      property.set(write.apply(value));
    }

    void onChange(Consumer<? super T> observer) {
      property.onChange(ifMoved(observer));
    }

    void onEvent(Runnable observer) {
      property.onEvent(ifMoved(value -> observer.run()));
    }

    /** A page writes some values with another last digit: what is read alike is no move. */
    private Consumer<P> ifMoved(Consumer<? super T> observer) {
      AtomicReference<T> last = new AtomicReference<>(get());
      return value -> {
        T now = read.apply(value);
        if (!Objects.deepEquals(last.getAndSet(now), now)) {
          observer.accept(now);
        }
      };
    }
  }

  private Control(
      String label, Widget widget, Binding<?, T> binding, Optional<Property<Boolean>> continuous) {
    this.label = label;
    this.widget = widget;
    this.binding = binding;
    this.continuous = continuous;
  }

  /** A control over any widget whose value is one of its properties. */
  public static <T> Control<T> of(String label, Widget widget, Property<T> value) {
    return of(label, widget, value, Function.identity(), Function.identity());
  }

  /** A control over any widget whose value can be read from one of its properties. */
  public static <P, T> Control<T> of(
      String label,
      Widget widget,
      Property<P> property,
      Function<? super P, ? extends T> read,
      Function<? super T, ? extends P> write) {
    return new Control<>(label, widget, new Binding<>(property, read, write), Optional.empty());
  }

  /** The same, for widgets that can wait until they are released. */
  Control<T> updating(Property<Boolean> continuousUpdate) {
    return new Control<>(label, widget, binding, Optional.of(continuousUpdate));
  }

  /** Returns the label. */
  public String label() {
    return label;
  }

  /** Returns the value now. */
  public T value() {
    return binding.get();
  }

  /** Moves the control; the page and the observers are told. */
  public Control<T> value(T to) {
    binding.set(to);
    return this;
  }

  /**
   * Calls an observer with each new value. What it prints, shows or throws lands below the cell
   * that calls this method.
   */
  public Control<T> onChange(Consumer<? super T> observer) {
    binding.onChange(observer);
    return this;
  }

  /** Tells of a new value only when the mouse is released or Enter is pressed, not on the way. */
  public Control<T> onRelease() {
    continuous.ifPresent(property -> property.set(false));
    return this;
  }

  /** Returns the widget behind this control, for all that a control does not say. */
  public Widget widget() {
    return widget;
  }

  /** Returns the property of the widget that holds the value. */
  Property<?> property() {
    return binding.property();
  }

  /** Calls an observer in the scope of whatever moves the control. */
  void onEvent(Runnable observer) {
    binding.onEvent(observer);
  }

  @Override
  public MimeBundle mimeBundle() {
    return widget
        .view()
        .with("text/plain", this + " (a control, shown while the notebook's kernel runs)");
  }

  @Override
  public String toString() {
    return label + " = " + value();
  }
}
