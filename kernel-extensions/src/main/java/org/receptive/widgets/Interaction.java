package org.receptive.widgets;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.receptive.kernel.display.Displayable;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.kernel.notebook.Notebook;
import org.receptive.kernel.protocol.Json;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Publications;
import org.receptive.kernel.scope.BesideCells;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.NotebookHost;
import org.receptive.kernel.scope.RequestScope;
import org.receptive.kernel.scope.Stoppable;
import org.receptive.lessons.card.Card;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.card.Tone;
import org.receptive.viz.Views;
import org.receptive.viz.figure.Picture;
import org.receptive.widgets.model.VBox;
import org.receptive.widgets.sync.Widget;

/**
 * Controls with a picture below them that is drawn anew whenever one of them is moved: what {@code
 * interact} shows. Drawing happens beside the running cell; what the drawing code prints, shows or
 * throws appears in place of the picture.
 */
public final class Interaction implements Displayable {
  private static final int WARM_UP_PICTURES = 500;
  private static final String STOPPED = "the drawing was stopped; move a control to draw again.";
  private static final Publications.Error INTERRUPTED =
      new Publications.Error("Interrupted", STOPPED, List.of("Interrupted: " + STOPPED));

  private final List<Control<?>> controls;
  private final Callable<?> body;
  private final Supplier<String> settings;
  private final RequestScope home;
  private final Pane pane = new Pane();
  private final VBox view = new VBox();
  private final Redraws redraws;
  private final FirstState first;

  /** The last picture, whose room is kept when there is none to follow it. */
  private volatile Optional<Object> last = Optional.empty();

  private Interaction(
      List<Control<?>> controls, Callable<?> body, Supplier<String> settings, RequestScope home) {
    this.controls = List.copyOf(controls);
    this.body = body;
    this.settings = settings;
    this.home = home;
    this.redraws =
        new Redraws(
            this::drawAgain, home.host().extension(RedrawThreads.class, RedrawThreads::new));
    List<Widget> parts = new ArrayList<>(controls.stream().map(Control::widget).toList());
    parts.add(pane.widget());
    view.children(List.copyOf(parts));
    Pane.Sheet sheet = pane.begin(home);
    Optional<Object> drawn = draw(home, sheet.capture(), new Redraws.Run());
    sheet.show();
    first = new FirstState(settings.get(), drawn, sheet.capture().outputs());
    controls.forEach(control -> control.onEvent(this::moved));
    drawn.ifPresent(this::warmUp);
  }

  /** Draws for the first time and shows controls and picture below the cell. */
  static Interaction show(List<Control<?>> controls, Callable<?> body) {
    Interaction made = of(controls, body);
    Notebook.display(made);
    made.home.displayed(made);
    made.closesWithItsCell(made::close);
    return made;
  }

  /** Draws for the first time; the interaction is shown where the caller puts it. */
  static Interaction of(List<Control<?>> controls, Callable<?> body) {
    return of(
        controls,
        body,
        () -> controls.stream().map(Control::toString).collect(Collectors.joining(", ")));
  }

  /** The same, with words of the caller's for how the controls stand. */
  static Interaction of(List<Control<?>> controls, Callable<?> body, Supplier<String> settings) {
    RequestScope home =
        CurrentScope.get()
            .orElseThrow(
                () -> new IllegalStateException("interact works in the cells of a notebook only"));
    return new Interaction(controls, body, settings, home);
  }

  /** Draws only when a control is released, not while it is moved. */
  public Interaction onRelease() {
    controls.forEach(Control::onRelease);
    return this;
  }

  /** Draws when no control has been moved for this many milliseconds. */
  public Interaction debounce(int milliseconds) {
    if (milliseconds < 0) {
      throw new IllegalArgumentException(
          "a pause is at least 0 milliseconds; given was " + milliseconds);
    }
    redraws.debounce(Duration.ofMillis(milliseconds));
    return this;
  }

  /** Draws anew, as if a control had been moved. */
  public void redraw() {
    moved();
  }

  /** Takes away what nobody sees any more, once the cell that made it runs again. */
  void closesWithItsCell(Runnable close) {
    home.host().extension(CellInteractions.class, CellInteractions::new).shown(home, close);
  }

