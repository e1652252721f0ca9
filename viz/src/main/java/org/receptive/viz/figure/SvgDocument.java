package org.receptive.viz.figure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.batik.dom.GenericDOMImplementation;

/**
 * A scene as a self-contained SVG document.
 *
 * <p>Shapes that are not plain ({@link PlainShapes}) go through Batik ({@link BatikShapes}).
 * Labels, images, groups and the root are written here, because they carry what Batik leaves out: a
 * viewBox, a role, titles, ids that are unique to the figure, real text of a stated length. The ids
 * start with a digest of the content, so that the same picture always has the same bytes and two
 * different ones never share an id.
 */
final class SvgDocument {
  static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final String PREFIX_PLACEHOLDER = "figure-prefix-";
  private static final int DIGEST_BYTES = 4;

  private final StringBuilder body = new StringBuilder();
  private Optional<BatikShapes> batik = Optional.empty();

  private SvgDocument() {}

  /** The markup of {@code scene}: one {@code svg} element, without prologue or doctype. */
  static String write(Scene scene, String title, String description) {
    String markup = new SvgDocument().markup(scene, title, description);
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

  private String markup(Scene scene, String title, String description) {
    SvgTag root =
        new SvgTag("svg")
            .with("xmlns", NAMESPACE)
            .with("width", scene.width())
            .with("height", scene.height())
            .with(
                "viewBox", "0 0 " + Decimals.of(scene.width()) + " " + Decimals.of(scene.height()))
            .with("style", "max-width:100%;height:auto")
            .with("role", "img")
            .with("font-family", Face.FAMILY)
            .with("aria-labelledby", PREFIX_PLACEHOLDER + "title " + PREFIX_PLACEHOLDER + "desc");
    root.child(words("title", title).with("id", PREFIX_PLACEHOLDER + "title").markup());
    root.child(words("desc", description).with("id", PREFIX_PLACEHOLDER + "desc").markup());
    append(ScenePainter.panel(scene), body);
    scene.marks().forEach(mark -> append(mark, body));
    batik.map(BatikShapes::definitions).orElse(List.of()).stream()
        .map(SvgMarkup::of)
        .forEach(root::child);
    return root.child(body).markup();
  }

  private static SvgTag words(String tag, String text) {
    return new SvgTag(tag).text(text);
  }

  private void append(Mark mark, StringBuilder out) {
    switch (mark) {
      case Mark.Shaped shaped ->
          PlainShapes.tag(shaped)
              .ifPresentOrElse(
                  tag -> tag.writeTo(out),
                  () -> batik().paint(shaped).stream().map(SvgMarkup::of).forEach(out::append));
      case Mark.Label label -> appendLabel(label, out);
      case Mark.Raster raster -> out.append(raster(raster));
      case Mark.Group group -> out.append(group(group));
    }
  }

  /** Setting Batik up takes longer than a whole figure that does without. */
  private BatikShapes batik() {
    BatikShapes shapes =
        batik.orElseGet(
            () ->
                new BatikShapes(
                    GenericDOMImplementation.getDOMImplementation()
                        .createDocument(NAMESPACE, "svg", null),
                    PREFIX_PLACEHOLDER));
    batik = Optional.of(shapes);
    return shapes;
  }

  private String group(Mark.Group group) {
    SvgTag g = new SvgTag("g");
    if (!group.key().isEmpty()) {
      g.with("id", PREFIX_PLACEHOLDER + group.key());
    }
    if (!group.title().isEmpty()) {
      g.child(words("title", group.title()).markup());
    }
    StringBuilder content = new StringBuilder();
    group.marks().forEach(mark -> append(mark, content));
    return g.child(content).markup();
  }

  private static String raster(Mark.Raster raster) {
    Bounds bounds = raster.bounds();
    SvgTag image =
        new SvgTag("image")
            .with("x", bounds.x())
            .with("y", bounds.y())
            .with("width", bounds.width())
            .with("height", bounds.height())
            .with("preserveAspectRatio", "none")
            .with("href", Png.dataUri(raster.png()));
    return (raster.smooth() ? image : image.with("image-rendering", "pixelated")).markup();
  }

  /** One text element per run. */
  private static void appendLabel(Mark.Label label, StringBuilder out) {
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
        run(label, run, start).writeTo(out);
      }
      x += width;
    }
  }

  private static SvgTag run(Mark.Label label, RichText.Run run, double x) {
    TextStyle style = label.style();
    double size = style.size() * run.scale();
    String letters = run.text().strip();
    SvgTag text =
        words("text", letters)
            .with("x", x)
            .with("y", label.y() - run.rise() * style.size())
            .with("font-size", size);
    if (run.face() == Face.SEMIBOLD) {
      text.with("font-weight", "600");
    } else if (run.face() == Face.ITALIC) {
      text.with("font-style", "italic");
    }
    if (label.text().runs().size() == 1) {
      switch (style.anchor()) {
        case START -> {}
        case MIDDLE -> text.with("text-anchor", "middle");
        case END -> text.with("text-anchor", "end");
      }
    }
    text.with("fill", Palette.hex(style.color()));
    if (style.angle() != 0) {
      String about = Decimals.of(label.x()) + " " + Decimals.of(label.y());
      text.with("transform", "rotate(" + Decimals.of(style.angle()) + " " + about + ")");
    }
    if (label.isTight()) {
      text.with("textLength", run.face().width(letters) * size);
      text.with("lengthAdjust", "spacingAndGlyphs");
    }
    return text;
  }
}
