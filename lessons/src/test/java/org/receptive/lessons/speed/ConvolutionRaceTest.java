package org.receptive.lessons.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.viz.figure.FigureRules;

class ConvolutionRaceTest {
  private static float[][][] loops(float[][][] x, float[][][][] w) {
    int n = x[0].length;
    float[][][] y = new float[w.length][n][n];
    for (int k = 0; k < w.length; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          for (int c = 0; c < x.length; c++) {
            for (int u = 0; u < 3; u++) {
              for (int v = 0; v < 3; v++) {
                int p = i + u - 1;
                int q = j + v - 1;
                if (p >= 0 && p < n && q >= 0 && q < n) {
                  y[k][i][j] += w[k][c][u][v] * x[c][p][q];
                }
              }
            }
          }
        }
      }
    }
    return y;
  }

  @Test
  void everyWayGivesTheSameNumbers() {
    ConvolutionRace race = ConvolutionRace.of(16, 32, 12);
    assertEquals(16L * 32 * 9 * 144, race.macs());
    assertTrue(race.loops("loops", () -> loops(race.x(), race.w())).difference() < 1e-5);
    assertTrue(race.direct().difference() < 1e-5);
    race.winograd().ifPresent(result -> assertTrue(result.difference() < 1e-4));
    assertEquals(List.of(), FigureRules.violations(race.figure()));
    assertTrue(race.toString().contains("loops: "), race.toString());
    assertTrue(race.toString().contains("Winograd F(4x4)"), "shown, or said to be missing");
  }

  @Test
  void theRaceOfTheNotebookKeepsTheRules() {
    ConvolutionRace race = ConvolutionRace.of(64, 64, 56);
    race.direct();
    assertEquals(List.of(), FigureRules.violations(race.figure()));
  }

  @Test
  void theRowsOfTheMatrixAreTheFilters() {
    ConvolutionRace race = ConvolutionRace.of(2, 3, 5);
    assertEquals(3, race.rows().length);
    for (int k = 0; k < 3; k++) {
      for (int t = 0; t < 18; t++) {
        assertEquals(race.w()[k][t / 9][t % 9 / 3][t % 3], race.rows()[k][t]);
      }
    }
  }

  /** Loops that round each product differ a little from sums in double precision: no fault. */
  @Test
  void thePictureSaysWhatTheErrorIsMeasuredFrom() {
    ConvolutionRace race = ConvolutionRace.of(2, 3, 5);
    race.loops("loops", () -> loops(race.x(), race.w()));
    assertTrue(race.toString().contains("largest relative error"), race.toString());
    assertTrue(race.toString().contains("from sums in double precision"), race.toString());
  }

  @Test
  void wrongNumbersShowAsADifference() {
    ConvolutionRace race = ConvolutionRace.of(2, 3, 5);
    assertEquals(1, race.product("zeros", () -> new float[3][25]).difference());
    assertTrue(Double.isNaN(race.product("none", () -> new float[][] {notNumbers()}).difference()));
  }

  private static float[] notNumbers() {
    float[] all = new float[75];
    all[7] = Float.NaN;
    return all;
  }

  @Test
  void anOutputOfAnotherSizeIsRefused() {
    ConvolutionRace race = ConvolutionRace.of(2, 3, 5);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> race.product("short", () -> new float[3][9]));
    assertTrue(refused.getMessage().contains("27 values"), refused.getMessage());
    float[][] ragged = {new float[25], new float[24], new float[26]};
    refused = assertThrows(IllegalArgumentException.class, () -> race.product("r", () -> ragged));
    assertTrue(
        refused.getMessage().contains("row 0 has 25 values, row 1 of 3 has 24"),
        refused.getMessage());
    float[][] single = {new float[1], new float[24], new float[26]};
    refused = assertThrows(IllegalArgumentException.class, () -> race.product("r", () -> single));
    assertTrue(refused.getMessage().contains("row 0 has 1 value, row 1"), refused.getMessage());
    assertThrows(IllegalStateException.class, () -> ConvolutionRace.of(1, 1, 4).figure());
  }
}
