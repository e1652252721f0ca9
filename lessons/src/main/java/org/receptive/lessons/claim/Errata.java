package org.receptive.lessons.claim;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that the lecture's slides get wrong, with what is right, in the order of the slides.
 */
public final class Errata {
  private Errata() {}

  /** Made when first asked for: they build the networks they count. */
  private static final class Known {
    static final List<Erratum> ALL =
        Stream.concat(ReviewErrata.all().stream(), ClassicNetworkErrata.all().stream()).toList();
  }

  /** All of them. */
  public static List<Erratum> all() {
    return Known.ALL;
  }

  /** Those of one slide; empty if nothing is known to be wrong there. */
  public static List<Erratum> ofSlide(int slide) {
    return all().stream().filter(erratum -> erratum.slide() == slide).toList();
  }
}
