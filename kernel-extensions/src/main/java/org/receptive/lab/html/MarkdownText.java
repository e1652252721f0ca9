package org.receptive.lab.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown with tables and formulas, as HTML. Local pictures are put into the page. */
final class MarkdownText {
  private static final Pattern NOTEBOOK_LINK = Pattern.compile("([^:?#]+)\\.ipynb(#.*)?");
  private static final Map<String, String> PICTURES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "svg", "image/svg+xml");

  private final Parser parser;
  private final HtmlRenderer renderer;
  private final Path folder;

  /** Relative pictures are looked for in the given folder. */
  MarkdownText(Path folder) {
    this.folder = folder;
    var extensions = List.of(TablesExtension.create(), new FormulaExtension());
    parser = Parser.builder().extensions(extensions).build();
    renderer =
        HtmlRenderer.builder()
            .extensions(extensions)
            .attributeProviderFactory(context -> this::adapt)
            .build();
  }

  String toHtml(String markdown) {
    return renderer.render(parser.parse(markdown));
  }

  private void adapt(Node node, String tagName, Map<String, String> attributes) {
    if (node instanceof Heading heading) {
      attributes.put("id", anchorOf(heading));
    } else if (node instanceof Link link) {
      // Beside the page of one notebook stand the pages of the others.
      var notebook = NOTEBOOK_LINK.matcher(link.getDestination());
      if (notebook.matches()) {
        String anchor = Optional.ofNullable(notebook.group(2)).orElse("");
        attributes.put("href", notebook.group(1) + ".html" + anchor);
      }
    } else if (node instanceof Image image) {
      embedded(image.getDestination()).ifPresent(data -> attributes.put("src", data));
    }
  }

  private Optional<String> embedded(String destination) {
    String extension = destination.substring(destination.lastIndexOf('.') + 1);
    String type = PICTURES.get(extension.toLowerCase(Locale.ROOT));
    if (type == null || destination.contains(":")) {
      return Optional.empty();
    }
    try {
      Path file = folder.resolve(destination);
      return Files.isRegularFile(file)
          ? Optional.of(dataUrl(type, Files.readAllBytes(file)))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String dataUrl(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  /** Jupyter's anchor of a heading: its words with hyphens between them. */
  private static String anchorOf(Heading heading) {
    StringBuilder words = new StringBuilder();
    heading.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString().strip().replaceAll("\\s+", "-");
  }
}
