package org.receptive.viz.figure;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** A picture with one of everything, for the tests of this package. */
final class SamplePicture {
  private SamplePicture() {}

  static SceneBuilder marks() {
    BufferedImage grid = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    grid.setRGB(0, 0, Color.RED.getRGB());
    return Scene.builder()
        .rect(10, 10, 60, 40, 4, Style.fill(Palette.SKY_BLUE).stroke(Palette.OUTLINE, 1))
        .rect(80, 10, 40, 40, Style.gradient(Color.WHITE, Palette.BLUE, false))
        .hatch(130, 10, 40, 40, 5, Style.line(Palette.VERMILLION, 1))
        .circle(200, 30, 15, Style.fill(Palette.GREEN).opacity(0.5))
        .line(10, 60, 300, 60, Style.line(Palette.GRID, 1).dashed(4, 2))
        .arrow(Style.line(Palette.TEXT, 1.5), 230, 20, 260, 40, 290, 20)
        .image(new Bounds(310, 10, 40, 40), grid, false)
        .textIn(new Bounds(10, 10, 60, 40), "conv1", TextStyle.body().on(Palette.SKY_BLUE))
        .formula(10, 90, "*n*_{out} = ⌊(!32! + 2·0 − 5) / 1⌋ + 1", TextStyle.of(16))
        .text(380, 110, "turned", TextStyle.body().rotated(-90))
        .group("cells", "the cells", g -> g.text(10, 120, "a < b & \"c\"", TextStyle.small()));
  }

  static Figure figure() {
    return Figure.of(
        marks().build(400, 140), "Sample", "One of every mark.", "A sample of every mark.", "cap");
  }

  /** Prints the digest of the SVG and the PNG of {@link #figure}; run in a JVM of its own. */
  public static void main(String[] args) throws Exception {
    java.security.MessageDigest digest = java.security.MessageDigest.getInstance("SHA-256");
    digest.update(figure().svg().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    digest.update(figure().png(2));
    System.out.println("digest " + java.util.HexFormat.of().formatHex(digest.digest()));
  }
}
