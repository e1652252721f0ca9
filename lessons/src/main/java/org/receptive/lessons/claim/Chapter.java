package org.receptive.lessons.claim;

import java.util.Arrays;
import java.util.Optional;
import org.receptive.lessons.card.Part;

/** The notebooks that go through the slides, so that an erratum leads to where it is computed. */
public enum Chapter {
  /** Slides 3 to 6. */
  REVIEW(3, 6, "01 Convnets review", "01-convnets-review.ipynb"),
  /** Slides 7 to 10. */
  CLASSIC(7, 10, "02 Classic networks", "02-classic-networks.ipynb"),
  /** Slides 11 to 17. */
  RESIDUAL(11, 17, "03 Residual networks", "03-residual-networks.ipynb"),
  /** Slides 18 to 28. */
  DENSE_AND_INCEPTION(
      18, 28, "04 DenseNet, inception, GoogLeNet", "04-dense-inception-googlenet.ipynb");

  private final int first;
  private final int last;
  private final String title;
  private final String file;

  Chapter(int first, int last, String title, String file) {
    this.first = first;
    this.last = last;
    this.title = title;
    this.file = file;
  }

  /** The notebook that a slide belongs to. */
  public static Optional<Chapter> ofSlide(int slide) {
    return Arrays.stream(values())
        .filter(chapter -> chapter.first <= slide && slide <= chapter.last)
        .findFirst();
  }

  /** The notebook's file, which lies beside the other notebooks. */
  public String file() {
    return file;
  }

  /** A link to the notebook. */
  Part link() {
    return new Part.Link("Notebook", title, file);
  }
}
