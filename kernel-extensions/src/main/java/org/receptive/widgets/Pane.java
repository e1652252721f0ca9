package org.receptive.widgets;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.RequestScope;
import org.receptive.widgets.model.Output;

/**
 * The place where an interaction's drawings appear. A quick drawing replaces the former one in one
 * message, so that nothing flickers; of one that takes long, the lines appear as they are printed.
 */
final class Pane {
  private static final int LONG_MILLIS = 250;
  private static final int REFRESH_MILLIS = 100;

  private final Output output = new Output();
  private Optional<Sheet> shown = Optional.empty();

  /** What one drawing leaves. */
  final class Sheet {
    private final RequestScope scope;
    private final Capture capture = new Capture(this::changed);
    private boolean refreshDue;

    private Sheet(RequestScope scope) {
      this.scope = scope;
    }

    Capture capture() {
      return capture;
    }

    /** Shows this sheet, which from now on takes whatever is still printed. */
    void show() {
      synchronized (Pane.this) {
        shown = Optional.of(this);
        refresh();
      }
    }

    private void changed() {
      synchronized (Pane.this) {
        if (!refreshDue && isShown()) {
          refreshDue = true;
          later(REFRESH_MILLIS, this::refresh);
        }
      }
    }

    private void refresh() {
      synchronized (Pane.this) {
        refreshDue = false;
        if (isShown()) {
          CurrentScope.runIn(scope, () -> output.outputs(capture.outputs()));
        }
      }
    }

    private boolean isShown() {
      return shown.filter(sheet -> sheet == this).isPresent();
    }

    private void later(int millis, Runnable work) {
      try {
        Future<?> _ = scope.clock().schedule(work, millis, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        refreshDue = false; // The kernel closes.
      }
    }
  }

  /** A new sheet for a drawing that begins. */
  Sheet begin(RequestScope scope) {
    return new Sheet(scope);
  }

  /** Shows a sheet before its drawing has ended, if it takes long. */
  void showIfLong(Sheet sheet, java.util.function.BooleanSupplier underWay) {
    sheet.later(
        LONG_MILLIS,
        () -> {
          if (underWay.getAsBoolean() && !sheet.capture().outputs().isEmpty()) {
            sheet.show();
          }
        });
  }

  /** Keeps the pane at least as high as this, in CSS pixels. */
  void keepHeight(RequestScope scope, double height) {
    String pixels = (int) Math.ceil(height) + "px";
    CurrentScope.runIn(scope, () -> output.layout().get().minHeight(pixels));
  }

  Output widget() {
    return output;
  }
}
