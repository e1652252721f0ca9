package org.receptive.viz.figure;

import java.util.Map;
import java.util.TreeMap;

/** An element of SVG as it is written: attributes in alphabetical order, then what is in it. */
final class SvgTag {
  private final String name;
  private final Map<String, String> attributes = new TreeMap<>();
  private final StringBuilder content = new StringBuilder();

  SvgTag(String name) {
    this.name = name;
  }

  /** Sets an attribute. */
  SvgTag with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  /** Sets an attribute to a number. */
  SvgTag with(String attribute, double value) {
    return with(attribute, Decimals.of(value));
  }

  /** Adds text to the content. */
  SvgTag text(String text) {
    content.append(SvgMarkup.escape(text));
    return this;
  }

  /** Adds an element, as markup, to the content. */
  SvgTag child(CharSequence markup) {
    content.append(markup);
    return this;
  }

  /** The markup; every element but the root ends its line. */
  String markup() {
    StringBuilder out = new StringBuilder(content.length() + 128);
    writeTo(out);
    return out.toString();
  }

  /** Appends the markup. */
  void writeTo(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (attribute, value) -> {
          out.append(' ').append(attribute).append("=\"");
          out.append(SvgMarkup.escape(value)).append('"');
        });
    if (content.isEmpty()) {
      out.append("/>");
    } else {
      out.append('>').append(content).append("</").append(name).append('>');
    }
    if (!name.equals("svg")) {
      out.append('\n');
    }
  }
}
