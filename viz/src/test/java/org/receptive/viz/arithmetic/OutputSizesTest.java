package org.receptive.viz.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.viz.arithmetic.Arithmetic.giving;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.receptive.viz.arithmetic.OutputSizes.Condition;
import org.receptive.viz.arithmetic.OutputSizes.Solution;
import org.receptive.viz.figure.FigureRules;

class OutputSizesTest {
  private static Map<String, String> namesOf(OutputSizes sizes) {
    return sizes.solutions().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                s -> s.kernel() + "/" + s.stride() + "/" + s.padding(), Solution::name));
  }

  @Test
  void paddingsWithANameAreNamed() {
    Map<String, String> halved = namesOf(giving(14).from(28));
    assertEquals("valid, same", halved.get("2/2/0"));
    assertEquals("", halved.get("3/2/1"), "'same' would pad one end only");
    assertEquals("same", halved.get("4/2/1"));
    assertEquals("valid", namesOf(giving(28).from(32)).get("5/1/0"));
    assertEquals("full", namesOf(giving(36).from(32)).get("5/1/4"));
    assertEquals("same", namesOf(giving(32).from(32)).get("5/1/2"));
  }

  @Test
  void aConditionHoldsForExactlyTheAnswersOfItsStride() {
    for (int output = 1; output <= 20; output++) {
      OutputSizes sizes = giving(output).from(20).upTo(9, 5);
      for (Map.Entry<Condition, List<Solution>> group : sizes.byStride().entrySet()) {
        Condition condition = group.getKey();
        long expected = 0;
        for (int k = 1; k <= 9; k++) {
          for (int p = 0; p < k; p++) {
            int difference = k - 2 * p;
            boolean fits = k <= 20 + 2 * p;
            if (fits && condition.least() <= difference && difference <= condition.most()) {
              expected++;
            }
          }
        }
        assertEquals(expected, group.getValue().size(), output + ": " + condition);
      }
    }
  }

  @Test
  void everySizeKeepsTheRulesAndSaysHowManyAnswersThereAre() {
    for (OutputSizes sizes :
        List.of(
            giving(14),
            giving(32).from(32),
            giving(7).from(224).upTo(64, 40),
            giving(1).from(9).upTo(30, 3),
            giving(50).from(3))) {
      assertEquals(List.of(), FigureRules.violations(sizes), sizes.title());
      assertTrue(sizes.html().length() < 200 * 1024, sizes.title());
      assertEquals(sizes.solutions().size(), sizes.table().rowCount());
    }
    assertTrue(giving(50).from(3).text().contains("there is no answer"));
    assertTrue(giving(14).html().contains("<details>"));
    OutputSizes many = giving(7).from(224).upTo(64, 40);
    int hidden = many.solutions().size() - 500;
    assertTrue(many.html().contains("and %,d more".formatted(hidden)), many.title());
  }
}
