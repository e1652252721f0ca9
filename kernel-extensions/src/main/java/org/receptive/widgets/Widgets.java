package org.receptive.widgets;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.receptive.engine.network.Network;
import org.receptive.viz.figure.Figure;
import org.receptive.widgets.model.Accordion;
import org.receptive.widgets.model.Button;
import org.receptive.widgets.model.DirectionalLink;
import org.receptive.widgets.model.GridBox;
import org.receptive.widgets.model.HBox;
import org.receptive.widgets.model.HTML;
import org.receptive.widgets.model.HTMLMath;
import org.receptive.widgets.model.Image;
import org.receptive.widgets.model.Label;
import org.receptive.widgets.model.Link;
import org.receptive.widgets.model.Stack;
import org.receptive.widgets.model.Tab;
import org.receptive.widgets.model.VBox;
import org.receptive.widgets.model.Valid;
import org.receptive.widgets.sync.Property;
import org.receptive.widgets.sync.Widget;

/**
 * Widgets without a value of their own, imported into every notebook: buttons, texts, boxes, links.
 * Boxes take controls, interactions, widgets and anything else that a cell could show.
 */
public final class Widgets {
  private Widgets() {}

  /** A button that calls code; what it prints lands below the cell that made the button. */
  public static Button button(String label, Runnable onClick) {
    Button button = new Button().description(label);
    // As wide as its label; the width that a front end gives all buttons cuts long ones.
    button.layout().get().width("auto");
    button.onMessage(
        message -> {
          if (message.data().get("event") instanceof JsonPrimitive event
              && event.getAsString().equals("click")) {
            onClick.run();
          }
        });
    return button;
  }

  /** A line of text. */
  public static Label label(String text) {
    return new Label().value(text);
  }

  /** A text in HTML. */
  public static HTML html(String html) {
    return new HTML().value(html);
  }

  /** A text in HTML with formulas between dollars. */
  public static HTMLMath htmlMath(String html) {
    return new HTMLMath().value(html);
  }

  /** A tick or a cross. */
  public static Valid valid(String label, boolean value) {
    return new Valid().description(label).value(value);
  }

  /** An image of a PNG file's bytes. */
  public static Image image(byte[] png) {
    return new Image().value(png);
  }

  /** A figure as an image. */
  public static Image image(Figure figure) {
    return image(figure.png(Figure.BUNDLE_PNG_SCALE))
        .width(Long.toString((long) Math.ceil(figure.width())));
  }

  /** A place for output: {@code show}, {@code print} and {@code capture} put something there. */
  public static OutputPane output() {
    return new OutputPane();
  }

  /** An editor for the layers of a network; a cell that ends with it shows it. */
  public static NetworkEditor networkEditor(Network network) {
    return new NetworkEditor(network);
  }

  /** Shows how far work of so many steps has come; to be closed at its end. */
  public static Progress progress(String label, long steps) {
    return new Progress(label, steps);
  }

  /** Goes through a collection and shows how far it has come. */
  public static <T> Iterable<T> progress(String label, Collection<T> elements) {
    return Progress.over(label, elements);
  }

  /** Parts side by side. */
  public static HBox hbox(Object... parts) {
    return new HBox().children(widgets(parts));
  }

  /** Parts one below the other. */
  public static VBox vbox(Object... parts) {
    return new VBox().children(widgets(parts));
  }

  /** Parts in columns of equal width. */
  public static GridBox gridBox(int columns, Object... parts) {
    if (columns < 1) {
      throw new IllegalArgumentException("a grid has at least 1 column; given was " + columns);
    }
    GridBox grid = new GridBox().children(widgets(parts));
    grid.layout().get().gridTemplateColumns("repeat(" + columns + ", 1fr)");
    return grid;
  }

  /** Parts of which the tab's title shows one. */
  public static Tab tabs(List<String> titles, Object... parts) {
    check(titles, parts);
    return new Tab().children(widgets(parts)).titles(titles).selectedIndex(0);
  }

  /** Parts that unfold below their titles, the first one unfolded. */
  public static Accordion accordion(List<String> titles, Object... parts) {
    check(titles, parts);
    return new Accordion().children(widgets(parts)).titles(titles).selectedIndex(0);
  }

  /** Parts of which one is seen, chosen by {@code selectedIndex}. */
  public static Stack stack(Object... parts) {
    return new Stack().children(widgets(parts)).selectedIndex(0);
  }

  /** Keeps two values the same in the page, without asking Java. */
  public static Link jslink(Control<?> one, Control<?> other) {
    Link link = new Link().source(end(one)).target(end(other));
    link.open();
    return link;
  }

  /** Lets a value follow another one in the page, without asking Java. */
  public static DirectionalLink jsdlink(Control<?> leader, Control<?> follower) {
    return jsdlink(leader, follower.widget(), follower.property());
  }

  /** Lets any property follow a control in the page, without asking Java. */
  public static DirectionalLink jsdlink(Control<?> leader, Widget follower, Property<?> property) {
    DirectionalLink link =
        new DirectionalLink().source(end(leader)).target(end(follower, property));
    link.open();
    return link;
  }

  /** Returns the widget that shows a part. */
  static Widget widget(Object part) {
    return switch (part) {
      case Widget widget -> widget;
      case Control<?> control -> control.widget();
      case Interaction interaction -> interaction.widget();
      case OutputPane pane -> pane.widget();
      case String text -> label(text);
      default -> output().show(part).widget();
    };
  }

  private static List<Widget> widgets(Object... parts) {
    return Arrays.stream(parts).map(Widgets::widget).toList();
  }

  private static void check(List<String> titles, Object... parts) {
    if (titles.size() != parts.length) {
      throw new IllegalArgumentException(
          titles.size() + " titles for " + parts.length + " parts: each part has one");
    }
  }

  private static List<JsonElement> end(Control<?> control) {
    return end(control.widget(), control.property());
  }

  private static List<JsonElement> end(Widget widget, Property<?> property) {
    widget.open();
    return List.of(
        new JsonPrimitive("IPY_MODEL_" + widget.id()), new JsonPrimitive(property.name()));
  }
}
