package org.receptive.viz.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.viz.explorer.Explorers.receptiveFieldExplorer;

import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.ReceptiveField.Axis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.layer.ReceptiveFieldOnPhoto;

class ReceptiveFieldExplorerTest {
  private static final int MAX_HTML = 200 * 1024;
  private static final List<String> LAYERS = List.of("conv1", "pool1", "conv2");

  /** The windows of the three layers: kernel, stride, padding, dilation. */
  private static Network chain(int[]... windows) {
    return Network.builder("chain", Shape.of(1, 3, 40, 52))
        .add("conv1", new Conv2d(3, 4, window(windows[0]), 1, true))
        .relu()
        .add("pool1", new MaxPool2d(window(windows[1])))
        .add("conv2", new Conv2d(4, 2, window(windows[2]), 1, true))
        .flatten()
        .build();
  }

  private static Window window(int[] w) {
    return Window.of(w[0]).stride(w[1], w[1]).padding(Padding.of(w[2])).dilation(w[3], w[3]);
  }

  private static final int[][] START = {{3, 1, 1, 1}, {2, 2, 0, 1}, {5, 1, 2, 1}};

  private static Network branches() {
    return Network.builder("branches", Shape.of(1, 3, 40, 52))
        .conv("a", 4, 3, c -> c.padding(1))
        .from("input")
        .conv("b", 4, 7, c -> c.padding(3))
        .sum("sum", "a", "b")
        .conv("c", 2, 3)
        .build();
  }

  private static Tensor photo() {
    return Tensor.uniform(Shape.of(1, 3, 40, 52), 0, 1, 3);
  }

  /** What the engine says of a value, in the words of the page. */
  private static String sentence(Network network, String layer, int row, int column) {
    ReceptiveFieldOnPhoto field =
        ReceptiveFieldOnPhoto.of(network, photo()).layer(layer).at(row, column);
    Axis v = field.vertical();
    Axis h = field.horizontal();
    double share = field.paddingShare();
    return "%s, row %d, column %d: size %s x %s; jump %s x %s from value to value; rows %s to %s; columns %s to %s; padding %s."
        .formatted(
            layer,
            row,
            column,
            plain(v.size()),
            plain(h.size()),
            plain(v.jump()),
            plain(h.jump()),
            plain(field.top()),
            plain(field.bottom()),
            plain(field.left()),
            plain(field.right()),
            share == 0
                ? "none of the pixels"
                : String.format(Locale.ROOT, "%.1f%% of the pixels", 100 * share));
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value)
        .replace('-', '\u2212');
  }

  private static String middle(Network network, String layer) {
    if (network.shapeError().isPresent()) {
      return network.shapeError().get().getMessage();
    }
    Shape map = network.shape(layer);
    return sentence(network, layer, map.height() / 2, map.width() / 2);
  }

  @Test
  void thePageSaysWhatTheEngineComputesForEveryValueAndEveryWindow(@TempDir Path folder)
      throws Exception {
    Network network = chain(START);
    List<int[]> values = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    expected.add("start: " + middle(network, "conv2"));
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      int layer = random.nextInt(3);
      Shape map = network.shape(LAYERS.get(layer));
      int row = random.nextInt(map.height());
      int column = random.nextInt(map.width());
      values.add(new int[] {layer, row, column});
      expected.add(sentence(network, LAYERS.get(layer), row, column));
    }
    List<int[]> windows = new ArrayList<>();
    int[][] now = {START[0].clone(), START[1].clone(), START[2].clone()};
    for (int i = 0; i < 80; i++) {
      int layer = random.nextInt(3);
      int kernel = 1 + random.nextInt(9);
      int padding = layer == 1 ? random.nextInt(kernel / 2 + 1) : random.nextInt(4);
      now[layer] =
          new int[] {
            kernel, 1 + random.nextInt(4), padding, 1 + random.nextInt(layer == 1 ? 1 : 4)
          };
      windows.add(new int[] {layer, now[layer][0], now[layer][1], now[layer][2], now[layer][3]});
      expected.add(middle(chain(now), "conv2"));
    }
    assertTrue(expected.stream().anyMatch(line -> line.contains("does not fit")));
    expected.add("branches: " + middle(branches(), "c"));
    expected.add("branches can be changed: false");
    expected.add("outside: the row is 99, but must be 0 to 37.");
    expected.add("still image: none");
    expected.add("ids: 0");
    expected.add("controls without a name: 0");
    expected.add("controls out of reach: 0");
    Gson gson = new Gson();
    assertEquals(
        expected,
        ScriptedPage.log(
            folder,
            List.of(
                receptiveFieldExplorer(network, photo()),
                receptiveFieldExplorer(branches(), photo())),
            "values=%s;windows=%s;last=2;".formatted(gson.toJson(values), gson.toJson(windows)),
            "receptive-field-driver.js"));
  }

  @Test
  void itStartsAsTheStillPictureAndStaysSmall() {
    ReceptiveFieldOnPhoto start =
        ReceptiveFieldOnPhoto.of(chain(START), photo()).layer("pool1").at(2, 3);
    ReceptiveFieldExplorer explorer = receptiveFieldExplorer(start);
    assertEquals(List.of(), FigureRules.violations(explorer));
    String html = explorer.html();
    assertTrue(html.contains(start.figure().staticHtml()));
    assertFalse(html.replace("http://www.w3.org/2000/svg", "").contains("http"), html);
    assertTrue(html.contains("\"layer\":1,\"row\":2,\"column\":3"), html);
    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= MAX_HTML, bytes + " bytes");
  }
}
