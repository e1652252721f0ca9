package org.receptive.viz.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.viz.Views;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.FigureRules;

/** What a cell shows of a network. */
class NetworkFiguresTest {
  @Test
  void aNetworkIsShownAsItsDiagramWithItsSummary() {
    Figure view = Views.of(Examples.leNet()).orElseThrow();
    assertEquals(Architecture.of(Examples.leNet()).figure().svg(), view.svg());
    assertEquals(List.of(), FigureRules.violations(view));
    assertTrue(view.html().contains("<details><summary>Layer by layer</summary>"));
    assertTrue(view.text().contains("61,706"), view.text());
  }

  @Test
  void aNetworkThatDoesNotFitIsShownWithItsError() {
    Figure view = Views.of(Examples.brokenAlexNet()).orElseThrow();
    assertEquals(List.of(), FigureRules.violations(view));
    assertTrue(view.text().contains("kernel 29 does not fit"), view.text());
  }
}
