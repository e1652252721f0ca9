package org.receptive.viz.figure;

import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Writes elements as text, attributes in alphabetical order: the same bytes every time. */
final class SvgMarkup {
  private SvgMarkup() {}

  /** The markup of {@code element} and everything in it. */
  static String of(Element element) {
    StringBuilder out = new StringBuilder();
    append(element, out);
    return out.toString();
  }

  private static void append(Node node, StringBuilder out) {
    if (!(node instanceof Element element)) {
      out.append(escape(node.getNodeValue()));
      return;
    }
    out.append('<').append(element.getTagName());
    attributes(element)
        .forEach(
            (name, value) ->
                out.append(' ').append(name).append("=\"").append(escape(value)).append('"'));
    if (!element.hasChildNodes()) {
      out.append("/>");
    } else {
      out.append('>');
      for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
        append(n, out);
      }
      out.append("</").append(element.getTagName()).append('>');
    }
    if (!element.getTagName().equals("svg")) {
      out.append('\n');
    }
  }

  /** The attributes of {@code element} by name. */
  static TreeMap<String, String> attributes(Element element) {
    TreeMap<String, String> found = new TreeMap<>();
    NamedNodeMap all = element.getAttributes();
    for (int i = 0; i < all.getLength(); i++) {
      found.put(all.item(i).getNodeName(), all.item(i).getNodeValue());
    }
    return found;
  }

  /** {@code text} with the characters replaced that mean something in markup. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
