package org.receptive.viz.figure;

import java.awt.Font;
import java.text.AttributedCharacterIterator.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGeneratorContext.GraphicContextDefaults;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Shapes as SVG elements, painted through Batik's {@code SVGGraphics2D}.
 *
 * <p>Batik wraps every shape in groups that repeat the whole graphics state. What is kept here is
 * the shape with the presentation attributes that differ from SVG's initial values; a fill and the
 * outline of the same shape become one element.
 */
final class BatikShapes {
  private static final Map<String, String> INITIAL =
      Map.of(
          "fill-opacity", "1",
          "stroke-opacity", "1",
          "stroke", "none",
          "stroke-width", "1",
          "stroke-dasharray", "none");
  private static final Set<String> PAINTING =
      Set.of(
          "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray");
  private static final Set<String> GEOMETRY =
      Set.of("x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "d");
  private static final int PRECISION = 2;

  private final Document document;
  private final SVGGeneratorContext context;
  private final List<Element> definitions = new ArrayList<>();

  /**
   * Paints every shape but those with gradients. Making one takes Batik as long as painting twenty
   * shapes, and a slider waits for it. What a mark leaves in its state changes no later mark: each
   * sets its own paint, and its stroke wherever there is an outline.
   */
  private final SVGGraphics2D plain;

  BatikShapes(Document document, String idPrefix) {
    this.document = document;
    this.context = SVGGeneratorContext.createDefault(document);
    context.setPrecision(PRECISION);
    context.setComment(null);
    context.setIDGenerator(new PrefixedIds(idPrefix));
    GraphicContextDefaults defaults = new GraphicContextDefaults();
    defaults.setFont(new NamelessFont());
    context.setGraphicContextDefaults(defaults);
    plain = new SVGGraphics2D(context, false);
  }

  /** The elements that paint {@code mark}: one, or two where fill and outline cannot be joined. */
  List<Element> paint(Mark.Shaped mark) {
    boolean gradient =
        mark.style().fill().filter(Style.Fill.Gradient.class::isInstance).isPresent();
    // Gradients go into a set of definitions of their own, one for each shape.
    SVGGraphics2D graphics = gradient ? new SVGGraphics2D(context, false) : plain;
    ScenePainter.paint(mark, graphics);
    Element top = graphics.getTopLevelGroup(gradient);
    List<Element> found = new ArrayList<>();
    collect(top, Map.of(), found);
    return joined(found);
  }

  /** The gradients that painted elements refer to. */
  List<Element> definitions() {
    return List.copyOf(definitions);
  }

  private void collect(Node node, Map<String, String> inherited, List<Element> found) {
    for (Node n = node.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (!(n instanceof Element element)) {
        continue;
      }
      Map<String, String> state = new HashMap<>(inherited);
      state.putAll(SvgMarkup.attributes(element));
      switch (element.getTagName()) {
        case "g" -> collect(element, state, found);
        case "defs" -> collectDefinitions(element);
        default -> found.add(plain(element, state));
      }
    }
  }

  private void collectDefinitions(Element defs) {
    for (Node n = defs.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element gradient && gradient.getTagName().equals("linearGradient")) {
        definitions.add(gradient);
      }
    }
    definitions.forEach(
        gradient -> {
          if (gradient.getParentNode() == defs) {
            defs.removeChild(gradient);
          }
        });
  }

  private Element plain(Element shape, Map<String, String> state) {
    Element copy = document.createElementNS(SvgDocument.NAMESPACE, shape.getTagName());
    SvgMarkup.attributes(shape)
        .forEach(
            (name, value) -> {
              if (GEOMETRY.contains(name)) {
                copy.setAttribute(name, value);
              }
            });
    boolean stroked = !state.getOrDefault("stroke", "none").equals("none");
    for (String name : PAINTING) {
      String value = state.getOrDefault(name, INITIAL.getOrDefault(name, ""));
      boolean idle = !stroked && name.startsWith("stroke");
      if (!idle && !value.isEmpty() && !value.equals(INITIAL.get(name))) {
        copy.setAttribute(name, color(value));
      }
    }
    if (stroked && state.getOrDefault("fill", "").equals("none")) {
      copy.setAttribute("fill", "none");
    }
    return copy;
  }

  /** Batik writes some colours as names or rgb(r,g,b); six digits are shorter and one way. */
  private static String color(String value) {
    if (value.equals("black")) {
      return "#000000";
    } else if (value.equals("white")) {
      return "#ffffff";
    } else if (!value.startsWith("rgb(")) {
      return value;
    }
    StringBuilder hex = new StringBuilder("#");
    for (String channel : value.substring(4, value.length() - 1).split(",", -1)) {
      hex.append(String.format(Locale.ROOT, "%02x", Integer.parseInt(channel.strip())));
    }
    return hex.toString();
  }

  private static List<Element> joined(List<Element> found) {
    if (found.size() != 2 || !sameGeometry(found.get(0), found.get(1))) {
      return found;
    }
    Element both = found.get(0);
    Element outline = found.get(1);
    boolean translucent =
        both.hasAttribute("fill-opacity") || outline.hasAttribute("stroke-opacity");
    if (translucent
        && !both.getAttribute("fill-opacity").equals(outline.getAttribute("stroke-opacity"))) {
      return found;
    }
    SvgMarkup.attributes(outline)
        .forEach(
            (name, value) -> {
              if (name.startsWith("stroke")) {
                both.setAttribute(name, value);
              }
            });
    return List.of(both);
  }

  private static boolean sameGeometry(Element a, Element b) {
    return a.getTagName().equals(b.getTagName())
        && GEOMETRY.stream().allMatch(name -> a.getAttribute(name).equals(b.getAttribute(name)));
  }

  /** Ids that belong to one figure. */
  private static final class PrefixedIds extends SVGIDGenerator {
    private final String figure;
    private int count;

    PrefixedIds(String figure) {
      this.figure = figure;
    }

    @Override
    public String generateID(String prefix) {
      return figure + prefix + ++count;
    }
  }

  /**
   * Batik writes down the font of its graphics state even where no text is drawn, and asking a font
   * for its family makes the JDK look for fontconfig. This one answers without looking.
   */
  private static final class NamelessFont extends Font {
    private static final long serialVersionUID = 1L;

    NamelessFont() {
      super(Font.SANS_SERIF, Font.PLAIN, 12);
    }

    @Override
    public String getFamily() {
      return Font.SANS_SERIF;
    }

    @Override
    public Font deriveFont(Map<? extends Attribute, ?> attributes) {
      return this;
    }
  }
}
