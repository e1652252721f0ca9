package org.receptive.viz.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleTest {
  private static final int TRIES = 2000;

  private static List<Double> values(Random random) {
    double size = Math.pow(10, random.nextInt(-12, 13));
    double offset = random.nextInt(4) == 0 ? size * random.nextInt(-1000, 1000) : 0;
    List<Double> values = new ArrayList<>();
    for (int i = random.nextInt(1, 9); i > 0; i--) {
      double value = offset + size * random.nextDouble(-1, 1);
      values.add(random.nextInt(5) == 0 ? Math.rint(value) : value);
    }
    return values;
  }

  private static List<Scale> scales(List<Double> values) {
    List<Double> sizes = values.stream().map(value -> Math.abs(value) + 1e-13).toList();
    return List.of(
        LinearScale.rounded(values, false),
        LinearScale.rounded(values, true),
        LinearScale.tight(values),
        LogScale.around(sizes));
  }

  private static List<String> labels(List<Tick> ticks) {
    return ticks.stream().map(Tick::label).toList();
  }

  private static List<Double> at(List<Tick> ticks) {
    return ticks.stream().map(Tick::value).toList();
  }

  @Test
  void ticksRiseStandOnTheScaleAreFewAndTellApart() {
    Random random = new Random(1);
    for (int i = 0; i < TRIES; i++) {
      List<Double> values = values(random);
      for (Scale scale : scales(values)) {
        for (int most = 2; most <= 10; most++) {
          List<Tick> ticks = scale.ticks(most);
          String what = scale + " with " + most + ": " + ticks;
          assertTrue(ticks.size() <= most, what);
          assertEquals(ticks.size(), labels(ticks).stream().distinct().count(), what);
          for (int t = 0; t < ticks.size(); t++) {
            double share = scale.share(ticks.get(t).value());
            assertTrue(share >= 0 && share <= 1, what);
            assertTrue(t == 0 || scale.share(ticks.get(t - 1).value()) < share, what);
          }
        }
      }
    }
  }

  @Test
  void everyValueStandsOnItsScaleInOrder() {
    Random random = new Random(2);
    for (int i = 0; i < TRIES; i++) {
      List<Double> values = values(random).stream().sorted().toList();
      LinearScale scale = LinearScale.rounded(values, false);
      assertTrue(scale.low() <= values.getFirst(), scale + " for " + values);
      assertTrue(scale.high() >= values.getLast(), scale + " for " + values);
      for (int v = 1; v < values.size(); v++) {
        assertTrue(scale.share(values.get(v - 1)) <= scale.share(values.get(v)), scale::toString);
      }
      LinearScale zero = LinearScale.rounded(values, true);
      assertTrue(zero.low() <= 0 && zero.high() >= 0, zero::toString);
    }
  }

  @Test
  void aLinearScaleHasTicksEnoughAtTheUsualSize() {
    Random random = new Random(3);
    for (int i = 0; i < TRIES; i++) {
      LinearScale scale = LinearScale.rounded(values(random), random.nextBoolean());
      int ticks = scale.ticks(8).size();
      assertTrue(ticks >= 2, scale + ": " + scale.ticks(8));
    }
  }

  @Test
  void ticksAreRound() {
    assertEquals(
        List.of(0.0, 5.0, 10.0, 15.0, 20.0, 25.0),
        at(LinearScale.rounded(List.of(4.4, 24.4), true).ticks(8)));
    assertEquals(
        List.of("0", "0.1", "0.2", "0.3"),
        labels(LinearScale.rounded(List.of(0.0, 0.3), true).ticks(4)));
    assertEquals(
        List.of("0", "0.002", "0.004"),
        labels(LinearScale.rounded(List.of(0.0001, 0.004), true).ticks(3)));
    assertEquals(
        List.of("0", "1 M", "2 M"), labels(LinearScale.rounded(List.of(0.0, 2e6), true).ticks(3)));
    assertEquals(
        List.of("\u22122e\u22126", "0", "2e\u22126"),
        labels(LinearScale.rounded(List.of(-2e-6, 2e-6), true).ticks(3)));
  }

  @Test
  void aScaleOfEpochsHasNoHalfEpochs() {
    assertEquals(List.of(1.0, 2.0, 3.0), at(LinearScale.tight(List.of(1.0, 3.0)).ticks(10)));
  }

  @Test
  void powersOfTenAndTheirPartsAreMarkedWhereThereIsRoom() {
    LogScale scale = LogScale.around(List.of(20.0, 900.0));
    assertEquals(List.of(20.0, 50.0, 100.0, 200.0, 500.0, 1000.0), at(scale.ticks(8)));
    assertEquals(List.of(100.0, 1000.0), at(scale.ticks(3)));
    assertEquals(
        List.of("0.01", "1", "100"), labels(LogScale.around(List.of(0.01, 100.0)).ticks(3)));
  }

  @Test
  void sidesThatDoubleAreMarkedAtTheSides() {
    LogScale scale = LogScale.around(List.of(28.0, 224.0, 56.0, 112.0));
    assertEquals(List.of(28.0, 56.0, 112.0, 224.0), at(scale.ticks(10)));
    assertEquals(List.of(28.0, 112.0), at(scale.ticks(3)));
    assertEquals(1 / 3.0, scale.share(56), 1e-12);
  }

  @Test
  void categoriesStandInTheMiddleOfTheirBands() {
    BandScale scale = new BandScale(List.of("a", "b"));
    assertEquals(0.25, scale.share(0));
    assertEquals(75, scale.px(1, 0, 100));
    assertEquals(List.of("a", "b"), labels(scale.ticks(2)));
  }

  @Test
  void whatIsNotFiniteHasNoPlaceAndZeroNoneOnALogarithm() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      assertTrue(!new LinearScale(0, 1, false).holds(value), "" + value);
      assertTrue(!new LogScale(1, 10, false).holds(value), "" + value);
    }
    assertTrue(!new LogScale(1, 10, false).holds(0));
  }

  @Test
  void aScaleThatDoesNotRiseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LinearScale(1, 1, false));
    assertThrows(IllegalArgumentException.class, () -> new LogScale(0, 1, false));
    assertThrows(IllegalArgumentException.class, () -> new BandScale(List.of()));
  }
}
