package org.receptive.lessons.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.lessons.card.Card;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.card.Tone;
import org.receptive.lessons.claim.Verdict.Ruling;

/** Judges a claimed number against a computed one. */
final class NumberVerdict {
  /** How far a number may be off and still be called imprecise rather than wrong. */
  private static final double ROUGHLY = 0.05;

  private NumberVerdict() {}

  static Verdict of(Claim claim, double claimed, double computed) {
    Optional<Erratum> known =
        claim.errata().stream()
            .filter(erratum -> erratum.isAbout(claimed) && erratum.agreesWith(computed))
            .findFirst();
    if (Numbers.same(claimed, computed)) {
      return holds(claim, computed, "What comes out is the same number.");
    }
    if (known.isPresent()) {
      return byErratum(claim, computed, known.get());
    }
    if (Numbers.isRoundingOf(claimed, computed)) {
      return holds(
          claim, computed, "Rounded to as many digits as the claim has, this is the same number.");
    }
    return differs(claim, claimed, computed);
  }

  private static Verdict holds(Claim claim, double computed, String why) {
    return new Verdict(
        Ruling.HOLDS,
        Card.of(
            Tone.RIGHT,
            "%s says %s. That is right.".formatted(claim.source(), claim.statement()),
            Part.paragraph("Computed", Numbers.write(computed, claim.unit())),
            Part.paragraph("Why", why)));
  }

  private static Verdict byErratum(Claim claim, double computed, Erratum erratum) {
    Ruling ruling = erratum.kind() == Erratum.Kind.ERROR ? Ruling.WRONG : Ruling.IMPRECISE;
    return new Verdict(
        ruling,
        Card.of(
            erratum.kind().tone(),
            erratum.condition().isEmpty()
                ? headline(claim, ruling, computed)
                : headline(claim, erratum.condition(), computed),
            new Part.Comparison(erratum.slideSheet(), erratum.ourSheet()),
            Part.paragraph("Correct", erratum.correct()),
            Part.paragraph("Why", erratum.why()),
            erratum.whereToFindIt()));
  }

  private static Verdict differs(Claim claim, double claimed, double computed) {
    boolean near =
        Double.isFinite(computed) && Math.abs(claimed - computed) <= ROUGHLY * Math.abs(computed);
    Ruling ruling = near ? Ruling.IMPRECISE : Ruling.WRONG;
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part.Comparison(
            Part.Sheet.of(
                "The claim", Part.Line.total(claim.where(), Numbers.write(claimed, claim.unit()))),
            Part.Sheet.of(
                "Computed",
                Part.Line.total("", Numbers.write(computed, claim.unit())),
                Part.Line.of("difference", difference(claimed, computed)))));
    convention(claimed / computed).ifPresent(words -> parts.add(Part.paragraph("Perhaps", words)));
    claim.errata().stream()
        .filter(erratum -> erratum.claimed().isEmpty())
        .forEach(erratum -> parts.add(Part.paragraph("Why", erratum.why())));
    Tone tone = near ? Tone.ROUGHLY : Tone.WRONG;
    return new Verdict(ruling, new Card(tone, headline(claim, ruling, computed), parts));
  }

  private static String headline(Claim claim, Ruling ruling, double computed) {
    return "%s says %s. That is %s: it is %s."
        .formatted(
            claim.source(),
            claim.statement(),
            ruling == Ruling.WRONG ? "wrong" : "imprecise",
            Numbers.write(computed, claim.unit()));
  }

  private static String headline(Claim claim, String condition, double computed) {
    return "%s says %s. That is right with %s, which it does not say; without it, it is %s."
        .formatted(
            claim.source(), claim.statement(), condition, Numbers.write(computed, claim.unit()));
  }

  private static String difference(double claimed, double computed) {
    String absolute = Numbers.write(Math.abs(claimed - computed));
    return computed == 0
        ? absolute
        : String.format(
            Locale.ROOT, "%s (%.1f%%)", absolute, 100 * Math.abs(claimed / computed - 1));
  }

  /** The conventions by which honest counts differ, each by a factor of its own. */
  private static Optional<String> convention(double ratio) {
    record Factor(double value, String words) {}
    return List.of(
            new Factor(1024 * 1024 / 1e6, "one counts in MB (10^6 bytes), the other in MiB (2^20)"),
            new Factor(1.024, "one counts in kB (1,000 bytes), the other in KiB (1,024)"),
            new Factor(2, "one counts multiply-accumulates, the other single operations"),
            new Factor(4, "one counts numbers, the other their bytes (4 for each float32)"),
            new Factor(8, "one counts bits, the other bytes"))
        .stream()
        .filter(f -> near(ratio, f.value()) || near(1 / ratio, f.value()))
        .map(f -> String.format(Locale.ROOT, "the factor is %s: %s.", f.value(), f.words()))
        .findFirst();
  }

  private static boolean near(double ratio, double factor) {
    return Math.abs(ratio / factor - 1) < 1e-3;
  }
}
