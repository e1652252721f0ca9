package org.receptive.viz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.viz.arithmetic.Arithmetic.activationMemory;
import static org.receptive.viz.arithmetic.Arithmetic.giving;
import static org.receptive.viz.explorer.Explorers.outputSizeCalculator;
import static org.receptive.viz.explorer.Explorers.receptiveFieldExplorer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.architecture.Architecture;
import org.receptive.viz.architecture.Examples;
import org.receptive.viz.arithmetic.DerivationGallery;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.layer.LayerPicturesTest;
import org.receptive.viz.layer.ReceptiveFieldOnPhoto;
import org.receptive.viz.layer.TensorPicture;
import org.receptive.viz.plot.GroupedSeries;
import org.receptive.viz.plot.LayerPlots;
import org.receptive.viz.steps.ConvolutionSteps;
import org.receptive.viz.steps.ConvolutionStepsTest;
import org.receptive.viz.steps.Im2colSteps;
import org.receptive.viz.steps.LoopSteps;
import org.receptive.viz.steps.PoolingSteps;
import org.receptive.viz.steps.SlantedSheets;
import org.receptive.viz.steps.StepView;
import org.receptive.viz.summary.Summary;

/** Every kind of picture has the same bytes on a German, a Turkish and an Arabic machine. */
class LocaleTest {
  private static final List<Function<Architecture, Picture>> STYLES =
      List.of(
          Architecture::graph,
          architecture -> architecture.graph().formulas(),
          Architecture::volumes,
          Architecture::stacked);

  private static final Set<String> EVERY_STYLE = Set.of("lenet", "alexnet", "inception");

  private static final Locale BEFORE = Locale.getDefault();

  private static Map<String, String> expected;

  @BeforeAll
  static void drawWithoutALocale() {
    Locale.setDefault(Locale.ROOT);
    try {
      expected = drawn();
    } finally {
      Locale.setDefault(BEFORE);
    }
  }

