package org.receptive.viz.figure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A part of a page that lives without a kernel: the still form of a figure, data, and a script that
 * makes controls of them. A front end that drops scripts still shows the still form; nothing is
 * fetched, and no element has an id, so that any number of parts may stand on one page.
 *
 * @param marker the attribute by which the script finds the part
 * @param still the HTML of the still form, with a {@code figure} and an {@code img} in it
 * @param json what the script needs
 * @param script the script, which upgrades every part with the marker that has not been upgraded
 */
public record PagePart(String marker, String still, String json, String script) {

  /** As HTML; what could end a script element early is escaped in the data. */
  public String html() {
    return "<div "
        + marker
        + ">"
        + still
        + "<script type=\"application/json\">"
        + json.replace("</", "<\\/").replace("<!", "<\\u0021")
        + "</script><script>"
        + script
        + "</script></div>";
  }

  /**
   * Bundled scripts one behind the other, in a scope of their own.
   *
   * @param beside the class beside which they lie
   * @param names their file names
   */
  public static String scripts(Class<?> beside, String... names) {
    String all =
        Arrays.stream(names).map(name -> script(beside, name)).collect(Collectors.joining());
    return "(function () {\n'use strict';\n" + all + "})();\n";
  }

  /** One bundled script as it stands. */
  public static String script(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the bundled script " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled script " + name + " cannot be read", e);
    }
  }
}
