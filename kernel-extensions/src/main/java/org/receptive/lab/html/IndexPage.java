package org.receptive.lab.html;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The overview beside pages: every notebook with what it is about. */
public final class IndexPage {
  private static final String OURS = "<meta name=\"generator\" content=\"Receptive\">";

  /**
   * What the overview says of a page.
   *
   * @param page the page
   * @param slides which slides it belongs to; may be empty
   * @param summary its first paragraph; may be empty
   */
  public record Line(PageSet.Entry page, String slides, String summary) {}

  private IndexPage() {}

  /** Whether an overview may be written there: nothing is in its place, or an earlier one. */
  public static boolean hasRoomIn(Path folder) throws IOException {
    Path file = folder.resolve(PageSet.INDEX);
    return !Files.exists(file) || Files.readString(file, StandardCharsets.UTF_8).contains(OURS);
  }

  /** The overview. */
  public static String toHtml(List<Line> lines) {
    StringBuilder list = new StringBuilder();
    for (Line line : lines) {
      list.append("<li><a href=\"")
          .append(PageSet.address(line.page().page()))
          .append("\">")
          .append(HtmlText.escape(line.page().title()))
          .append("</a> <span class=\"slides\">")
          .append(HtmlText.escape(line.slides()))
          .append("</span><br>")
          .append(HtmlText.escape(line.summary()))
          .append("</li>\n");
    }
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'">
    """
        + OURS
        + "\n<title>Notebooks</title>\n<style>\n"
        + NotebookPage.style()
        + "</style>\n</head>\n<body>\n<main>\n<section class=\"prose\">\n<h1>Notebooks</h1>\n<ol>\n"
        + list
        + "</ol>\n</section>\n</main>\n</body>\n</html>\n";
  }
}
