package org.receptive.lessons.claim;

import org.receptive.lessons.card.Part;

/** Something measured that speaks for or against a claim in words. */
public interface Evidence {

  /** What was measured, line by line. */
  Part.Sheet measurements();

  /** Whether the claim holds as far as this evidence shows. */
  boolean supports();

  /** What the measurements mean, in a sentence or two. */
  String conclusion();
}
