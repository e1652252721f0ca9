package org.receptive.lessons.exercise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.receptive.lessons.exercise.Instances.Instance;
import org.receptive.viz.arithmetic.OutputSizes;

/**
 * The inverse problem of the output size: count every kernel, stride and padding that turns one
 * size into another.
 */
final class WayBackExercise {
  /** The size after slide 6's pooling, which the slide gets wrong. */
  private static final int OUTPUT = 14;

  private WayBackExercise() {}

  /** Whether a window gives the output that is asked for. */
  @FunctionalInterface
  private interface Window {
    boolean gives(int f, int s, int p);
  }

  static NumberExercise of(Student student) {
    Instance<OutputSizes> drawn =
        Instances.draw(student.random("every window that gives"), WayBackExercise::search);
    OutputSizes search = drawn.givens();
    Map<String, Integer> givens = new LinkedHashMap<>();
    givens.put("n", search.input());
    givens.put("m", search.output());
    givens.put("F", search.largestKernel());
    givens.put("S", search.largestStride());
    return new NumberExercise(
        "Exercise 1, the way back",
        String.format(
            Locale.ROOT,
            "An input is n = %d pixels wide, and the output is to be m = %d. Try every kernel f"
                + " from 1 to F = %d, every stride s from 1 to S = %d and every padding p from 0 to"
                + " f \u2212 1 on both sides. How many of these windows give m?",
            search.input(),
            search.output(),
            search.largestKernel(),
            search.largestStride()),
        givens,
        drawn.answer(),
        drawn.mistakes(),
        new Guidance(
            List.of(
                "Three loops, one inside the other: kernel, stride, padding.",
                "Inside them is one question: does the formula of the output size give m?",
                "In Java, (n + 2 * p - f) / s of whole numbers is rounded down by itself."),
            "for each s the formula gives m when (m \u2212 1) s <= n + 2p \u2212 f < m s; of all"
                + " kernels,"
                + String.format(
                    Locale.ROOT,
                    " strides and paddings that fulfil this there are %d.",
                    (int) drawn.answer())));
  }

  /** A search with many answers, and with every usual slip counting something else. */
  private static Instance<OutputSizes> search(SplittableRandom random) {
    int n = random.nextInt(16, 81);
    int largestKernel = random.nextInt(5, 14);
    int largestStride = random.nextInt(2, 7);
    OutputSizes search = OutputSizes.giving(OUTPUT).from(n).upTo(largestKernel, largestStride);
    return new Instance<>(search, search.solutions().size(), mistakes(search));
  }

  private static List<Mistake> mistakes(OutputSizes search) {
    int n = search.input();
    int m = search.output();
    return List.of(
        new Mistake(
            count(search, (f, s, p) -> (n + p - f) / s + 1 == m),
            "you used p where the formula has 2p: padding is added on both sides."),
        new Mistake(
            count(search, (f, s, p) -> (n + 4 * p - f) / s + 1 == m),
            "you used 2p as p: p is already the padding of one side."),
        new Mistake(
            count(search, (f, s, p) -> (n + 2 * p - f) / s == m),
            "you forgot the + 1: the window's first position counts, too."),
        new Mistake(
            count(search, (f, s, p) -> p == 0 && (n - f) / s + 1 == m), "you forgot the padding."),
        new Mistake(
            count(search, (f, s, p) -> p > 0 && (n + 2 * p - f) / s + 1 == m),
            "you let the padding begin at 1; no padding at all is possible, too."),
        new Mistake(
            count(search, (f, s, p) -> (n + 2 * p - f) % s == 0 && (n + 2 * p - f) / s + 1 == m),
            "you counted only windows that leave nothing over; with the floor, a strip may be"
                + " left."),
        new Mistake(
            count(search, (f, s, p) -> Math.ceilDiv(n + 2 * p - f, s) + 1 == m),
            "that is the floor missing: you rounded up, but a window that does not fit is not"
                + " computed."),
        new Mistake(
            count(search, (f, s, p) -> f < search.largestKernel() && (n + 2 * p - f) / s + 1 == m),
            "the loop over the kernel stops before F; F itself is one of them."));
  }

  private static int count(OutputSizes search, Window window) {
    int count = 0;
    for (int f = 1; f <= search.largestKernel(); f++) {
      for (int s = 1; s <= search.largestStride(); s++) {
        for (int p = 0; p < f; p++) {
          if (window.gives(f, s, p)) {
            count++;
          }
        }
      }
    }
    return count;
  }
}
