package org.receptive.widgets;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import org.receptive.kernel.display.Displayable;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.kernel.notebook.Notebook;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.widgets.model.FloatProgress;
import org.receptive.widgets.model.HBox;
import org.receptive.widgets.model.Label;
import org.receptive.widgets.sync.WidgetRegistry;

/**
 * How far long work has come: a bar in pages with widgets, a line of text elsewhere, and the line
 * alone in what is saved. Shown when it is made; safe to use from any thread of its cell.
 *
 * <pre>{@code
 * try (var progress = progress("epochs", 20)) {
 *   for (int i = 0; i < 20; i++) { train(); progress.step("loss " + loss); }
 * }
 * }</pre>
 */
public final class Progress implements Displayable, AutoCloseable {
  private static final long BAR_NANOS = Duration.ofMillis(50).toNanos();
  private static final long TEXT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MIN_FOR_ESTIMATE = 2;

  private final String label;
  private final long total;
  private final FloatProgress bar;
  private final Label words = new Label();
  private final HBox view;
  private final String displayId;
  private final boolean widgetsSeen;
  private final long start = System.nanoTime();
  private long done;
  private String note = "";
  private long lastBar = start;
  private long lastText = start;
  private boolean closed;

  /** Shows a bar for {@code total} steps. */
  Progress(String label, long total) {
    if (total < 1) {
      throw new IllegalArgumentException(
          label + ": progress needs at least 1 step to come; given was " + total);
    }
    this.label = label;
    this.total = total;
    this.bar = new FloatProgress().description(label).max(total);
    this.words.value(text());
    this.view = Widgets.hbox(bar, words);
    this.widgetsSeen = WidgetRegistry.here().filter(WidgetRegistry::isSeen).isPresent();
    this.displayId = Notebook.display(this);
    CurrentScope.get().ifPresent(scope -> scope.displayed(this));
  }

  /** Goes one step on. */
  public void step() {
    step(note());
  }

  /**
   * Goes one step on.
   *
   * @param newNote a few words on what was reached, such as a loss
   */
  public synchronized void step(String newNote) {
    to(done + 1, newNote);
  }

  /** Goes to a step, counted from 0; further than the total is the total. */
  public synchronized void to(long step) {
    to(step, note);
  }

  /** Goes to a step, counted from 0, with a few words on what was reached. */
  public synchronized void to(long step, String newNote) {
    done = Math.clamp(step, 0, total);
    note = newNote;
    long now = System.nanoTime();
    if (now - lastBar >= BAR_NANOS || done == total) {
      lastBar = now;
      show();
    }
    // Pages with widgets see the bar; to draw its text anew would draw the whole bar anew.
    if (!widgetsSeen && now - lastText >= TEXT_NANOS) {
      lastText = now;
      Notebook.updateDisplay(displayId, this);
    }
  }

  /** Ends the display: green if all steps were made, orange if the work stopped before. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      bar.barStyle(done == total ? "success" : "warning");
      show();
      Notebook.updateDisplay(displayId, this);
    }
  }

  /** The bar, and its state as text. */
  @Override
  public synchronized MimeBundle mimeBundle() {
    return view.view().with("text/plain", label + ": " + text());
  }

  @Override
  public synchronized String toString() {
    return label + ": " + text();
  }

  /** Goes through a collection and makes a step after each element. */
  static <T> Iterable<T> over(String label, Collection<T> elements) {
    if (elements.isEmpty()) {
      return elements;
    }
    Progress progress = new Progress(label, elements.size());
    return () -> progress.following(elements.iterator());
  }

  private <T> Iterator<T> following(Iterator<T> elements) {
    return new Iterator<>() {
      private boolean started;

      @Override
      public boolean hasNext() {
        boolean more = elements.hasNext();
        if (!more) {
          to(total);
          close();
        }
        return more;
      }

      @Override
      public T next() {
        if (started) {
          step();
        }
        started = true;
        return elements.next();
      }
    };
  }

  private synchronized String note() {
    return note;
  }

  private void show() {
    bar.value((double) done);
    words.value(text());
  }

  private String text() {
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "%d of %d (%d %%)", done, total, Math.floorDiv(100 * done, total)));
    if (done == total) {
      text.append(", ").append(time(seconds));
    } else if (done >= MIN_FOR_ESTIMATE && !closed) {
      text.append(", ").append(time(seconds / done * (total - done))).append(" left");
    } else if (closed) {
      text.append(", stopped after ").append(time(seconds));
    }
    return note.isEmpty() ? text.toString() : text + ", " + note;
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return seconds < 10
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : whole < 60
            ? whole + " s"
            : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
  }
}
