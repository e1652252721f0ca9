package org.receptive.viz.figure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.batik.dom.GenericDOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A scene as a self-contained SVG document.
 *
 * <p>Shapes go through Batik ({@link BatikShapes}). Labels, images, groups and the root are written
 * here, because they carry what Batik leaves out: a viewBox, a role, titles, ids that are unique to
 * the figure, real text of a stated length. The ids start with a digest of the content, so that the
 * same picture always has the same bytes and two different ones never share an id.
 */
final class SvgDocument {
  static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final String PREFIX_PLACEHOLDER = "figure-prefix-";
  private static final int DIGEST_BYTES = 4;

  private final Document document =
      GenericDOMImplementation.getDOMImplementation().createDocument(NAMESPACE, "svg", null);
  private final Element root = document.getDocumentElement();
  private final BatikShapes shapes = new BatikShapes(document, PREFIX_PLACEHOLDER);

  private SvgDocument() {}

  /** The markup of {@code scene}: one {@code svg} element, without prologue or doctype. */
  static String write(Scene scene, String title, String description) {
    SvgDocument svg = new SvgDocument();
    svg.fill(scene, title, description);
    String markup = SvgMarkup.of(svg.root);
    return markup.replace(PREFIX_PLACEHOLDER, "f" + digest(markup) + "-");
  }

  private static String digest(String markup) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(markup.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void fill(Scene scene, String title, String description) {
    String width = number(scene.width());
    String height = number(scene.height());
    root.setAttribute("xmlns", NAMESPACE);
    root.setAttribute("width", width);
    root.setAttribute("height", height);
    root.setAttribute("viewBox", "0 0 " + width + " " + height);
    root.setAttribute("style", "max-width:100%;height:auto");
    root.setAttribute("role", "img");
    root.setAttribute("font-family", Face.FAMILY);
    root.setAttribute(
        "aria-labelledby", PREFIX_PLACEHOLDER + "title " + PREFIX_PLACEHOLDER + "desc");
    appendText(root, "title", title).setAttribute("id", PREFIX_PLACEHOLDER + "title");
    appendText(root, "desc", description).setAttribute("id", PREFIX_PLACEHOLDER + "desc");
    shapes.paint(ScenePainter.panel(scene)).forEach(root::appendChild);
    appendAll(scene.marks(), root);
    Element after = (Element) root.getFirstChild().getNextSibling().getNextSibling();
    shapes.definitions().forEach(gradient -> root.insertBefore(gradient, after));
  }

  private Element appendText(Element parent, String tag, String text) {
    Element element = document.createElementNS(NAMESPACE, tag);
    element.setTextContent(text);
    parent.appendChild(element);
    return element;
  }

  private void appendAll(List<Mark> marks, Element parent) {
    for (Mark mark : marks) {
      switch (mark) {
        case Mark.Shaped shaped -> shapes.paint(shaped).forEach(parent::appendChild);
        case Mark.Label label -> appendLabel(label, parent);
        case Mark.Raster raster -> appendRaster(raster, parent);
        case Mark.Group group -> appendGroup(group, parent);
      }
    }
  }

  private void appendGroup(Mark.Group group, Element parent) {
    Element g = document.createElementNS(NAMESPACE, "g");
    if (!group.key().isEmpty()) {
      g.setAttribute("id", PREFIX_PLACEHOLDER + group.key());
    }
    if (!group.title().isEmpty()) {
      appendText(g, "title", group.title());
    }
    appendAll(group.marks(), g);
    parent.appendChild(g);
  }

  private void appendRaster(Mark.Raster raster, Element parent) {
    Element image = document.createElementNS(NAMESPACE, "image");
    Bounds bounds = raster.bounds();
    image.setAttribute("x", number(bounds.x()));
    image.setAttribute("y", number(bounds.y()));
    image.setAttribute("width", number(bounds.width()));
    image.setAttribute("height", number(bounds.height()));
    image.setAttribute("preserveAspectRatio", "none");
    if (!raster.smooth()) {
      image.setAttribute("image-rendering", "pixelated");
    }
    image.setAttribute("href", Png.dataUri(raster.png()));
    parent.appendChild(image);
  }

  /** One text element per run. */
  private void appendLabel(Mark.Label label, Element parent) {
    TextStyle style = label.style();
    boolean single = label.text().runs().size() == 1;
    double x = single ? label.x() : label.x() - label.width() * style.anchor().share();
    for (RichText.Run run : label.text().runs()) {
      double size = style.size() * run.scale();
      double width = run.face().width(run.text()) * size;
      if (!run.text().isBlank()) {
        double leading = run.face().width(run.text()) - run.face().width(run.text().stripLeading());
        boolean fromLeft = !single || style.anchor() == TextStyle.Anchor.START;
        double start = fromLeft ? x + leading * size : x;
        appendRun(label, run, start, parent);
      }
      x += width;
    }
  }

  private void appendRun(Mark.Label label, RichText.Run run, double x, Element parent) {
    TextStyle style = label.style();
    double size = style.size() * run.scale();
    String letters = run.text().strip();
    Element text = appendText(parent, "text", letters);
    text.setAttribute("x", number(x));
    text.setAttribute("y", number(label.y() - run.rise() * style.size()));
    text.setAttribute("font-size", number(size));
    if (run.face() == Face.SEMIBOLD) {
      text.setAttribute("font-weight", "600");
    } else if (run.face() == Face.ITALIC) {
      text.setAttribute("font-style", "italic");
    }
    if (label.text().runs().size() == 1) {
      switch (style.anchor()) {
        case START -> {}
        case MIDDLE -> text.setAttribute("text-anchor", "middle");
        case END -> text.setAttribute("text-anchor", "end");
      }
    }
    text.setAttribute("fill", Palette.hex(style.color()));
    if (style.angle() != 0) {
      String about = number(label.x()) + " " + number(label.y());
      text.setAttribute("transform", "rotate(" + number(style.angle()) + " " + about + ")");
    }
    if (isTight(label)) {
      text.setAttribute("textLength", number(run.face().width(letters) * size));
      text.setAttribute("lengthAdjust", "spacingAndGlyphs");
    }
  }

  /**
   * Whether another font of the front end could push the letters out of place: runs that continue
   * each other, and labels that fill their container. Such text is given its length; other text
   * keeps the natural look of whatever font there is.
   */
  private static boolean isTight(Mark.Label label) {
    double reserved = label.width() * TextMetrics.RESERVE;
    return label.text().runs().size() > 1
        || label.container().filter(box -> box.width() < reserved).isPresent();
  }

  /** At most two decimals, without trailing zeros. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
    return text.equals("-0") ? "0" : text;
  }
}
