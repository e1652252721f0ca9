package org.receptive.viz.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.GoldenFiles;

class DerivationGalleryTest {
  private static final GoldenFiles GOLDEN = GoldenFiles.inTestResources("arithmetic");

  @TestFactory
  Stream<DynamicTest> everyDerivationKeepsTheRulesOfFigures() {
    return DerivationGallery.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertEquals(
                            List.of(), FigureRules.violations(entry.getValue().figure()))));
  }

  @TestFactory
  Stream<DynamicTest> everyDerivationLooksAsItDid() {
    return DerivationGallery.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Figure figure = entry.getValue().figure();
                      assertEquals(Optional.empty(), GOLDEN.difference(entry.getKey(), figure));
                    }));
  }
}
