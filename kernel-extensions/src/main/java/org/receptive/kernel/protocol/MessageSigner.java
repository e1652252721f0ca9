package org.receptive.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages with the keyed hash (RFC 2104) that the connection file names. With an empty key
 * the protocol leaves messages unsigned. Safe to share between threads.
 */
public final class MessageSigner {
  private static final HexFormat HEX = HexFormat.of();

  private final Optional<Mac> mac;

  /**
   * Prepares a signer.
   *
   * @param scheme {@code hmac-} and a hash, such as {@code hmac-sha256}
   * @param key the shared secret; empty for unsigned messages
   * @throws IllegalArgumentException if the scheme is unknown
   */
  public MessageSigner(String scheme, String key) {
    this.mac = key.isEmpty() ? Optional.empty() : Optional.of(macFor(scheme, key));
  }

  /** Returns the signature of the parts in lower-case hexadecimal; empty without a key. */
  public String sign(List<byte[]> parts) {
    return mac.map(m -> HEX.formatHex(digest(m, parts))).orElse("");
  }

  /** Returns whether the signature belongs to the parts, comparing in constant time. */
  public boolean verifies(List<byte[]> parts, byte[] signature) {
    return mac.isEmpty()
        || MessageDigest.isEqual(sign(parts).getBytes(StandardCharsets.US_ASCII), signature);
  }

  private static byte[] digest(Mac mac, List<byte[]> parts) {
    synchronized (mac) {
      parts.forEach(mac::update);
      return mac.doFinal();
    }
  }

  private static Mac macFor(String scheme, String key) {
    String algorithm = scheme.toLowerCase(Locale.ROOT).replace("hmac-", "Hmac");
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "signature_scheme '" + scheme + "' is unknown; expected one such as hmac-sha256", e);
    }
  }
}
