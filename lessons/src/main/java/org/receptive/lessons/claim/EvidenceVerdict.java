package org.receptive.lessons.claim;

import java.util.ArrayList;
import java.util.List;
import org.receptive.lessons.card.Card;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.card.Tone;
import org.receptive.lessons.claim.Verdict.Ruling;

/** Judges a claim in words by something measured. */
final class EvidenceVerdict {
  private EvidenceVerdict() {}

  static Verdict of(Claim claim, Evidence evidence) {
    List<Erratum> errata =
        claim.errata().stream().filter(erratum -> erratum.claimed().isEmpty()).toList();
    boolean imprecise = errata.stream().anyMatch(e -> e.kind() == Erratum.Kind.IMPRECISE);
    Ruling ruling =
        evidence.supports() ? Ruling.HOLDS : imprecise ? Ruling.IMPRECISE : Ruling.WRONG;
    List<Part> parts = new ArrayList<>();
    parts.add(evidence.measurements());
    parts.add(Part.paragraph("Measured", evidence.conclusion()));
    errata.forEach(erratum -> parts.add(Part.paragraph("Correct", erratum.correct())));
    errata.stream().limit(1).forEach(erratum -> parts.add(erratum.whereToFindIt()));
    return new Verdict(ruling, new Card(tone(ruling), headline(claim, ruling), parts));
  }

  private static Tone tone(Ruling ruling) {
    return switch (ruling) {
      case HOLDS -> Tone.RIGHT;
      case IMPRECISE -> Tone.ROUGHLY;
      case WRONG -> Tone.WRONG;
    };
  }

  private static String headline(Claim claim, Ruling ruling) {
    return switch (ruling) {
      case HOLDS -> "%s: \"%s\" holds".formatted(claim.source(), claim.statement());
      case IMPRECISE -> "%s: \"%s\" is imprecise".formatted(claim.source(), claim.statement());
      case WRONG -> "%s: \"%s\" is wrong".formatted(claim.source(), claim.statement());
    };
  }
}
