package org.receptive.widgets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.kernel.display.Displayable;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.lessons.editor.EditFigure;
import org.receptive.lessons.editor.LayerSetting;
import org.receptive.lessons.editor.NetworkEdit;
import org.receptive.lessons.editor.NewLayer;
import org.receptive.widgets.model.Dropdown;
import org.receptive.widgets.model.VBox;
import org.receptive.widgets.sync.Widget;

/**
 * A network whose layers are changed in the page, with its diagram, sizes and costs, and the first
 * shape error, drawn anew at every move: what {@code networkEditor} returns. The network is taken
 * back with {@link #network()}, at any time, and as Java with {@link #source()}.
 */
public final class NetworkEditor implements Displayable {
  private final Dropdown layers = new Dropdown().description("layer");
  private final Control<NewLayer> kinds = Controls.dropdown("new layer", NewLayer.values());
  private final VBox numbers = new VBox();
  private final VBox view = new VBox();
  private final Interaction picture;
  private NetworkEdit edit;
  private Optional<String> refusal = Optional.empty();

  /**
   * An editor that stands at the first layer that has a number to change.
   *
   * @throws IllegalStateException outside of a notebook's cell
   */
  NetworkEditor(Network network) {
    edit = NetworkEdit.of(network);
    layers.optionsLabels(names());
    choose(
        edit.network().nodes().stream()
            .filter(node -> !LayerSetting.all(node.layer()).isEmpty())
            .findFirst()
            .orElse(edit.network().nodes().getFirst())
            .name());
    showNumbers();
    layers.index().onEvent(index -> showNumbers());
    picture = Interaction.of(List.of(), this::figure, this::settings);
    view.children(
        List.of(
            Widgets.hbox(
                layers,
                Widgets.button("take away", this::takeAway),
                Widgets.button("as it was", this::reset)),
            numbers,
            Widgets.hbox(kinds, Widgets.button("put behind", this::putBehind)),
            picture.widget()));
    picture.closesWithItsCell(this::close);
  }

  /** The network as it is now; its shapes may not fit. */
  public synchronized Network network() {
    return edit.network();
  }

  /** The network as it is now beside the one that it was. */
  public synchronized NetworkEdit edit() {
    return edit;
  }

  /** The network as it is now, as the Java that builds it. */
  public synchronized String source() {
    return edit.source();
  }

  /** Changes the network in place of the page: {@code editor.change(e -> e.without("pool1"))}. */
  public NetworkEditor change(UnaryOperator<NetworkEdit> change) {
    apply(change);
    synchronized (this) {
      String layer = layer();
      layers.together(
          () -> {
            layers.optionsLabels(names());
            choose(names().contains(layer) ? layer : names().getFirst());
          });
      showNumbers();
    }
    return this;
  }

  private void apply(UnaryOperator<NetworkEdit> change) {
    synchronized (this) {
      try {
        edit = change.apply(edit);
        refusal = Optional.empty();
      } catch (IllegalArgumentException e) {
        refusal = Optional.of(e.getMessage());
      }
    }
    picture.redraw();
  }

  private void takeAway() {
    String layer = layer();
    change(before -> before.without(layer));
  }

  private void reset() {
    change(before -> NetworkEdit.of(before.original()));
  }

  private void putBehind() {
    String layer = layer();
    NewLayer kind = kinds.value();
    change(before -> kind.behind(layer, before));
  }

  private List<String> names() {
    return edit.network().nodes().stream().map(Node::name).toList();
  }

  /** The name of the chosen layer. */
  private String layer() {
    return layers.optionsLabels().get().get(layers.index().get().orElse(0));
  }

  private void choose(String layer) {
    layers.index().set(Optional.of(layers.optionsLabels().get().indexOf(layer)));
  }

  /** A slider for every number of the chosen layer, in place of those of the former one. */
  private synchronized void showNumbers() {
    String name = layer();
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
      slider.onEvent(() -> apply(before -> before.set(name, setting, slider.value())));
      sliders.add(slider.widget());
    }
    if (sliders.isEmpty()) {
      sliders.add(Widgets.label(name + ": " + layer.describe() + "; no number to change"));
    }
    List<Widget> old = numbers.children().get();
    numbers.children(List.copyOf(sliders));
    old.forEach(Widget::closeAll);
  }

  private synchronized EditFigure figure() {
    return new EditFigure(edit, refusal);
  }

  private synchronized String settings() {
    return edit.isChanged() ? String.join(", ", edit.changes()) : "nothing changed";
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
