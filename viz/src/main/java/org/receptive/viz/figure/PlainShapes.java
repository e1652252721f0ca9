package org.receptive.viz.figure;

import java.awt.Color;
import java.awt.geom.PathIterator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The shapes that nearly all figures are made of, as SVG: opaque or evenly translucent, filled with
 * one colour, outlined with another. What is written is what {@link BatikShapes} writes, to the
 * byte, in a tenth of the time, and a picture that follows a slider is drawn sixty times a second.
 * All else is Batik's: gradients, coordinates on the edge of rounding, shapes without extent.
 */
final class PlainShapes {
  private static final int OPAQUE = 255;

  private PlainShapes() {}

  /** The element of {@code mark}; empty where Batik has to be asked. */
  static Optional<SvgTag> tag(Mark.Shaped mark) {
    Style style = mark.style();
    Optional<Color> fill = style.fill().flatMap(PlainShapes::solid);
    boolean painted = fill.isPresent() || style.stroke().isPresent();
    if (!painted || fill.isPresent() != style.fill().isPresent() || !isPlain(fill, style)) {
      return Optional.empty();
    }
    return geometry(mark).map(tag -> painted(tag, fill, style));
  }

  private static Optional<Color> solid(Style.Fill fill) {
    return fill instanceof Style.Fill.Solid(Color color) ? Optional.of(color) : Optional.empty();
  }

  private static boolean isPlain(Optional<Color> fill, Style style) {
    return Decimals.isClear((float) style.strokeWidth())
        && style.strokeWidth() > 0
        && style.dash().stream().allMatch(length -> Decimals.isClear(length.floatValue()))
        && fill.filter(color -> !isPlain(color, style)).isEmpty()
        && style.stroke().filter(color -> !isPlain(color, style)).isEmpty()
        // Each of them has an opacity of its own, and Batik joins them only if it is the same.
        && (fill.isEmpty()
            || style.stroke().isEmpty()
            || alpha(fill.get(), style) == OPAQUE && alpha(style.stroke().get(), style) == OPAQUE);
  }

  /**
   * Batik writes colours that have a name in HTML 4 by their names, and black at times not at all.
   */
  private static boolean isPlain(Color color, Style style) {
    boolean named =
        isNamed(color.getRed()) && isNamed(color.getGreen()) && isNamed(color.getBlue());
    boolean white = (color.getRGB() | 0xff000000) == -1;
    float opacity = alpha(color, style) / (float) OPAQUE;
    return (!named || white) && Decimals.isClear(opacity);
  }

  private static boolean isNamed(int channel) {
    return channel == 0 || channel == 128 || channel == 192 || channel == OPAQUE;
  }

  private static int alpha(Color color, Style style) {
    return (int) Math.round(color.getAlpha() * style.opacity());
  }

  private static Optional<SvgTag> geometry(Mark.Shaped mark) {
    return switch (mark) {
      case Mark.Rect rect -> rect(rect.bounds(), rect.radius());
      case Mark.Line line -> line.style().fill().isPresent() ? Optional.empty() : line(line);
      case Mark.Circle circle -> circle(circle);
      case Mark.Path path -> path(path.shape().getPathIterator(null));
    };
  }

  private static Optional<SvgTag> rect(Bounds bounds, double radius) {
    if (!(bounds.width() > 0 && bounds.height() > 0 && radius >= 0)
        || !areClear(bounds.x(), bounds.y(), bounds.width(), bounds.height(), radius)) {
      return Optional.empty();
    }
    SvgTag tag =
        new SvgTag("rect")
            .with("x", Decimals.even(bounds.x()))
            .with("y", Decimals.even(bounds.y()))
            .with("width", Decimals.even(bounds.width()))
            .with("height", Decimals.even(bounds.height()));
    return Optional.of(
        radius == 0
            ? tag
            : tag.with("rx", Decimals.even(radius)).with("ry", Decimals.even(radius)));
  }

  private static Optional<SvgTag> line(Mark.Line line) {
    return areClear(line.x1(), line.y1(), line.x2(), line.y2())
        ? Optional.of(
            new SvgTag("line")
                .with("x1", Decimals.even(line.x1()))
                .with("y1", Decimals.even(line.y1()))
                .with("x2", Decimals.even(line.x2()))
                .with("y2", Decimals.even(line.y2())))
        : Optional.empty();
  }

  private static Optional<SvgTag> circle(Mark.Circle circle) {
    return circle.radius() > 0 && areClear(circle.cx(), circle.cy(), circle.radius())
        ? Optional.of(
            new SvgTag("circle")
                .with("cx", Decimals.even(circle.cx()))
                .with("cy", Decimals.even(circle.cy()))
                .with("r", Decimals.even(circle.radius())))
        : Optional.empty();
  }

  private static Optional<SvgTag> path(PathIterator path) {
    StringBuilder data = new StringBuilder();
    float[] points = new float[6]; // Batik rounds to floats, too.
    for (; !path.isDone(); path.next()) {
      int count =
          switch (path.currentSegment(points)) {
            case PathIterator.SEG_MOVETO -> append(data, 'M', 2);
            case PathIterator.SEG_LINETO -> append(data, 'L', 2);
            case PathIterator.SEG_QUADTO -> append(data, 'Q', 4);
            case PathIterator.SEG_CUBICTO -> append(data, 'C', 6);
            default -> append(data, 'Z', 0);
          };
      for (int i = 0; i < count; i++) {
        if (!Decimals.isClear(points[i])) {
          return Optional.empty();
        }
        data.append(Decimals.even(points[i])).append(' ');
      }
    }
    String text = data.toString().strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(new SvgTag("path").with("d", text));
  }

  private static int append(StringBuilder data, char command, int numbers) {
    data.append(command);
    return numbers;
  }

  private static boolean areClear(double... values) {
    for (double value : values) {
      if (!Decimals.isClear(value)) {
        return false;
      }
    }
    return true;
  }

  private static SvgTag painted(SvgTag tag, Optional<Color> fill, Style style) {
    tag.with("fill", fill.map(Palette::hex).orElse("none"));
    // Batik keeps one opacity for both, and writes it for an empty inside, too.
    fill.or(style::stroke).ifPresent(color -> opacity(tag, "fill-opacity", color, style));
    style
        .stroke()
        .ifPresent(
            color -> {
              tag.with("stroke", Palette.hex(color));
              opacity(tag, "stroke-opacity", color, style);
              if (style.strokeWidth() != 1) {
                tag.with("stroke-width", Decimals.even((float) style.strokeWidth()));
              }
              if (!style.dash().isEmpty()) {
                tag.with("stroke-dasharray", dashes(style));
              }
            });
    return tag;
  }

  private static void opacity(SvgTag tag, String attribute, Color color, Style style) {
    int alpha = alpha(color, style);
    if (alpha != OPAQUE) {
      tag.with(attribute, Decimals.even(alpha / (float) OPAQUE));
    }
  }

  private static String dashes(Style style) {
    return style.dash().stream()
        .map(length -> Decimals.even(length.floatValue()))
        .collect(Collectors.joining(","));
  }
}