  /** Takes the box and the picture away from the page; the controls may be shown elsewhere. */
  void close() {
    pane.widget().layout().get().close();
    pane.widget().close();
    view.layout().get().close();
    view.close();
  }

  /** Returns the box with the controls and the picture, to put into another one. */
  public VBox widget() {
    return view;
  }

  /** The controls with the picture, and the first state for front ends without widgets. */
  @Override
  public MimeBundle mimeBundle() {
    return first.with(view.view());
  }

  /**
   * Renders the first picture again and writes it as a message, while a hand is on its way to the
   * slider: the first moves then find compiled code, and a compiler that has nothing to do.
   */
  private void warmUp(Object drawn) {
    if (drawn instanceof Picture) {
      redraws.whileQuiet(
          WARM_UP_PICTURES,
          home.host().extension(WarmUpTime.class, WarmUpTime::new).take(),
          () -> Json.bytes(home.host().renderers().renderLive(drawn).data()));
    }
  }

  private void moved() {
    redraws.request(CurrentScope.get().orElse(home));
  }

  private void drawAgain(RequestScope scope, Redraws.Run run) {
    Pane.Sheet sheet = pane.begin(scope);
    AtomicBoolean underWay = new AtomicBoolean(true);
    pane.showIfLong(sheet, () -> underWay.get() && !run.isOvertaken());
    draw(scope, sheet.capture(), run);
    underWay.set(false);
    if (!run.isOvertaken()) {
      sheet.show();
    }
  }

  /** Runs the user's code; returns its value, and leaves in the capture what is to be seen. */
  private Optional<Object> draw(RequestScope scope, Capture capture, Redraws.Run run) {
    RequestScope captured = scope.through(capture::divert);
    AtomicReference<Optional<Object>> drawn = new AtomicReference<>(Optional.empty());
    BesideCells.of(scope.host())
        .run(
            captured,
            work -> {
              run.does(work);
              drawn.set(draw(captured, run, work));
            });
    captured.flush();
    return drawn.get();
  }

  private Optional<Object> draw(RequestScope captured, Redraws.Run run, Stoppable work) {
    try {
      Optional<Object> drawn = Optional.ofNullable(body.call());
      drawn
          .filter(value -> !captured.hasDisplayed(value))
          .ifPresent(value -> publish(captured, captured.host().renderers().renderLive(value)));
      last = drawn.filter(Picture.class::isInstance); // It has just been painted: it can be.
      return drawn;
    } catch (Throwable thrown) { // Whatever the user's code throws is shown where the picture is.
      if (work.isStopped() && !run.isOvertaken()) {
        captured.publish(MessageType.ERROR, INTERRUPTED);
      } else if (!run.isOvertaken()) {
        report(captured, thrown);
      }
      return Optional.empty();
    }
  }

  /**
   * Shows what kept a picture from being drawn. Values that do not go together are no fault of the
   * code: a card says why, and is as high as the last picture, so that nothing below it moves.
   */
  private void report(RequestScope captured, Throwable thrown) {
    NotebookHost host = captured.host();
    last.flatMap(Views::of).ifPresent(figure -> pane.keepHeight(captured, figure.height()));
    if (thrown instanceof Picture) {
      publish(captured, host.renderers().renderLive(thrown));
    } else if (thrown instanceof IllegalArgumentException && thrown.getMessage() != null) {
      Part why = Part.paragraph("Why", thrown.getMessage());
      Card card = Card.of(Tone.WRONG, "Not possible with " + settings.get(), why);
      publish(captured, host.renderers().renderLive(card));
      return;
    }
    captured.publish(MessageType.ERROR, host.explain(thrown, "interact, with " + settings.get()));
  }

  private static void publish(RequestScope scope, MimeBundle bundle) {
    scope.publish(
        MessageType.DISPLAY_DATA,
        new Publications.DisplayData(bundle.data(), bundle.metadata(), new JsonObject()));
  }

  @Override
  public String toString() {
    return "interact(" + settings.get() + ")";
  }
}
