package org.receptive.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {
  private final Figure sample = SamplePicture.figure();

  @Test
  void aPictureOfEveryMarkKeepsTheRules() {
    assertEquals(List.of(), FigureRules.violations(sample));
  }

  @Test
  void theBundleHasHtmlSvgPngAndText() {
    MimeBundle bundle = sample.mimeBundle();
    assertEquals(
        List.of("text/html", "image/svg+xml", "image/png", "text/plain"),
        List.copyOf(bundle.data().keySet()));
    BufferedImage png = Png.decode(Base64.getDecoder().decode(bundle.data().get(MimeBundle.PNG)));
    assertEquals(800, png.getWidth());
    assertEquals(400, bundle.metadata().get(MimeBundle.PNG).get("width"));
  }

  @Test
  void theHtmlHoldsTheSvgAsAnImageWithItsDescription() {
    String html = sample.html();
    assertTrue(html.startsWith("<figure"), html);
    assertTrue(html.contains("alt=\"One of every mark.\""), html);
    assertFalse(html.contains("<svg"), html);
    String data = html.replaceAll("(?s).*base64,([^\"]*)\".*", "$1");
    assertEquals(
        sample.svg(), new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
  }

  @Test
  void twoDifferentFiguresShareNoId() {
    Figure other = Figure.of(SamplePicture.marks().build(401, 140), "Sample", "d", "t");
    String prefix = sample.svg().replaceAll("(?s).*aria-labelledby=\"(f[0-9a-f]+-).*", "$1");
    assertTrue(sample.svg().contains("id=\"" + prefix + "cells\""), sample.svg());
    assertFalse(other.svg().contains(prefix));
  }

  @Test
  void textStaysTextAndMarkupCharactersAreEscaped() {
    assertTrue(sample.svg().contains(">a &lt; b &amp; &quot;c&quot;</text>"), sample.svg());
  }

  @Test
  void translucencyAndGradientsReachTheSvg() {
    assertTrue(sample.svg().contains("fill-opacity=\"0.5\""), sample.svg());
    assertTrue(sample.svg().contains("<linearGradient "), sample.svg());
  }

  @Test
  void spaceBeforeALabelMovesItsLettersAndNothingElse() {
    TextStyle style = TextStyle.of(20);
    Scene scene = Scene.builder().text(10, 20, " =", style).build(60, 30);
    String svg = Figure.of(scene, "t", "d", "w").svg();
    double x = 10 + TextMetrics.width(" ", style);
    assertTrue(svg.contains(" x=\"" + Decimals.of(x) + "\""), svg);
  }

  @Test
  void fillAndOutlineOfAShapeAreOneElement() {
    String svg =
        Figure.of(
                Scene.builder()
                    .rect(1, 2, 3, 4, Style.fill(Palette.BLUE).stroke(Palette.ORANGE, 2))
                    .build(10, 10),
                "t",
                "d",
                "w")
            .svg();
    assertTrue(
        svg.contains(
            "<rect fill=\"#0072b2\" height=\"4\" stroke=\"#e69f00\" stroke-width=\"2\" "
                + "width=\"3\" x=\"1\" y=\"2\"/>"),
        svg);
  }

  @Test
  void aFigureIsSavedByTheEndingOfItsName(@TempDir Path folder) throws Exception {
    for (String ending : List.of("svg", "png", "html", "txt")) {
      Path file = folder.resolve("figure." + ending);
      sample.save(file);
      assertTrue(Files.size(file) > 0, ending);
    }
    assertEquals(sample.svg(), Files.readString(folder.resolve("figure.svg")));
    assertThrows(IllegalArgumentException.class, () -> sample.save(folder.resolve("figure.gif")));
  }

  @Test
  void withoutFontconfigAndFontsTheBytesAreTheSame() throws Exception {
    String here = runSample(List.of());
    String bare =
        runSample(List.of("-Dsun.awt.fontconfig=/nowhere", "-Dsun.java2d.fontpath=/nowhere"));
    assertEquals(digestLine(here), digestLine(bare));
    assertFalse(bare.contains("sun.font.SunFontManager"), "the JDK's font manager was asked");
    assertFalse(bare.contains("sun.font.FcFontConfiguration"), "fontconfig was asked");
  }

  private static String digestLine(String output) {
    return output
        .lines()
        .filter(l -> l.startsWith("digest "))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(output.lines().filter(l -> !l.contains("source:")).toList()));
  }

  private static String runSample(List<String> more) throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djava.awt.headless=true", "-Xlog:class+load:stdout", "-Xshare:auto"));
    command.addAll(more);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SamplePicture.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FONTCONFIG_FILE", "/nowhere/fonts.conf");
    builder.environment().put("FONTCONFIG_PATH", "/nowhere");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(
        0,
        process.exitValue(),
        output.lines().filter(l -> !l.contains("source:")).toList().toString());
    return output;
  }
}
