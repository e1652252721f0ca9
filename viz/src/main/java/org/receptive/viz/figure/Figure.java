package org.receptive.viz.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a cell shows: a picture with a title, a description and a text twin.
 *
 * <p>A figure knows its formats and nothing of the notebook that shows them. {@link #html()} is the
 * static form; a figure that can be stepped through overrides it with markup that holds the static
 * form and a script that upgrades it.
 */
public interface Figure extends Picture {
  /** How many pixels of the PNG in a bundle stand for one px. */
  double BUNDLE_PNG_SCALE = 2;

  /** What the picture is, in a few words. */
  String title();

  /** What the picture shows, in a sentence or two; the alternative text of the image. */
  String description();

  /** The text twin: everything that the picture says, in words and numbers. */
  String text();

  /** What is painted; figures of several frames give the one that stands for all. */
  Scene scene();

  /** A line under the picture; empty for none. */
  default String caption() {
    return "";
  }

  /** Width in px. */
  default double width() {
    return scene().width();
  }

  /** Height in px. */
  default double height() {
    return scene().height();
  }

  /** The picture as one {@code svg} element. */
  default String svg() {
    return SvgDocument.write(scene(), title(), description());
  }

  /** The picture as a PNG file, {@code scale} pixels for every px. */
  default byte[] png(double scale) {
    return FigureFormats.png(scene(), scale);
  }

  /** Self-contained HTML that needs no script and survives a notebook's sanitiser. */
  default String html() {
    return staticHtml();
  }

  /** The static form: an image with alternative text and the caption. */
  default String staticHtml() {
    return FigureFormats.html(this);
  }

  /** All formats, the richest first. */
  default MimeBundle mimeBundle() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put(MimeBundle.HTML, html());
    data.put(MimeBundle.SVG, svg());
    data.put(MimeBundle.PNG, Base64.getEncoder().encodeToString(png(BUNDLE_PNG_SCALE)));
    data.put(MimeBundle.TEXT, text());
    Map<String, Integer> size =
        Map.of("width", (int) Math.ceil(width()), "height", (int) Math.ceil(height()));
    return new MimeBundle(data, Map.of(MimeBundle.PNG, size));
  }

  /**
   * Writes the figure to a file in the format that its name ends with: .svg, .png, .html or .txt.
   *
   * @throws IllegalArgumentException if the name ends otherwise
   * @throws IOException if the file cannot be written
   */
  default void save(Path file) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    byte[] content;
    if (name.endsWith(".svg")) {
      content = svg().getBytes(StandardCharsets.UTF_8);
    } else if (name.endsWith(".png")) {
      content = png(BUNDLE_PNG_SCALE);
    } else if (name.endsWith(".html")) {
      content = FigureFormats.page(this).getBytes(StandardCharsets.UTF_8);
    } else if (name.endsWith(".txt")) {
      content = text().getBytes(StandardCharsets.UTF_8);
    } else {
      throw new IllegalArgumentException(
          "a figure is saved as .svg, .png, .html or .txt; '" + file + "' ends otherwise");
    }
    Files.write(file, content);
  }

  @Override
  default Figure figure() {
    return this;
  }

  /** A still picture. */
  static Figure of(Scene scene, String title, String description, String text) {
    return new StillFigure(scene, title, description, text, "");
  }

  /** A still picture with a line under it. */
  static Figure of(Scene scene, String title, String description, String text, String caption) {
    return new StillFigure(scene, title, description, text, caption);
  }
}
