package org.receptive.viz.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.GoldenFiles;
import tech.tablesaw.api.Table;

class SummaryTest {
  private static Network lenet() {
    return Network.builder("LeNet-5", Shape.of(1, 1, 32, 32))
        .conv("c1", 6, 5)
        .tanh()
        .avgPool("s2", 2, 2)
        .conv("c3", 16, 5)
        .tanh()
        .avgPool("s4", 2, 2)
        .conv("c5", 120, 5)
        .tanh()
        .flatten()
        .linear("f6", 84)
        .tanh()
        .linear("output", 10)
        .build();
  }

  private static Network twins() {
    return Network.builder("twins", Shape.of(1, 3, 16, 16))
        .conv("first", 3, 3, conv -> conv.padding(1))
        .shared("again", "first")
        .build();
  }

  @Test
  void theColumnsAddUpToTheTotals() {
    Summary summary = Summary.of(lenet());
    Table table = summary.table();
    assertEquals(61_706, summary.parameters());
    assertEquals(61_706, (long) table.longColumn("parameters").sum());
    assertEquals(summary.network().macs(), (long) table.longColumn("MACs").sum());
    assertEquals(
        summary.network().activationBytes(), (long) table.longColumn("activation bytes").sum());
    assertEquals(100, table.doubleColumn("parameter share (%)").sum(), 1e-9);
    assertEquals(summary.layers().size(), table.rowCount());
  }

  @Test
  void flopsAreTwiceTheMacsAndSaySo() {
    Summary macs = Summary.of(lenet());
    Summary flops = macs.flops();
    assertEquals(2 * macs.operations(), flops.operations());
    assertTrue(flops.text().contains("1 MAC = 2 FLOPs"));
    assertEquals(flops.operations(), (long) flops.table().longColumn("FLOPs").sum());
  }

  @Test
  void sharedWeightsCountOnceAndAreMarked() {
    Summary summary = Summary.of(twins());
    assertEquals(3 * (3 * 9 + 1), summary.parameters());
    assertTrue(summary.text().contains("= first"), summary.text());
    assertEquals(2L * 16 * 16 * 3 * 27, summary.operations());
  }

  @Test
  void theReceptiveFieldOfTheLastConvolutionIsTheWholeDigit() {
    Table table = Summary.of(lenet()).table();
    int row = table.stringColumn("layer").asList().indexOf("c5");
    assertEquals(32, table.doubleColumn("receptive field width").get(row));
  }

  @Test
  void theHtmlSurvivesASanitiser() {
    String html = Summary.of(lenet()).html();
    for (String refused : List.of("<style", "<script", "class=", " id=", "<svg")) {
      assertFalse(html.contains(refused), refused);
    }
    assertTrue(html.contains("61,706"), html);
    assertEquals(1, html.split("<table", -1).length - 1);
  }

  /** In a narrow page the table scrolls; what is counted how is read without scrolling. */
  @Test
  void theWordsAboveTheTableDoNotScrollWithIt() {
    String html = Summary.of(lenet()).html();
    int scrolls = html.indexOf("overflow-x:auto");
    assertTrue(html.indexOf("biases counted") < scrolls, html);
    assertTrue(scrolls < html.indexOf("<table"), html);
    assertFalse(html.contains("<caption"), html);
  }

  @Test
  void aNetworkWhoseShapesDoNotFitIsSummedUpAsFarAsTheyDo() {
    Network broken = lenet().with("c3", Conv2d.of(7, 16, 5));
    Summary summary = Summary.of(broken);
    assertEquals(156, summary.parameters());
    assertTrue(summary.text().contains("Shape error: "), summary.text());
    assertTrue(summary.html().contains("Shape error"));
  }

  @Test
  void theSummaryKeepsTheRulesOfFigures() {
    assertEquals(List.of(), FigureRules.violations(Summary.of(lenet())));
    assertEquals(List.of(), FigureRules.violations(Summary.of(deep(40))));
  }

  @Test
  void aDeepNetworkIsDrawnInRowsThatStillFit() {
    assertTrue(Summary.of(deep(40)).height() < 800);
  }

  private static Network deep(int layers) {
    NetworkBuilder builder = Network.builder("deep", Shape.of(1, 3, 32, 32));
    for (int i = 0; i < layers; i++) {
      builder.conv("a rather long stage name " + i, 4, 3, conv -> conv.padding(1));
    }
    return builder.build();
  }

  @Test
  void theSummaryLooksAsItDid() {
    GoldenFiles golden = GoldenFiles.inTestResources("summary");
    assertEquals(Optional.empty(), golden.difference("lenet", Summary.of(lenet())));
    assertEquals(
        Optional.empty(), golden.difference("lenet.html", Summary.of(lenet()).html() + "\n"));
  }
}
