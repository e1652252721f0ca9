package org.receptive.lessons.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.receptive.lessons.card.Card;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.card.Tone;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * An exercise in which a student writes the loops of a layer, which are run beside the engine.
 *
 * @param <F> the kind of loops: {@link Convolution}, {@link Pooling}
 */
public final class LoopExercise<F> implements Picture {
  /** How far loops may be from the engine; it computes in float32, which keeps about 7 digits. */
  private static final double TOLERANCE = 1e-5;

  private static final int SHOWN = 4;

  /**
   * One input on which loops and engine are compared.
   *
   * @param input {@code H x W}
   * @param kernel {@code f x f}; empty for layers without one
   */
  record Trial(double[][] input, double[][] kernel) {}

  /** What loops made of a trial, beside what the engine makes of it. */
  private record Outcome(Trial trial, double[][] given, double[][] right) {
    boolean hasRightSize() {
      return Grid.sameSize(given, right);
    }

    /** Whether this is the array that the notebook comes with: right in size, and never filled. */
    boolean isUntouched() {
      return hasRightSize()
          && Arrays.stream(given).flatMapToDouble(Arrays::stream).allMatch(v -> v == 0);
    }

    double error() {
      return Grid.relativeError(given, right);
    }
  }

  /**
   * A usual way to get the loops wrong.
   *
   * @param loops what such loops compute
   * @param diagnosis what was probably done
   */
  record Slip<F>(F loops, String diagnosis) {}

  private final String title;
  private final String question;
  private final List<Trial> trials;
  private final BiFunction<F, Trial, double[][]> run;
  private final BiFunction<double[][], double[][], double[][]> engine;
  private final List<Slip<F>> slips;
  private final Guidance guidance;

  LoopExercise(
      String title,
      String question,
      List<Trial> trials,
      BiFunction<F, Trial, double[][]> run,
      BiFunction<double[][], double[][], double[][]> engine,
      List<Slip<F>> slips,
      Guidance guidance) {
    this.title = title;
    this.question = question;
    this.trials = List.copyOf(trials);
    this.run = run;

    this.engine = engine;
    this.slips = List.copyOf(slips);
    this.guidance = guidance;
  }

  /** Loops may write into what they are given. */
  private static Trial copy(Trial trial) {
    return new Trial(copy(trial.input()), copy(trial.kernel()));
  }

  private static double[][] copy(double[][] grid) {
    double[][] result = new double[grid.length][];
    for (int y = 0; y < grid.length; y++) {
      result[y] = grid[y].clone();
    }
    return result;
  }

  /** The next hint; after three of them the solution. */
  public Card hint() {
    return Card.of(Tone.QUESTION, title, guidance.next());
  }

  Passed answer(F loops) {
    List<Outcome> outcomes = trials.stream().map(trial -> outcome(loops, trial)).toList();
    if (outcomes.stream().allMatch(Outcome::isUntouched)) {
      throw new NoAnswerYet(
          title,
          Part.paragraph(question),
          Part.paragraph("So far", "the output is zero everywhere, for every input."));
    }
    outcomes.forEach(this::requireRight);
    double worst = outcomes.stream().mapToDouble(Outcome::error).max().orElse(0);
    return new Passed(
        Card.of(
            Tone.RIGHT,
            title + ": your loops and the engine agree",
            Part.paragraph(
                "Compared",
                String.format(
                    Locale.ROOT,
                    "%d inputs; the largest relative error is below %s. The engine computes in"
                        + " float32, which keeps about 7 digits.",
                    trials.size(),
                    bound(worst)))));
  }

  private Outcome outcome(F loops, Trial trial) {
    return new Outcome(trial, computed(loops, trial), engine.apply(trial.input(), trial.kernel()));
  }

  private void requireRight(Outcome outcome) {
    if (!outcome.hasRightSize()) {
      throw failed(
          "the output of a %s input is %s, but must be %s."
              .formatted(
                  Grid.size(outcome.trial().input()),
                  Grid.size(outcome.given()),
                  Grid.size(outcome.right())));
    }
    if (!(outcome.error() <= TOLERANCE)) {
      throw failed(diagnosis(outcome));
    }
  }

  private double[][] computed(F loops, Trial trial) {
    double[][] given;
    try {
      given = run.apply(loops, copy(trial));
    } catch (ArrayIndexOutOfBoundsException outside) {
      throw failed(
          "the loops leave the array (%s); where does the last window start?"
              .formatted(outside.getMessage()));
    }
    if (given == null) {
      throw failed("the loops give null; return the output array.");
    }
    Grid.raggedness(given)
        .ifPresent(
            why -> {
              throw failed(why);
            });
    return given;
  }

  private String diagnosis(Outcome outcome) {
    double[][] given = outcome.given();
    Optional<String> notFinite = Grid.notFinite(given);
    if (notFinite.isPresent()) {
      return notFinite.get();
    }
    Optional<String> known =
        slips.stream()
            .filter(slip -> matches(slip, outcome.trial(), given))
            .map(Slip::diagnosis)
            .findFirst();
    return known.orElseGet(
        () ->
            String.format(
                Locale.ROOT,
                "the largest relative error is %.2g. The first values are%n%s%nand should be%n%s",
                outcome.error(),
                Grid.text(given, SHOWN),
                Grid.text(outcome.right(), SHOWN)));
  }

  private boolean matches(Slip<F> slip, Trial trial, double[][] given) {
    double[][] wrong = run.apply(slip.loops(), copy(trial));
    return Grid.sameSize(given, wrong) && Grid.relativeError(given, wrong) <= TOLERANCE;
  }

  private CheckFailed failed(String diagnosis) {
    return new CheckFailed(
        Card.of(
            Tone.WRONG,
            title + ": not yet",
            Part.paragraph("Perhaps", diagnosis),
            guidance.next()));
  }

  /** A round bound, since the last digits differ from one processor to the next. */
  private static String bound(double error) {
    return error < 1e-6 ? "1e-6" : "1e-5";
  }

  @Override
  public Figure figure() {
    return Card.of(Tone.QUESTION, title, Part.paragraph(question));
  }

  @Override
  public String toString() {
    return figure().text();
  }
}
