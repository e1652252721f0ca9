package org.receptive.lessons.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.lessons.card.Card;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.card.Tone;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * One thing that a slide gets wrong, and what is right.
 *
 * @param slide the number of the slide
 * @param kind how wrong it is
 * @param says what the slide says
 * @param correct what is right, in one line
 * @param why where the difference comes from, and by which convention we count
 * @param claimed the numbers on the slide that this is about; empty if it is about words
 * @param computed the numbers that are right, each by a named convention; computed, never typed
 * @param slideSheet the slide's computation
 * @param ourSheet ours
 * @param condition with what the slide's number is right after all, such as {@code p = 1}; empty if
 *     with nothing
 */
public record Erratum(
    int slide,
    Kind kind,
    String says,
    String correct,
    String why,
    List<Double> claimed,
    List<Double> computed,
    Part.Sheet slideSheet,
    Part.Sheet ourSheet,
    String condition)
    implements Picture {

  /** How wrong a slide is. */
  public enum Kind {
    /** What the slide says is false. */
    ERROR(Tone.WRONG, "error"),
    /** What the slide says can be understood rightly, but leaves something out. */
    IMPRECISE(Tone.ROUGHLY, "imprecise");

    private final Tone tone;
    private final String word;

    Kind(Tone tone, String word) {
      this.tone = tone;
      this.word = word;
    }

    /** Symbol and colour. */
    public Tone tone() {
      return tone;
    }

    /** The kind as a word. */
    public String word() {
      return word;
    }
  }

  /** Copies the lists. */
  public Erratum {
    claimed = List.copyOf(claimed);
    computed = List.copyOf(computed);
  }

  /** An erratum that nothing makes right. */
  public Erratum(
      int slide,
      Kind kind,
      String says,
      String correct,
      String why,
      List<Double> claimed,
      List<Double> computed,
      Part.Sheet slideSheet,
      Part.Sheet ourSheet) {
    this(slide, kind, says, correct, why, claimed, computed, slideSheet, ourSheet, "");
  }

  /** Whether this is about the given number of the slide. */
  boolean isAbout(double number) {
    return claimed.stream().anyMatch(claim -> Numbers.same(claim, number));
  }

  /** What leads from a claim to this, in a cell. */
  Part.Paragraph whereToFindIt() {
    return Part.paragraph(
        "Erratum",
        String.format(Locale.ROOT, "Errata.ofSlide(%d) shows all of this slide.", slide));
  }

  /** Whether the given number is right, by one of the conventions. */
  boolean agreesWith(double number) {
    return computed.stream().anyMatch(right -> Numbers.same(right, number));
  }

  @Override
  public Figure figure() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Comparison(slideSheet, ourSheet));
    parts.add(Part.paragraph("Correct", correct));
    parts.add(Part.paragraph("Why", why));
    Chapter.ofSlide(slide).ifPresent(chapter -> parts.add(chapter.link()));
    return new Card(
        kind.tone(),
        String.format(Locale.ROOT, "Slide %d (%s): %s", slide, kind.word(), says),
        parts);
  }
}
