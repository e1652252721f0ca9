package org.receptive.engine.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.program.Algorithm;

/** Measurements of the machine that were disturbed, with a clock and rounds that are given. */
class RoofTest {
  private static final MachineLimits DISTURBED = new MachineLimits(2, 1, 18, 20);
  private static final MachineLimits QUIET = new MachineLimits(2, 200, 40, 300);

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger taken = new AtomicInteger();

  /** Each round takes ten units of time; the last rate comes again and again. */
  private Supplier<BestRate.Round> rounds(boolean whole, double... rates) {
    return () -> {
      clock.addAndGet(10);
      int round = Math.min(taken.getAndIncrement(), rates.length - 1);
      return new BestRate.Round(rates[round], whole);
    };
  }

  private BestRate best(int quietRounds, long quiet, long most) {
    return new BestRate(clock::get, quietRounds, quiet, most);
  }

  @Test
  void disturbedRoundsDoNotCountWhereverTheyAre() {
    assertEquals(200, best(3, 0, 1000).of(rounds(true, 1, 200, 2, 190, 3, 4), 0));
  }

  @Test
  void roundsGoOnUntilTheBestHasNotRisenForAWhile() {
    assertEquals(8, best(3, 0, 1000).of(rounds(true, 1, 1, 1, 4, 4, 8, 8.1, 8.1, 8, 99), 0), 0.11);
    assertEquals(9, taken.get());
  }

  @Test
  void theSameSlowRateForAMomentIsNotTheBest() {
    double[] rates = {1, 1, 1, 1, 1, 1, 1, 200};
    assertEquals(200, best(3, 100, 1000).of(rounds(true, rates), 0));
  }

  @Test
  void aSlowRiseIsARise() {
    assertEquals(110, best(2, 0, 1000).of(rounds(true, 100, 102, 104, 106, 108, 110, 110), 0));
  }

  @Test
  void roundsWithoutAllThreadsEndNothingButTheTimeDoes() {
    assertEquals(7, best(3, 0, 200).of(rounds(false, 7), 0));
    assertEquals(20, taken.get());
  }

  @Test
  void belowTheGoalTheTimeIsUsedUp() {
    assertEquals(7, best(3, 0, 200).of(rounds(true, 7), 10));
    assertEquals(20, taken.get());
  }

  /** Bytes for each run; the last number comes again and again. */
  private int runsUntilCompiled(long most, long... bytes) {
    AtomicLong allocated = new AtomicLong();
    new WarmUp(clock::get, allocated::get, most)
        .run(
            () -> {
              clock.addAndGet(10);
              allocated.addAndGet(bytes[Math.min(taken.getAndIncrement(), bytes.length - 1)]);
            });
    return taken.get();
  }

  @Test
  void aLoopIsWarmWhenItMakesNoObjectsAnyMore() {
    assertEquals(5, runsUntilCompiled(1000, 900_000, 900_000, 900_000, 400_000, 64));
  }

  @Test
  void aLoopThatIsNeverCompiledIsNotWaitedForLongerThanTheTime() {
    assertEquals(20, runsUntilCompiled(200, 900_000));
  }

  private static LayerSpeed layer(
      String name, double operations, double bytes, double millis, Algorithm algorithm) {
    return new LayerSpeed(name, "Conv2d", operations, bytes, millis, Optional.of(algorithm));
  }

  /** 150 GFLOP/s at 100 operations a byte. */
  private static final LayerSpeed CONV = layer("conv1", 1.5e9, 1.5e7, 10, Algorithm.DIRECT);

  private Roof over(LayerSpeed layer, MachineLimits... limits) {
    Iterator<MachineLimits> next = List.of(limits).iterator();
    return Roof.over(
        List.of(layer),
        () -> {
          taken.incrementAndGet();
          return next.next();
        });
  }

  @Test
  void aLayerUnderTheRoofNeedsNoOtherMeasurement() {
    assertEquals(new Roof(QUIET, List.of()), over(CONV, QUIET));
    assertEquals(1, taken.get());
  }

  @Test
  void aLayerAboveTheRoofHasTheMachineMeasuredAgain() {
    assertEquals(new Roof(QUIET, List.of()), over(CONV, DISTURBED, QUIET));
    assertEquals(2, taken.get());
  }

  @Test
  void ofTwoMeasurementsTheHigherLimitsCount() {
    MachineLimits other = new MachineLimits(2, 190, 10, 310);
    assertEquals(new MachineLimits(2, 200, 40, 310), QUIET.best(other));
  }

  @Test
  void aRoofThatIsStillLowerIsRaisedAndSaysSo() {
    Roof roof = over(CONV, DISTURBED, new MachineLimits(2, 90, 18, 20));
    assertEquals(150, roof.limits().gigaflops(), 1e-9);
    assertEquals(18, roof.limits().memoryGigabytes());
    assertEquals(
        List.of("the roof was raised: conv1 computed 150 GFLOP/s, the loop only 90"), roof.notes());
    Roofline roofline = new Roofline("Net", "cpp", roof.limits(), List.of(CONV), roof.notes());
    assertTrue(roofline.text().contains(roof.notes().getFirst()), roofline.text());
    assertTrue(roofline.text().contains(" 100% of the roof"), roofline.text());
  }

  @Test
  void productsThatWereNeverMadeRaiseNothing() {
    LayerSpeed winograd = layer("conv2", 7.9e9, 1.5e7, 10, Algorithm.WINOGRAD_4);
    assertEquals(790.0 / 4, winograd.computedGigaflops(), 1e-9);
    assertEquals(List.of(), over(winograd, QUIET).notes());
    LayerSpeed faster = layer("conv2", 9e9, 1.5e7, 10, Algorithm.WINOGRAD_4);
    assertEquals(225, over(faster, QUIET, QUIET).limits().gigaflops(), 1e-9);
  }

  @Test
  void aLayerTooLargeForACacheRaisesTheMemorysLimit() {
    LayerSpeed large = layer("fc6", 7.5e7, 1.5e8, 3, Algorithm.DIRECT);
    Roof roof = over(large, QUIET, QUIET);
    assertEquals(50, roof.limits().memoryGigabytes(), 1e-9);
    assertEquals(List.of("the roof was raised: fc6 moved 50 GB/s, the loop only 40"), roof.notes());
  }

  @Test
  void aSmallLayerMayHaveItsDataFromTheCache() {
    LayerSpeed small = layer("fc", 5e5, 1e6, 0.02, Algorithm.DIRECT);
    assertEquals(List.of(), over(small, QUIET).notes());
    Roofline roofline = new Roofline("Net", "cpp", QUIET, List.of(small));
    assertTrue(roofline.text().contains("its data from the cache"), roofline.text());
    LayerSpeed faster = layer("fc", 5e5, 1e6, 0.0025, Algorithm.DIRECT);
    assertEquals(400, over(faster, QUIET, QUIET).limits().cacheGigabytes(), 1e-9);
  }
}
