package org.receptive.lab.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.receptive.lab.notebook.Cell;
import org.receptive.lab.notebook.Notebook;

/**
 * A notebook as one HTML page that holds all it needs: style, formulas (LaTeX to MathML), figures.
 * Its content security policy forbids it to ask the network for anything.
 */
public final class NotebookPage {
  private final Notebook notebook;
  private final MarkdownText markdown;
  private final OutputHtml outputs;
  private final String name;
  private final PageSet neighbours;

  /**
   * The page of a notebook.
   *
   * @param folder where the notebook's relative pictures are
   */
  public NotebookPage(Notebook notebook, Path folder) {
    this(notebook, folder, "", PageSet.none());
  }

  /**
   * The page of a notebook among others.
   *
   * @param folder where the notebook's relative pictures are
   * @param name the notebook's file name
   * @param neighbours the pages that it leads to
   */
  public NotebookPage(Notebook notebook, Path folder, String name, PageSet neighbours) {
    this.notebook = notebook;
    this.name = name;
    this.neighbours = neighbours;
    markdown = new MarkdownText(folder);
    outputs = new OutputHtml(markdown);
  }

  /** The page. The same notebook gives the same text. */
  public String toHtml() {
    StringBuilder body = new StringBuilder();
    notebook.cells().forEach(cell -> append(cell, body));
    String navigation = neighbours.navigation(name);
    boolean formulas = body.indexOf("class=\"formula") >= 0;
    String title = notebook.title().isEmpty() ? "Notebook" : notebook.title();
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; font-src data:">
    <meta name="generator" content="Receptive">
    <title>\
    """
        + HtmlText.escape(title.replaceAll("[$*`]", ""))
        + "</title>\n<style>\n"
        + (formulas ? mathFont() + resource("temml/temml.css") : "")
        + style()
        + "</style>\n</head>\n<body>\n<main>\n"
        + navigation
        + neighbours.toPages(body.toString())
        + navigation
        + "</main>\n"
        + (formulas ? formulaScript() : "")
        + "</body>\n</html>\n";
  }

  private void append(Cell cell, StringBuilder body) {
    switch (cell.kind()) {
      case MARKDOWN ->
          body.append("<section class=\"prose\">\n")
              .append(markdown.toHtml(cell.source()))
              .append("</section>\n");
      case CODE -> appendCode(cell, body);
      case RAW ->
          body.append("<pre class=\"raw\">")
              .append(HtmlText.escape(cell.source()))
              .append("</pre>\n");
    }
  }

  private void appendCode(Cell cell, StringBuilder body) {
    String count =
        cell.executionCount().isPresent()
            ? String.format(Locale.ROOT, "%d", cell.executionCount().getAsInt())
            : "";
    body.append("<section class=\"code\">\n");
    if (!cell.source().isBlank()) {
      body.append("<div class=\"input\"><span class=\"count\">")
          .append(count)
          .append("</span><pre><code>")
          .append(JavaHighlighter.toHtml(cell.source().stripTrailing()))
          .append("</code></pre></div>\n");
    }
    body.append(outputs.toHtml(cell.outputs())).append("</section>\n");
  }

  /** Temml turns LaTeX into MathML when the page opens; without scripts the LaTeX is readable. */
  private static String formulaScript() {
    return "<script>\n/*! Temml, MIT licence, copyright (c) 2020 Ron Kok and contributors;"
        + " from KaTeX, copyright (c) 2013-2020 Khan Academy */\n"
        + resource("temml/temml.min.js").replace("</script", "<\\/script")
        + "\n</script>\n<script>\n"
        + resource("page.js")
        + "</script>\n";
  }

  /** Browsers draw MathML well only with a font that has a MATH table; few systems have one. */
  private static String mathFont() {
    return "@font-face { font-family: \"Receptive Math\"; src: url(data:font/woff2;base64,"
        + Base64.getEncoder().encodeToString(bytes("stix/stix-two-math-subset.woff2"))
        + ") format(\"woff2\"); }\n";
  }

  /** The style of all pages. */
  static String style() {
    return resource("page.css");
  }

  private static String resource(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) {
    try (InputStream stream = NotebookPage.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
