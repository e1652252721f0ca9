package org.receptive.viz.steps;

import java.util.Optional;
import org.receptive.viz.figure.Scene;

/**
 * One step of an algorithm.
 *
 * @param scene what this step adds to (or paints over) the base that all steps share
 * @param caption what happens in this step, in words
 * @param formula the same with numbers, in the mark-up of formula lines; empty for none
 * @param card a small picture of the step for the filmstrip, if there is one
 */
public record Frame(Scene scene, String caption, String formula, Optional<Scene> card) {

  /** A step with a picture and words. */
  public static Frame of(Scene scene, String caption) {
    return new Frame(scene, caption, "", Optional.empty());
  }

  /** A step with a picture, words and a formula. */
  public static Frame of(Scene scene, String caption, String formula) {
    return new Frame(scene, caption, formula, Optional.empty());
  }

  /** The same step with a small picture for the filmstrip. */
  public Frame card(Scene small) {
    return new Frame(scene, caption, formula, Optional.of(small));
  }
}
