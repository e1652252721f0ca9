package org.receptive.widgets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.kernel.display.Displayable;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.lessons.editor.EditFigure;
import org.receptive.lessons.editor.EditHistory;
import org.receptive.lessons.editor.LayerSetting;
import org.receptive.lessons.editor.NetworkEdit;
import org.receptive.lessons.editor.NewLayer;
import org.receptive.widgets.model.Button;
import org.receptive.widgets.model.Dropdown;
import org.receptive.widgets.model.HBox;
import org.receptive.widgets.model.VBox;
import org.receptive.widgets.sync.Widget;

/**
 * A network whose layers are changed in the page, with its diagram, sizes and costs, and the first
 * shape error, drawn anew at every move: what {@code networkEditor} returns. The network is taken
 * back with {@link #network()}, at any time, and as Java with {@link #source()}.
 */
public final class NetworkEditor implements Displayable {
  private static final String CONTROLS_WIDTH = "310px";
  private static final String PICTURE_BASIS = "1 1 420px";

  private final Dropdown layers = new Dropdown().description("layer");
  private final Control<NewLayer> kinds = Controls.dropdown("new layer", NewLayer.values());
  private final Button undo = Widgets.button("Undo", () -> step(EditHistory::undo));
  private final Button redo = Widgets.button("Redo", () -> step(EditHistory::redo));
  private final VBox numbers = new VBox();
  private final HBox view = new HBox();
  private final Interaction picture;
  private final EditHistory history;
  private Optional<String> refusal = Optional.empty();

  /**
   * An editor that stands at the first layer that has a number to change.
   *
   * @throws IllegalStateException outside of a notebook's cell
   */
  NetworkEditor(Network network) {
    history = new EditHistory(NetworkEdit.of(network));
    layers.optionsLabels(names());
    choose(
        network.nodes().stream()
            .filter(node -> !LayerSetting.all(node.layer()).isEmpty())
            .findFirst()
            .orElse(network.nodes().getFirst())
            .name());
    showNumbers();
    picture = Interaction.of(List.of(), this::figure, this::settings);
    layers.index().onEvent(index -> chosen());
    VBox controls =
        Widgets.vbox(
            layers,
            numbers,
            Widgets.button("Remove this layer", this::remove),
            kinds,
            Widgets.button("Add behind this layer", this::add),
            Widgets.hbox(undo, redo, Widgets.button("Start over", this::reset)));
    controls.layout().get().width(CONTROLS_WIDTH).flex("0 0 auto");
    picture.widget().layout().get().flex(PICTURE_BASIS);
    // Beside each other where there is room, else the picture below.
    view.layout().get().flexFlow("row wrap").alignItems("flex-start");
    view.children(List.of(controls, picture.widget()));
    showSteps();
    picture.closesWithItsCell(this::close);
  }

  /** The network as it is now; its shapes may not fit. */
  public Network network() {
    return edit().network();
  }

  /** The network as it is now beside the one that it was. */
  public synchronized NetworkEdit edit() {
    return history.now();
  }

  /** The network as it is now, as the Java that builds it. */
  public String source() {
    return edit().source();
  }

  /** Changes the network in place of the page: {@code editor.change(e -> e.without("pool1"))}. */
  public NetworkEditor change(UnaryOperator<NetworkEdit> change) {
    List<String> before = names();
    apply(change, "");
    showLayers(before);
    return this;
  }

  private void apply(UnaryOperator<NetworkEdit> change, String what) {
    synchronized (this) {
      try {
        history.change(change.apply(history.now()), what);
        refusal = Optional.empty();
      } catch (IllegalArgumentException e) {
        refusal = Optional.of(e.getMessage());
      }
      showSteps();
    }
    picture.redraw();
  }

  private void step(Consumer<EditHistory> direction) {
    List<String> before = names();
    synchronized (this) {
      direction.accept(history);
      refusal = Optional.empty();
      showSteps();
    }
    showLayers(before);
    picture.redraw();
  }

  private void showSteps() {
    undo.disabled(!history.canUndo());
    redo.disabled(!history.canRedo());
  }

  /** Takes away the chosen layer. */
  private void remove() {
    String layer = layer();
    change(before -> before.without(layer));
  }

  private void reset() {
    change(before -> NetworkEdit.of(before.original()));
  }

  /** Adds a layer behind the chosen one. */
  private void add() {
    String layer = layer();
    NewLayer kind = kinds.value();
    change(now -> kind.behind(layer, now));
  }

  private List<String> names() {
    return network().nodes().stream().map(Node::name).toList();
  }

  /** The name of the chosen layer. */
  private String layer() {
    return layers.optionsLabels().get().get(layers.index().get().orElse(0));
  }

  private void choose(String layer) {
    layers.index().set(Optional.of(layers.optionsLabels().get().indexOf(layer)));
  }

  /**
   * Shows the layers that there are now. The chosen one is the first that came; else the one that
   * was chosen; else, if it is gone, the one that stands in its place, or the last.
   *
   * @param before the layers that there were
   */
  private synchronized void showLayers(List<String> before) {
    String chosen = layer();
    int place = layers.index().get().orElse(0);
    List<String> now = names();
    String standing = now.contains(chosen) ? chosen : now.get(Math.min(place, now.size() - 1));
    layers.together(
        () -> {
          layers.optionsLabels(now);
          choose(now.stream().filter(name -> !before.contains(name)).findFirst().orElse(standing));
        });
    showNumbers();
  }

  private void chosen() {
    showNumbers();
    picture.redraw();
  }

  /** A slider for every number of the chosen layer, in place of those of the former one. */
  private synchronized void showNumbers() {
    String name = layer();
    NetworkEdit edit = edit();
    Layer layer = edit.network().node(name).layer();
    Layer original =
        edit.original().nodes().stream()
            .filter(node -> node.name().equals(name))
            .map(Node::layer)
            .findFirst()
            .orElse(layer);
    List<Widget> sliders = new ArrayList<>();
    for (LayerSetting setting : LayerSetting.all(layer)) {
      int value = setting.of(layer).orElseThrow();
      int most = Math.max(value, setting.most(original));
      Control<Integer> slider = Controls.slider(setting.label(), setting.least(), most, value);
      slider.onEvent(
          () -> apply(now -> now.set(name, setting, slider.value()), name + setting.label()));
      sliders.add(slider.widget());
    }
    if (sliders.isEmpty()) {
      // A label would be cut, where this goes on in another line.
      String words = name + ": " + layer.describe() + "; no number to change";
      sliders.add(Widgets.html(words.replace("&", "&amp;").replace("<", "&lt;")));
    }
    List<Widget> old = numbers.children().get();
    numbers.children(List.copyOf(sliders));
    old.forEach(Widget::closeAll);
  }

  private synchronized EditFigure figure() {
    return new EditFigure(edit(), refusal, Optional.of(layer()));
  }

  private synchronized String settings() {
    return edit().isChanged() ? String.join(", ", edit().changes()) : "nothing changed";
  }

  private void close() {
    view.closeAll();
  }

  /** The controls with the picture, and the picture alone for front ends without widgets. */
  @Override
  public MimeBundle mimeBundle() {
    return FirstState.of(settings(), figure().figure()).with(view.view());
  }

  @Override
  public String toString() {
    return "networkEditor(" + edit().network().name() + ", " + settings() + ")";
  }
}
