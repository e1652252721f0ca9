package org.receptive.viz.steps;

import java.util.List;
import org.receptive.viz.figure.Bounds;

/**
 * A place of the picture that answers to the pointer.
 *
 * @param kind what happens there
 * @param box where it is, in px of the scene
 * @param steps the step to go to, or the steps whose places light up
 * @param label what is said when it is touched; empty for nothing
 */
public record Hotspot(Kind kind, Bounds box, List<Integer> steps, String label) {

  /** What a hotspot does. */
  public enum Kind {
    /** Goes to its one step: the result of that step is drawn here. */
    RESULT,
    /** Lights up the results of its steps: this value enters all of them. */
    SOURCE
  }

  /** Copies the steps and checks them. */
  public Hotspot {
    steps = List.copyOf(steps);
    if (kind == Kind.RESULT && steps.size() != 1) {
      throw new IllegalArgumentException("a result belongs to one step, not to " + steps);
    }
  }

  /** The place where the result of {@code step} (from 0) is drawn. */
  public static Hotspot result(Bounds box, int step) {
    return new Hotspot(Kind.RESULT, box, List.of(step), "");
  }

  /** The place of a value that enters the results of {@code steps}. */
  public static Hotspot source(Bounds box, List<Integer> steps, String label) {
    return new Hotspot(Kind.SOURCE, box, steps, label);
  }
}
