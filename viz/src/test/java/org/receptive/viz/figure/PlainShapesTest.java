package org.receptive.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.batik.dom.GenericDOMImplementation;
import org.junit.jupiter.api.Test;

/** What is written without Batik is what Batik writes. */
class PlainShapesTest {
  private static final int SHAPES = 20_000;
  private static final double[] CORNERS = {0, -0.0, 0.004, -0.004, 0.005, 0.125, 12.345, -7.5, 1e9};

  private final Random random = new Random(13);
  private final BatikShapes batik =
      new BatikShapes(
          GenericDOMImplementation.getDOMImplementation()
              .createDocument(SvgDocument.NAMESPACE, "svg", null),
          "f-");

  private String byBatik(Mark.Shaped mark) {
    return batik.paint(mark).stream().map(SvgMarkup::of).collect(Collectors.joining());
  }

  @Test
  void randomShapesAreWrittenAsBatikWritesThem() {
    int plain = 0;
    for (int i = 0; i < SHAPES; i++) {
      Mark.Shaped mark = shape();
      Optional<String> written = PlainShapes.tag(mark).map(SvgTag::markup);
      if (written.isPresent()) {
        plain++;
        assertEquals(byBatik(mark), written.get());
      }
    }
    int most = plain;
    assertTrue(plain > SHAPES / 10, () -> most + " of " + SHAPES + " without Batik");
  }

  @Test
  void theMarksOfAUsualFigureNeedNoBatik() {
    Mark.Shaped[] usual = {
      new Mark.Rect(new Bounds(10.5, 20, 30.25, 4), 2, Style.fill(Palette.BLUE)),
      new Mark.Line(0, 0, 7.1, 3, Style.line(Palette.GRID, 1).dashed(3, 2)),
      new Mark.Circle(5, 5, 2.5, Style.fill(Palette.ORANGE).stroke(Palette.TEXT, 1.5)),
      new Mark.Rect(new Bounds(0, 0, 9, 9), 0, Style.fill(Color.WHITE).opacity(0.5)),
    };
    for (Mark.Shaped mark : usual) {
      assertEquals(Optional.of(byBatik(mark)), PlainShapes.tag(mark).map(SvgTag::markup));
    }
  }

  @Test
  void numbersAreRoundedAsTheFormatterRoundsThem() {
    for (int i = 0; i < SHAPES; i++) {
      double value = number();
      String text = String.format(Locale.ROOT, "%.2f", value);
      text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
      assertEquals(text.equals("-0") ? "0" : text, Decimals.of(value), () -> "of " + value);
    }
  }

  private double number() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(400) - 100;
      case 1 -> random.nextInt(4000) / 8.0 - 100; // halves of a hundredth among them
      case 2 -> random.nextInt(200_000) / 200.0 - 300;
      case 3 -> CORNERS[random.nextInt(CORNERS.length)];
      case 4 -> random.nextGaussian();
      default -> random.nextDouble(-50, 700);
    };
  }

  private double size() {
    return random.nextInt(8) == 0 ? number() : random.nextInt(300) / 4.0;
  }

  private Mark.Shaped shape() {
    return switch (random.nextInt(4)) {
      case 0 -> {
        Bounds bounds = new Bounds(number(), number(), Math.max(0, size()), Math.max(0, size()));
        yield new Mark.Rect(bounds, random.nextBoolean() ? 0 : Math.max(0, size()), style());
      }
      case 1 -> new Mark.Line(number(), number(), number(), number(), style());
      case 2 -> new Mark.Circle(number(), number(), Math.max(0, size()), style());
      default -> new Mark.Path(outline(), style());
    };
  }

  private Path2D outline() {
    Path2D path = new Path2D.Double();
    for (int part = 0; part < 2; part++) {
      path.moveTo(size(), number());
      path.lineTo(size(), size());
      if (random.nextBoolean()) {
        path.quadTo(size(), size(), number(), size());
        path.curveTo(size(), size(), size(), size(), size(), size());
      }
      if (random.nextBoolean()) {
        path.closePath();
      }
    }
    return path;
  }

  private Color color() {
    return random.nextInt(3) == 0
        ? new Color(choice(), choice(), choice())
        : new Color(random.nextInt(0x1000000));
  }

  /** The channels of named colours. */
  private int choice() {
    return new int[] {0, 128, 192, 255}[random.nextInt(4)];
  }

  private Style style() {
    Style style = random.nextInt(4) == 0 ? Style.line(color(), width()) : Style.fill(color());
    if (random.nextBoolean()) {
      style = style.stroke(color(), width());
    }
    if (random.nextInt(3) == 0) {
      style = style.dashed(1 + random.nextInt(9) / 2.0, 3);
    }
    return random.nextInt(3) == 0 ? style.opacity(random.nextInt(101) / 100.0) : style;
  }

  private double width() {
    return random.nextInt(12) / 4.0;
  }
}
