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
import org.receptive.viz.chart.LineSeries;
import org.receptive.viz.chart.NumberText;
import org.receptive.viz.chart.Positions;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.Mark;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.RichText;
import org.receptive.viz.steps.Browser;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.BarTrace;
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
        "Parameters of Two layers: 350 in all\n"
            + "parameters, biases included\n"
            + "Parameters, conv1: 20\n"
            + "Parameters, fc: 330",
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
        assertTrue(labels.contains(NumberText.of(value)), value + " in " + labels);
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
    Plot plot =
        Plot.of(
            new tech.tablesaw.plotly.components.Figure(
                Layout.builder().title("Errors").build(),
                BarTrace.builder(
                        new String[] {"it's \"A\"", "B <b>"}, new double[] {Double.NaN, 24.4})
                    .build()));
    JsonObject json = JsonParser.parseString(plot.json()).getAsJsonObject();
    JsonObject first = json.getAsJsonArray("data").get(0).getAsJsonObject();
    assertEquals("it's \"A\"", first.getAsJsonArray("x").get(0).getAsString());
    assertEquals("B <b>", first.getAsJsonArray("x").get(1).getAsString());
    assertTrue(first.getAsJsonArray("y").get(0).isJsonNull());
    JsonObject layout = json.getAsJsonObject("layout");
    assertEquals("Errors", layout.getAsJsonObject("title").get("text").getAsString());
    assertEquals("Errors\nit's \"A\": none\nB <b>: 24.4", plot.text());
  }

  @Test
  void aFigureOfTablesawIsReadIntoAChart() {
    Plot plot = curve(Axis.Type.LOG);
    assertEquals("Loss", plot.chart().title());
    assertEquals("loss", plot.chart().y().title());
    assertEquals(
        List.of(
            new LineSeries(
                "train",
                new Positions.Numbers(List.of(1.0, 2.0, 3.0)),
                List.of(2.5, 0.5, 0.05),
                Palette.series(0),
                false)),
        plot.chart().series());
    assertEquals(org.receptive.viz.chart.Axis.Kind.LOGARITHMIC, plot.chart().y().kind());
  }

  @Test
  void aChartWritesTheNumbersOfPlotlyFromItsDoubles() {
    JsonObject json = JsonParser.parseString(errors().json()).getAsJsonObject();
    JsonObject second = json.getAsJsonArray("data").get(1).getAsJsonObject();
    assertEquals(8.43, second.getAsJsonArray("y").get(0).getAsDouble());
    assertEquals(
        "top-5, it's \"A\": 8.43", second.getAsJsonArray("hovertext").get(0).getAsString());
    assertTrue(
        json.getAsJsonArray("data")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("y")
            .get(0)
            .isJsonNull());
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
    assertEquals("\u2212\u221e", NumberText.of(Double.NEGATIVE_INFINITY));
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
