package org.receptive.lessons.exercise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.receptive.lessons.card.Card;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.card.Tone;
import org.receptive.lessons.claim.Numbers;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * A question whose answer is a number, with numbers that are the student's own. It remembers how
 * often it was answered wrongly, and helps accordingly.
 */
public final class NumberExercise implements Picture {
  private final String title;
  private final String question;
  private final Map<String, Integer> givens;
  private final double answer;
  private final List<Mistake> mistakes;
  private final Guidance guidance;

  NumberExercise(
      String title,
      String question,
      Map<String, Integer> givens,
      double answer,
      List<Mistake> mistakes,
      Guidance guidance) {
    this.title = title;
    this.question = question;
    this.givens = new LinkedHashMap<>(givens);
    this.answer = answer;
    this.mistakes = List.copyOf(mistakes);
    this.guidance = guidance;
  }

  /**
   * One of the numbers in the question.
   *
   * @throws IllegalArgumentException if the question has no number of that name
   */
  public int given(String name) {
    Integer value = givens.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The exercise '%s' gives no '%s'; it gives %s."
              .formatted(title, name, String.join(", ", givens.keySet())));
    }
    return value;
  }

  /** The next hint; after three of them the solution. */
  public Card hint() {
    return Card.of(Tone.QUESTION, title, guidance.next());
  }

  Passed answer(double given) {
    if (Numbers.same(given, answer)) {
      return new Passed(
          Card.of(
              Tone.RIGHT,
              "%s: %s is right".formatted(title, Numbers.write(given)),
              Part.paragraph("In full", guidance.solution())));
    }
    if (given == 0) {
      throw new NoAnswerYet(title, Part.paragraph(question));
    }
    String diagnosis =
        mistakes.stream()
            .filter(mistake -> Numbers.same(mistake.value(), given))
            .findFirst()
            .map(Mistake::diagnosis)
            .orElseGet(() -> byDistance(given));
    throw new CheckFailed(
        Card.of(
            Tone.WRONG,
            "%s: not yet, %s is not it".formatted(title, Numbers.writeApart(given, answer)),
            Part.paragraph("Perhaps", diagnosis),
            guidance.next()));
  }

  /** What can be said of an answer that nobody expected, without giving the right one away. */
  private String byDistance(double given) {
    if (!Double.isFinite(given)) {
      return "that is no finite number; look for a division by zero.";
    }
    if (given != Math.rint(given) && answer == Math.rint(answer)) {
      return "the answer is a whole number; something was divided that does not divide evenly.";
    }
    if (Math.abs(given - answer) == 1) {
      return "you are off by one; something is left out, or counted that does not count.";
    }
    return given < answer ? "that is too small." : "that is too large.";
  }

  /** The right answer; only tests of the checks may look. */
  double rightAnswer() {
    return answer;
  }

  List<Mistake> mistakes() {
    return mistakes;
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
