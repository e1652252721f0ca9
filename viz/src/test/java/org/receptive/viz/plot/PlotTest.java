package org.receptive.viz.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.Counterpart;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.Mark;
import org.receptive.viz.figure.RichText;
import org.receptive.viz.steps.Browser;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.PieTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;

class PlotTest {
  private static Network network() {
    return Network.builder("Two layers", Shape.of(1, 1, 6, 6))
        .conv("conv1", 2, 3)
        .relu()
        .flatten()
        .linear("fc", 10)
        .build();
  }

  private static Plot errors() {
    return LayerPlots.grouped(
        "Errors",
        "error in %",
        List.of("it's \"A\"", "B <b>"),
        List.of(
            new GroupedSeries("top-1", Double.NaN, 24.4), new GroupedSeries("top-5", 8.43, 7.1)));
  }

  private static Plot curve(Axis.Type type) {
    return Plot.of(
        new tech.tablesaw.plotly.components.Figure(
            Layout.builder()
                .title("Loss")
                .yAxis(Axis.builder().title("loss").type(type).build())
                .build(),
            ScatterTrace.builder(new double[] {1, 2, 3}, new double[] {2.5, 0.5, 0.05})
                .mode(ScatterTrace.Mode.LINE)
                .name("train")
                .build()));
  }

  @Test
  void everyPlotKeepsTheRules() {
    for (Figure plot :
        List.of(
            LayerPlots.parameters(network()),
            LayerPlots.macs(network()),
            LayerPlots.memory(network()),
            errors(),
            curve(Axis.Type.DEFAULT),
            curve(Axis.Type.LOG))) {
      assertEquals(List.of(), FigureRules.violations(plot), plot.title());
    }
  }

  /** 2 filters of 3 x 3 and 2 biases; 2 x 4 x 4 = 32 inputs to 10 neurons and 10 biases. */
  @Test
  void parametersOfALayerAreCounted() {
    Plot plot = LayerPlots.parameters(network());
    assertEquals(
        "Parameters of Two layers: 350 in all\nParameters, conv1: 20\nParameters, fc: 330",
        plot.text());
  }

  @Test
  void thePictureWritesTheNumbersThatPlotlyGets() {
    for (Plot plot :
        List.of(LayerPlots.parameters(network()), LayerPlots.macs(network()), errors())) {
      List<String> labels =
          plot.scene().labels().stream().map(Mark.Label::text).map(RichText::letters).toList();
      List<Double> values = plotlyValues(plot);
      assertFalse(values.isEmpty());
      for (double value : values) {
        assertTrue(labels.contains(Plot.number(value)), value + " in " + labels);
      }
    }
  }

  private static List<Double> plotlyValues(Plot plot) {
    List<Double> values = new ArrayList<>();
    JsonArray data = JsonParser.parseString(plot.json()).getAsJsonObject().getAsJsonArray("data");
    data.forEach(
        trace -> {
          JsonObject one = trace.getAsJsonObject();
          boolean lying =
              one.has("orientation") && one.get("orientation").getAsString().equals("h");
          one.getAsJsonArray(lying ? "x" : "y")
              .forEach(
                  value -> {
                    if (!value.isJsonNull()) {
                      values.add(value.getAsDouble());
                    }
                  });
        });
    return values;
  }

  @Test
  void tablesawsScriptBecomesJson() {
    JsonObject json = JsonParser.parseString(errors().json()).getAsJsonObject();
    JsonObject first = json.getAsJsonArray("data").get(0).getAsJsonObject();
    assertEquals("it's \"A\"", first.getAsJsonArray("x").get(0).getAsString());
    assertEquals("B <b>", first.getAsJsonArray("x").get(1).getAsString());
    assertTrue(first.getAsJsonArray("y").get(0).isJsonNull());
    JsonObject layout = json.getAsJsonObject("layout");
    assertEquals("Errors", layout.getAsJsonObject("title").get("text").getAsString());
  }