  @AfterEach
  void goHome() {
    Locale.setDefault(BEFORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG"})
  void everyPictureIsTheSameInEveryLanguage(String language) {
    Locale.setDefault(Locale.forLanguageTag(language));
    Map<String, String> there = drawn();
    assertEquals(expected.keySet(), there.keySet());
    expected.forEach((name, text) -> assertEquals("", difference(text, there.get(name)), name));
  }

  /** The first line that differs, there. */
  private static String difference(String text, String there) {
    if (text.equals(there)) {
      return "";
    }
    Set<String> known = text.lines().collect(Collectors.toSet());
    return there
        .lines()
        .filter(line -> !known.contains(line))
        .findFirst()
        .orElse("lines in another order");
  }

  /** Else the test above could not fail. */
  @Test
  void theLanguagesDiffer() {
    assertTrue(expected.size() > 100, "pictures: " + expected.size());
    assertNotEquals("1.5", String.format(Locale.forLanguageTag("de-DE"), "%.1f", 1.5));
    assertNotEquals("12", String.format(Locale.forLanguageTag("ar-EG"), "%d", 12));
    assertNotEquals("i", "I".toLowerCase(Locale.forLanguageTag("tr-TR")));
  }

  private static Map<String, String> drawn() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    DerivationGallery.all().forEach((name, picture) -> figures.put(name, picture.figure()));
    LayerPicturesTest.pictures()
        .forEach(named -> figures.put("layer: " + named.get()[0], (Figure) named.get()[1]));
    Examples.all().forEach((name, network) -> draw(name, network, figures));
    ConvolutionStepsTest.shippedCases().forEach(named -> drawSteps(named.get(), figures));
    drawOtherSteps(figures);
    drawOthers(figures);
    Map<String, String> drawn = new LinkedHashMap<>();
    figures.forEach((name, figure) -> drawn.put(name, bytes(figure)));
    return drawn;
  }

  private static String bytes(Figure figure) {
    String own =
        String.join(
            "\n",
            figure.title(),
            figure.description(),
            figure.text(),
            figure.caption(),
            figure.svg(),
            figure.html());
    return figure instanceof StepView view
        ? own + bytes(view.step(0)) + bytes(view.step(view.frames().size() - 1))
        : own;
  }

  private static void draw(String name, Network network, Map<String, Figure> figures) {
    int styles = EVERY_STYLE.contains(name) ? STYLES.size() : 1;
    for (int i = 0; i < styles; i++) {
      Picture picture = STYLES.get(i).apply(Architecture.of(network));
      figures.put(name + ", style " + i, picture.figure());
    }
    figures.put(name + ", summary", Summary.of(network).figure());
    figures.put(name + ", view", Views.of(network).orElseThrow());
    if (EVERY_STYLE.contains(name)) {
      drawCosts(name, network, figures);
    }
  }

  private static void drawCosts(String name, Network network, Map<String, Figure> figures) {
    figures.put(name + ", plan", Views.of(network.plan()).orElseThrow());
    figures.put(name + ", parameters", LayerPlots.parameters(network));
    figures.put(name + ", macs", LayerPlots.macs(network));
    figures.put(name + ", memory", LayerPlots.memory(network));
  }

  private static void drawSteps(Object[] named, Map<String, Figure> figures) {
    Kernels kernels = new ReferenceKernels();
    Conv2d layer = (Conv2d) named[1];
    Tensor x =
        Tensor.random(Shape.of(1, layer.inChannels(), (Integer) named[2], (Integer) named[3]), 1);
    Tensor w = Tensor.random(layer.parameters().getFirst().shape(), 2);
    Optional<Tensor> b =
        layer.bias()
            ? Optional.of(Tensor.random(Shape.of(layer.outChannels()), 3))
            : Optional.empty();
    figures.put("windows: " + named[0], ConvolutionSteps.of(kernels, layer, x, w, b).figure());
    figures.put("im2col: " + named[0], Im2colSteps.of(kernels, layer, x, w, b).figure());
    figures.put("loops: " + named[0], LoopSteps.of(kernels, layer, x, w, b).figure());
  }

  private static void drawOtherSteps(Map<String, Figure> figures) {
    Tensor x = Tensor.random(Shape.of(1, 1, 6, 6), 1);
    figures.put("largest", PoolingSteps.of(MaxPool2d.of(3, 2).padding(1), x).figure());
    figures.put("mean", PoolingSteps.of(AvgPool2d.of(3, 2).padding(1).ceilMode(), x).figure());
    figures.put(
        "sheets",
        SlantedSheets.of(Window.of(3).stride(2, 2).padding(Padding.of(1)), 5, 5).figure());
    figures.put("apart", SlantedSheets.of(ConvTranspose2d.of(1, 1, 3).stride(2), 2, 2).figure());
  }

  private static void drawOthers(Map<String, Figure> figures) {
    Network network =
        Network.builder("chain", Shape.of(1, 3, 40, 52)).conv("a", 4, 3).conv("b", 2, 5).build();
    Tensor photo = Tensor.uniform(Shape.of(1, 3, 40, 52), 0, 1, 3);
    figures.put("memory", activationMemory(network).figure());
    figures.put("answers", giving(7).from(224).upTo(64, 40).figure());
    figures.put("calculator", outputSizeCalculator(1_000, 7));
    figures.put("field", ReceptiveFieldOnPhoto.of(network, photo).layer("b").at(2, 3).figure());
    figures.put("explorer", receptiveFieldExplorer(network, photo));
    figures.put("large", TensorPicture.of(Tensor.full(Shape.of(1, 1, 2, 2), -1.5e30f)).figure());
    figures.put(
        "errors",
        LayerPlots.grouped(
            "Errors", "error in %", List.of("A"), List.of(new GroupedSeries("top-1", 1_024.45))));
  }
}
