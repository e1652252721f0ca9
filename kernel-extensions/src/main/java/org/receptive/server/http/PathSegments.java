package org.receptive.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The path of an address, decoded once and cut at its slashes, written as {@code /} or {@code %2f}.
 * What is checked is what is used: no segment is ever decoded again.
 */
public final class PathSegments {
  private PathSegments() {}

  /**
   * The decoded segments of a raw path; empty ones are left out.
   *
   * @throws Refusal with status 400 if a segment is {@code .} or {@code ..}, holds a backslash or a
   *     control character, or is not UTF-8
   */
  public static List<String> of(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String raw : rawPath.split("/")) {
      for (String segment : decode(raw).split("/")) {
        if (!segment.isEmpty()) {
          segments.add(checked(segment));
        }
      }
    }
    return List.copyOf(segments);
  }

  /** Returns the segment if it may be the name of a file, and refuses it otherwise. */
  public static String checked(String segment) {
    boolean dots = segment.equals(".") || segment.equals("..");
    if (segment.indexOf('\\') >= 0) {
      throw Refusal.badRequest(
          "the name '%s' has a backslash, which parts folders on some systems and is not opened here;"
                  .formatted(printable(segment))
              + " rename the file outside of the lab");
    }
    if (segment.chars().anyMatch(PathSegments::isControl)) {
      throw Refusal.badRequest(
          "the name '%s' has a control character; rename the file outside of the lab"
              .formatted(printable(segment)));
    }
    if (segment.isEmpty() || dots || segment.indexOf('/') >= 0) {
      throw Refusal.badRequest("the path has a part that no file can be named by");
    }
    return segment;
  }

  private static boolean isControl(int c) {
    return c < ' ' || c == 0x7f;
  }

  private static String printable(String segment) {
    return segment
        .codePoints()
        .collect(
            StringBuilder::new,
            (text, c) -> text.appendCodePoint(isControl(c) ? '?' : c),
            StringBuilder::append)
        .toString();
  }

  private static String decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    byte[] utf8 = raw.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(utf8.length);
    try {
      for (int i = 0; i < utf8.length; i++) {
        if (utf8[i] == '%') {
          decoded.put((byte) hex(utf8, i));
          i += 2;
        } else {
          decoded.put(utf8[i]);
        }
      }
      return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw new Refusal(400, "the path is not percent-encoded UTF-8", e);
    }
  }

  private static int hex(byte[] text, int percent) {
    if (percent + 2 >= text.length) {
      throw new IllegalArgumentException("two hexadecimal digits are needed after %");
    }
    return HexFormat.fromHexDigits(
        new String(text, percent + 1, 2, StandardCharsets.ISO_8859_1), 0, 2);
  }
}