  @Test
  void aPlotWithoutAStillTwinIsRefusedByType() {
    tech.tablesaw.plotly.components.Figure pie =
        new tech.tablesaw.plotly.components.Figure(
            PieTrace.builder(new String[] {"a", "b"}, new double[] {1, 2}).build());
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Plot.of(pie));
    assertTrue(refused.getMessage().contains("'pie'"), refused.getMessage());
    assertEquals(Optional.empty(), new PlotFigures().figure(pie));
  }

  @Test
  void aSeriesOfAnotherLengthIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> LayerPlots.grouped("t", "a", List.of("x", "y"), List.of(new GroupedSeries("s", 1))));
  }

  @Test
  void theStillFormIsSmallAndTheInteractiveOneNeedsNoNetwork() {
    assertTrue(errors().html().length() < 50 * 1024);
    String html = errors().interactive().html();
    assertTrue(html.contains("window.ReceptivePlotly"));
    assertFalse(html.matches("(?s).*<script[^>]* src=.*"), "no script may come from elsewhere");
  }

  @Test
  void valuesThatAreNotFiniteHaveNoPlaceAndLargeOnesFit() {
    double[] last = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 3e38, 5};
    for (double value : last) {
      for (double[] xs : List.of(new double[] {1, 2, value}, new double[] {value, value, value})) {
        for (ScatterTrace.Mode mode : ScatterTrace.Mode.values()) {
          Plot plot =
              Plot.of(
                  new tech.tablesaw.plotly.components.Figure(
                      ScatterTrace.builder(xs, new double[] {value, 2, 3}).mode(mode).build()));
          assertEquals(List.of(), FigureRules.violations(plot), plot::toString);
        }
      }
      Plot bars =
          LayerPlots.grouped(
              "Bars", "y", List.of("a", "b"), List.of(new GroupedSeries("s", value, 3)));
      assertEquals(List.of(), FigureRules.violations(bars), bars::toString);
    }
    assertEquals("\u2212\u221e", Plot.number(Double.NEGATIVE_INFINITY));
  }

  @Test
  void valuesThatAreAllAlikeHaveAnAxis() {
    for (double value : new double[] {5, -2e-3, 3e38, 0}) {
      AxisScale scale = AxisScale.of(List.of(value, value), false, false);
      assertTrue(scale.low() <= value && value <= scale.high(), scale::toString);
      int ticks = scale.ticks().size();
      assertTrue(ticks >= 2 && ticks <= 8, scale::toString);
    }
  }

  @Test
  void ticksAreRound() {
    assertEquals(
        List.of(0.0, 5.0, 10.0, 15.0, 20.0, 25.0),
        AxisScale.of(List.of(4.4, 24.4), true, false).ticks());
    assertEquals(
        List.of(10.0, 100.0, 1000.0), AxisScale.of(List.of(20.0, 900.0), true, true).ticks());
    assertEquals("2.5 M", AxisScale.text(2_500_000));
  }

  @Test
  void theInteractiveFormDrawsItsBarsInABrowser(@TempDir Path folder) throws Exception {
    Optional<Browser> browser = Browser.find();
    Counterpart.needed(browser.isPresent(), "no Chromium here, interactive plots are not tested");
    Path page = folder.resolve("page.html");
    String html = errors().interactive().html();
    Files.writeString(
        page,
        "<!DOCTYPE html><meta charset='utf-8'><body>"
            + html
            + "<script>document.body.setAttribute('data-log', [typeof window.Plotly, "
            + "document.querySelectorAll('.bars .point').length, "
            + "document.querySelector('.gtitle').textContent].join(' '));</script></body>",
        StandardCharsets.UTF_8);
    String dom = browser.get().dom(page, folder);
    assertTrue(
        dom.contains("data-log=\"undefined 4 Errors\"")
            || dom.contains("data-log=\"undefined 3 Errors\""),
        dom.replaceAll("(?s).*(<body[^>]{0,200}>).*", "$1"));
  }
}
