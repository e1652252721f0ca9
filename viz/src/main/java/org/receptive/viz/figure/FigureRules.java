package org.receptive.viz.figure;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * What every shipped figure must hold; a test asks for {@link #violations} and expects none.
 *
 * <p>The rules: at most {@value #MAX_WIDTH} px wide, letters that appear at {@value #MIN_TEXT} px
 * or more, no two labels over each other, labels inside the panel and their containers, contrast of
 * 4.5, true minus signs, at most {@value #MAX_BYTES} bytes, a subset of SVG that front ends keep,
 * ids with the figure's own prefix, words for those who do not see the picture, and the same bytes
 * when drawn again.
 */
public final class FigureRules {
  /** The width of a notebook's cell in px. */
  public static final int MAX_WIDTH = 720;

  /**
   * The smallest size of letters in px, after the front end has shrunk a picture that is too wide.
   */
  public static final int MIN_TEXT = 10;

  /** The most that the SVG of a figure may take. */
  public static final int MAX_BYTES = 200 * 1024;

  private static final double TOUCH = 0.5;
  private static final Set<String> ELEMENTS =
      Set.of(
          "svg",
          "rect",
          "path",
          "line",
          "circle",
          "text",
          "g",
          "title",
          "desc",
          "image",
          "linearGradient",
          "radialGradient",
          "stop",
          "marker");
  private static final Pattern REFERENCE = Pattern.compile("url\\(#([^)]*)\\)");
  private static final Pattern HYPHEN_AS_MINUS =
      Pattern.compile("(?<![\\p{L}\\p{N}_)\\]])-(?=\\d)");
  private static final Set<String> ATTRIBUTES_REFUSED = Set.of("class", "onclick", "onload");

  private FigureRules() {}

  /** Every rule that {@code figure} breaks, in words; empty when it keeps them all. */
  public static List<String> violations(Figure figure) {
    List<String> found = new ArrayList<>();
    checkSize(figure, found);
    checkLabels(figure.scene(), found);
    checkWords(figure, found);
    String svg = figure.svg();
    checkMarkup(svg, found);
    if (!svg.equals(figure.svg()) || !figure.html().equals(figure.html())) {
      found.add("drawing it twice gives different bytes");
    }
    return List.copyOf(found);
  }

  private static void checkSize(Figure figure, List<String> found) {
    if (figure.width() > MAX_WIDTH) {
      found.add(say("it is %.0f px wide; a notebook has room for %d", figure.width(), MAX_WIDTH));
    }
    int bytes = figure.svg().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      found.add(say("its SVG takes %d bytes; the limit is %d", bytes, MAX_BYTES));
    }
  }

  private static void checkLabels(Scene scene, List<String> found) {
    double shrink = Math.min(1, MAX_WIDTH / scene.width());
    Bounds panel = new Bounds(0, 0, scene.width(), scene.height());
    List<Mark.Label> labels = scene.labels();
    for (int i = 0; i < labels.size(); i++) {
      Mark.Label label = labels.get(i);
      checkLabel(label, panel, shrink, found);
      for (Mark.Label other : labels.subList(i + 1, labels.size())) {
        if (label.box().overlaps(other.box(), TOUCH)) {
          found.add(say("the labels '%s' and '%s' overlap", words(label), words(other)));
        }
      }
    }
  }

  private static void checkLabel(
      Mark.Label label, Bounds panel, double shrink, List<String> found) {
    for (RichText.Run run : label.text().runs()) {
      double size = label.style().size() * run.scale() * shrink;
      if (size < MIN_TEXT - 0.01) {
        found.add(say("'%s' in '%s' appears at %.1f px", run.text(), words(label), size));
      }
      run.text()
          .codePoints()
          .filter(c -> !run.face().covers(c))
          .forEach(c -> found.add(say("the font has no glyph for U+%04X '%s'", c, words(label))));
    }
    if (!panel.contains(label.reservedBox(), TOUCH)) {
      found.add(say("'%s' leaves the panel: %s in %s", words(label), label.reservedBox(), panel));
    }
    label
        .container()
        .filter(box -> !box.contains(withReserve(label, box), TOUCH))
        .ifPresent(
            box ->
                found.add(
                    say("'%s' leaves its container: %s in %s", words(label), label.box(), box)));
    if (HYPHEN_AS_MINUS.matcher(words(label)).find()) {
      found.add(say("'%s' has a hyphen for a minus sign, U+2212", words(label)));
    }
    double contrast = Palette.contrast(label.style().color(), label.style().background());
    if (contrast < Palette.TEXT_CONTRAST) {
      found.add(say("'%s' has a contrast of %.2f, below 4.5", words(label), contrast));
    }
  }

  /** A container bounds the letters across; a cell may be lower than a full line of text. */
  private static Bounds withReserve(Mark.Label label, Bounds container) {
    Bounds box = label.box();
    double capitals = label.style().size() * Face.CAP_HEIGHT;
    return label.style().angle() == 0
        ? new Bounds(box.x(), container.centerY() - capitals / 2, box.width(), capitals)
        : box;
  }

  private static void checkWords(Figure figure, List<String> found) {
    if (figure.title().isBlank()) {
      found.add("it has no title");
    }
    if (figure.description().isBlank()) {
      found.add("it has no description");
    }
    if (figure.text().isBlank()) {
      found.add("it has no text twin");
    }
    if (!figure.staticHtml().contains("<img alt=\"" + SvgMarkup.escape(figure.description()))) {
      found.add("the image in its HTML has no alternative text");
    }
  }

  private static void checkMarkup(String svg, List<String> found) {
    Element root;
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      root =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)))
              .getDocumentElement();
    } catch (Exception e) {
      found.add("its SVG is not well-formed: " + e.getMessage());
      return;
    }
    if (!svg.startsWith("<svg ")) {
      found.add("its SVG starts with a prologue");
    }
    for (String needed : List.of("viewBox", "role", "aria-labelledby")) {
      if (!root.hasAttribute(needed)) {
        found.add("its root has no " + needed);
      }
    }
    if (!root.getAttribute("style").contains("max-width:100%")) {
      found.add("its root does not shrink with the page");
    }
    String prefix = root.getAttribute("aria-labelledby").replaceAll("title .*", "");
    Set<String> ids = new HashSet<>();
    checkElement(root, prefix, ids, found);
    REFERENCE
        .matcher(svg)
        .results()
        .map(match -> match.group(1))
        .filter(id -> !ids.contains(id))
        .forEach(id -> found.add("it refers to '" + id + "', which it does not define"));
  }

  private static void checkElement(
      Element element, String prefix, Set<String> ids, List<String> found) {
    if (!ELEMENTS.contains(element.getTagName())) {
      found.add("the element <" + element.getTagName() + "> is outside the subset");
    }
    SvgMarkup.attributes(element)
        .keySet()
        .forEach(name -> checkAttribute(element, name, prefix, ids, found));
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child) {
        checkElement(child, prefix, ids, found);
      }
    }
  }

  private static void checkAttribute(
      Element element, String name, String prefix, Set<String> ids, List<String> found) {
    String value = element.getAttribute(name);
    boolean root = element.getTagName().equals("svg");
    if (ATTRIBUTES_REFUSED.contains(name)
        || name.startsWith("xlink")
        || (name.equals("style") && !root)) {
      found.add(
          "the attribute " + name + " of <" + element.getTagName() + "> is outside the subset");
    }
    if (name.equals("id") && (!value.startsWith(prefix) || !ids.add(value))) {
      found.add("the id '" + value + "' is used twice or lacks the prefix '" + prefix + "'");
    }
  }

  private static String words(Mark.Label label) {
    return label.text().letters();
  }

  private static String say(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
