package org.receptive.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A word that opens the server.
 *
 * @param text the word itself
 */
public record Secret(String text) {
  private static final int RANDOM_BYTES = 32;

  /** A word that nobody can guess: 256 random bits. */
  public static Secret random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(HexFormat.of().formatHex(bytes));
  }

  /** Whether someone knows the word; the answer takes the same time whatever they say. */
  public boolean isKnownAs(String guess) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), guess.getBytes(StandardCharsets.UTF_8));
  }

  /** Does not tell the word: what is printed lands in logs. */
  @Override
  public String toString() {
    return "Secret";
  }
}
