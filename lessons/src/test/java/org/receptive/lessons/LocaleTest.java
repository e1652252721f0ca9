package org.receptive.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.receptive.viz.arithmetic.Arithmetic.giving;
import static org.receptive.viz.arithmetic.Arithmetic.outputSize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.claim.Errata;
import org.receptive.lessons.claim.Erratum;
import org.receptive.lessons.data.Digits;
import org.receptive.lessons.editor.LayerSetting;
import org.receptive.lessons.editor.NetworkEdit;
import org.receptive.lessons.exercise.Exercises;
import org.receptive.lessons.networks.Networks;
import org.receptive.lessons.recognition.Recognizer;
import org.receptive.viz.architecture.Architecture;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.steps.LoopSteps;
import org.receptive.viz.summary.Summary;

/** One way to write numbers, wherever the machine stands. */
class LocaleTest {
  private static final Locale BEFORE = Locale.getDefault();

  private static List<String> expected;

  @BeforeAll
  static void writeWithoutALocale() {
    Locale.setDefault(Locale.ROOT);
    try {
      expected = words();
    } finally {
      Locale.setDefault(BEFORE);
    }
  }

  @AfterEach
  void goHome() {
    Locale.setDefault(BEFORE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG", "hi-IN-u-nu-deva"})
  void everythingIsWrittenAlikeInEveryLanguage(String language) {
    Locale.setDefault(Locale.forLanguageTag(language));
    List<String> there = words();
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), there.get(i));
    }
  }

  /** What the lecture's cells show, as text and as they are drawn. */
  private static List<String> words() {
    List<String> words = new ArrayList<>();
    Network lenet = Networks.leNet5();
    List<Figure> figures = new ArrayList<>();
    figures.add(Errata.all().figure());
    figures.add(Lessons.claim("slide 9", 255.5, "MB").about(243_860_896 / 1e6).figure());
    figures.add(Lessons.claim("slide 9", 1e300, "FLOPs").about(2.5e-9).figure());
    figures.add(Lessons.predict("How many?", 1_900.5).reveal(1_955));
    figures.add(Exercises.outputSize().figure());
    figures.add(Exercises.firstFullyConnected().figure());
    figures.add(Exercises.multiplyAccumulates().figure());
    figures.add(Exercises.halvingBlock().figure());
    figures.add(Exercises.bottleneck().figure());
    figures.add(Exercises.denseBlock().figure());
    figures.add(Exercises.reducedBranch().figure());
    figures.add(Exercises.globalAveragePooling().figure());
    figures.add(Exercises.im2colSize().figure());
    figures.add(Exercises.winogradProducts().figure());
    figures.add(outputSize(1_000, 7).stride(2).figure());
    figures.add(Architecture.of(lenet).figure());
    figures.add(Architecture.costs(Networks.inceptionNaive()).figure());
    figures.add(Summary.of(lenet).figure());
    figures.add(giving(14).from(28).upTo(5, 3).figure());
    Tensor x = Tensor.random(Shape.of(1, 1, 4, 4), 1);
    figures.add(
        LoopSteps.of(Conv2d.of(1, 1, 2).withoutBias(), x, Tensor.random(Shape.of(1, 1, 2, 2), 2))
            .figure());
    addRunsAndEdits(figures);
    for (Figure figure : figures) {
      words.add(figure.title());
      words.add(figure.text());
      words.add(figure.description());
      words.add(figure.svg());
      words.add(figure.html());
    }
    words.add(lenet.toString());
    words.add(refusal(() -> x.reshape(1, 1, 1_001, 1_001)));
    words.add(refusal(() -> outputSize(5, 7).value()));
    return words;
  }

  private static void addRunsAndEdits(List<Figure> figures) {
    NetworkEdit vgg = NetworkEdit.of(Networks.vgg16());
    figures.add(vgg.set("conv3_1", LayerSetting.STRIDE, 2).without("pool2").figure());
    NetworkEdit lenet = NetworkEdit.of(Networks.leNet5());
    figures.add(lenet.set("conv2", LayerSetting.KERNEL, 17).figure());
    Network trained = Networks.trainedLeNet();
    figures.add(Recognizer.recognize(trained, Digits.test(18)).figure());
    figures.add(Recognizer.score(trained, Digits.test().subList(0, 100)).figure());
    for (Erratum erratum : Errata.all().list()) {
      figures.add(erratum.figure());
    }
  }

  private static String refusal(Runnable call) {
    return assertThrows(RuntimeException.class, call::run).getMessage();
  }
}
