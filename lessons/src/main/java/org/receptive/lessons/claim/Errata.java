package org.receptive.lessons.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.receptive.lessons.card.Card;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.card.Tone;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * What the lecture's slides get wrong, with what is right, in the order of the slides.
 *
 * @param title which slides these are about
 * @param list the errata
 */
public record Errata(String title, List<Erratum> list) implements Picture {

  /** Copies the list. */
  public Errata {
    list = List.copyOf(list);
  }

  /** Made when first asked for: they build the networks they count. */
  private static final class Known {
    static final List<Erratum> ALL =
        Stream.of(
                ReviewErrata.all(),
                ClassicNetworkErrata.all(),
                ResidualErrata.all(),
                DenseInceptionErrata.all())
            .flatMap(List::stream)
            .toList();
  }

  /** All of them. */
  public static Errata all() {
    return new Errata("Errata of the slides", Known.ALL);
  }

  /** Those of one slide; an empty list if nothing is known to be wrong there. */
  public static Errata ofSlide(int slide) {
    return new Errata(
        "Errata of slide " + slide,
        Known.ALL.stream().filter(erratum -> erratum.slide() == slide).toList());
  }

  @Override
  public Figure figure() {
    if (list.isEmpty()) {
      return Card.of(Tone.RIGHT, title, Part.paragraph("Nothing is known to be wrong."));
    }
    boolean error = list.stream().anyMatch(erratum -> erratum.kind() == Erratum.Kind.ERROR);
    Tone tone = error ? Tone.WRONG : Tone.ROUGHLY;
    List<Part> parts = new ArrayList<>();
    list.stream().map(Errata::sheet).forEach(parts::add);
    list.stream()
        .flatMap(erratum -> Chapter.ofSlide(erratum.slide()).stream())
        .distinct()
        .forEach(chapter -> parts.add(chapter.link()));
    return new Card(tone, title, parts);
  }

  private static Part sheet(Erratum erratum) {
    return Part.Sheet.of(
        String.format(
            Locale.ROOT,
            "Slide %d, %s: %s",
            erratum.slide(),
            erratum.kind().word(),
            erratum.says()),
        Part.Line.of(erratum.correct(), ""));
  }

  @Override
  public String toString() {
    return figure().text();
  }
}
