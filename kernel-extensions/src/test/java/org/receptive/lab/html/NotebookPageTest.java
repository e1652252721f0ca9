package org.receptive.lab.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.receptive.kernel.client.Output;
import org.receptive.lab.notebook.Notebook;

/** Pages: formulas are kept from Markdown, text is escaped, nothing is fetched. */
final class NotebookPageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a $x_i * y_i$ b | <p>a <span class=\"formula\">x_i * y_i</span> b</p>",
        "from $5 to $7 | <p>from $5 to $7</p>",
        "`$x$` | <p><code>$x$</code></p>",
        "\\$5 and $n$ | <p>$5 and <span class=\"formula\">n</span></p>",
        "so $$a<b$$ it is | <p>so <span class=\"formula display\">a&lt;b</span> it is</p>",
        "$a\\$b$ | <p><span class=\"formula\">a\\$b</span></p>"
      })
  void inlineFormulasAreFound(String markdown, String html) {
    assertEquals(html, new MarkdownText(folder).toHtml(markdown).strip());
  }

  @Test
  void aFormulaOfSeveralLinesIsNoList() {
    String html = new MarkdownText(folder).toHtml("Text\n$$\na\n- b\n+ c\n$$\nmore");
    assertEquals(
        "<p>Text</p>\n<div class=\"formula display\">a\n- b\n+ c</div>\n<p>more</p>\n", html);
  }

  @Test
  void anEnvironmentIsAFormula() {
    String html = new MarkdownText(folder).toHtml("\\begin{align}\na &= b\n\\end{align}\n\nend");
    assertEquals(
        "<div class=\"formula display\">\\begin{align}\na &amp;= b\n\\end{align}</div>\n"
            + "<p>end</p>\n",
        html);
  }

  @Test
  void linksToNotebooksLeadToTheirPages() {
    assertEquals(
        "<p><a href=\"02-next.html#top\">next</a></p>",
        new MarkdownText(folder).toHtml("[next](02-next.ipynb#top)").strip());
  }

  @Test
  void picturesBesideTheNotebookArePutIntoThePage() throws IOException {
    Files.write(folder.resolve("dot.png"), new byte[] {1, 2, 3});
    assertEquals(
        "<p><img src=\"data:image/png;base64,AQID\" alt=\"a dot\" /></p>",
        new MarkdownText(folder).toHtml("![a dot](dot.png)").strip());
  }

  @Test
  void javaIsColouredByItsLexicalClasses() {
    assertEquals(
        "<span class=\"j-keyword\">var</span> s = <span class=\"j-string\">&quot;// &lt;no"
            + "&quot;</span>; <span class=\"j-comment\">// yes</span>",
        JavaHighlighter.toHtml("var s = \"// <no\"; // yes"));
    assertEquals(
        "<span class=\"j-call\">outputSize</span>(<span class=\"j-number\">32</span>)",
        JavaHighlighter.toHtml("outputSize(32)"));
    assertEquals(
        "<span class=\"j-magic\">%maven a:b:1</span>", JavaHighlighter.toHtml("%maven a:b:1"));
    assertEquals("5 % <span class=\"j-call\">f</span>()", plainNumbers("5 % f()"));
  }

  private static String plainNumbers(String code) {
    return JavaHighlighter.toHtml(code).replaceAll("<span class=\"j-number\">(\\d+)</span>", "$1");
  }

  @Test
  void codeThatIsNoJavaIsShownAsItIs() {
    String code = "\"open /* 'x \\\n\"\"\" never closed <&>";
    String text = JavaHighlighter.toHtml(code).replaceAll("</?span[^>]*>", "");
    assertEquals(HtmlText.escape(code), text);
  }

  @Test
  void aVeryLongStringIsColouredWithoutAStackOverflow() {
    String code = "\"" + "\\n".repeat(200_000) + "\"";
    assertTrue(JavaHighlighter.toHtml(code).startsWith("<span class=\"j-string\">"));
  }

  @Test
  void terminalColoursBecomeClasses() {
    assertEquals(
        "a<span class=\"ansi-31 ansi-bold\">&lt;b&gt;</span>c",
        AnsiText.toHtml("a\u001b[1;31m<b>\u001b[0mc\u001b[2J"));
  }

  @Test
  void theRichestRepresentationIsShown() {
    JsonObject data = new JsonObject();
    data.addProperty("text/plain", "plain");
    data.addProperty("image/png", "AAAA");
    assertEquals(
        "<div class=\"output picture\"><img src=\"data:image/png;base64,AAAA\" alt=\"plain\">"
            + "</div>\n",
        outputs(new Output.DisplayData(data, new JsonObject())));
    data.addProperty("text/html", "<b>rich</b>");
    assertEquals(
        "<div class=\"output html\"><b>rich</b></div>\n",
        outputs(new Output.DisplayData(data, new JsonObject())));
  }

  @Test
  void ofAProgressBarTheLastStateStays() {
    assertEquals(
        "<pre class=\"output stream stdout\">100%\ndone\n</pre>\n",
        outputs(new Output.Stream("stdout", "10%\r50%\r100%\r\ndone\n")));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "loading weights\\rdone|doneing weights",
        "abc\\b\\bX|aXc",
        "\\b\\bleft|left",
        "ab\\nc\\b\\b\\bd|ab\\nd",
        "loading weights\\r\\e[Kdone|done",
        "loading\\e[2K\\rdone|done",
        "12345\\e[3D_|12_45",
        "12345\\e[2G_|1_345",
        "a\\e[2Cb|a  b",
        "red\\e[31m\\rR|<span class=\"ansi-31\">R</span>ed",
        "e\\u0301a\\bo|e\\u0301o",
        "\\e]0;title\\u0007text|text",
        "bell\\u0007|bell"
      },
      delimiter = '|')
  void movesOfTheCursorAreObeyedAsInATerminal(String printed, String shown) {
    assertEquals(unescaped(shown), AnsiText.toHtml(unescaped(printed)));
  }

  private static String unescaped(String text) {
    return text.replace("\\e", "\u001b")
        .replace("\\u0301", "\u0301")
        .replace("\\u0007", "\u0007")
        .translateEscapes();
  }

  private String outputs(Output output) {
    return new OutputHtml(new MarkdownText(folder)).toHtml(List.of(output));
  }

  @Test
  void aPageHoldsAllItNeedsAndAsksForNothing() throws IOException {
    String page = new NotebookPage(Notebook.read(jupyters()), folder).toHtml();
    assertTrue(page.contains("default-src 'none'"));
    assertTrue(page.contains("temml.render"));
    assertTrue(page.contains("copyright (c) 2020 Ron Kok"));
    Pattern fetching =
        Pattern.compile("<link|<script[^>]+src|<img[^>]+src=\"(?!data:)|url\\((?!\"?data:|%23)");
    assertFalse(fetching.matcher(page.replaceAll("(?s)<script>.*?</script>", "")).find());
  }

  @Test
  void whatIsPrintedIsNotCutInAFigure() throws IOException {
    String page = new NotebookPage(Notebook.read(jupyters()), folder).toHtml();
    String print = page.substring(page.indexOf("@media print"));
    for (String part : List.of(".output.picture", "figure", "svg", "img", "[role=\"note\"]")) {
      assertTrue(print.indexOf(part + ",") < print.indexOf("break-inside: avoid"), part);
      assertTrue(print.contains("  " + part + ",\n"), part);
    }
  }

  @Test
  void theSameNotebookGivesTheSamePage() throws IOException {
    Notebook notebook = Notebook.read(jupyters());
    assertEquals(
        new NotebookPage(notebook, folder).toHtml(), new NotebookPage(notebook, folder).toHtml());
  }

  private Path jupyters() throws IOException {
    Path file = folder.resolve("written-by-jupyter.ipynb");
    try (var stream = Notebook.class.getResourceAsStream("written-by-jupyter.ipynb")) {
      Files.copy(stream, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
