package org.receptive.lab.html;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages that lie in one folder and lead to each other.
 *
 * @param pages in the order in which they are read
 * @param index whether an overview of them lies beside them
 */
public record PageSet(List<Entry> pages, boolean index) {
  /** The file of the overview. */
  public static final String INDEX = "index.html";

  private static final Pattern NOTEBOOK_LINK =
      Pattern.compile("(<a [^>]*?href=\")([^\":/?#]+)\\.ipynb((?:#[^\"]*)?\")");

  /**
   * One page.
   *
   * @param notebook the notebook's file name
   * @param title what it is called
   */
  public record Entry(String notebook, String title) {
    /** The page of a notebook. */
    public static Entry of(Path notebook, String title) {
      return new Entry(notebook.getFileName().toString(), title.replaceAll("[$*`]", ""));
    }

    String stem() {
      return notebook.replaceFirst("\\.ipynb$", "");
    }

    /** The page's file name. */
    public String page() {
      return stem() + ".html";
    }

    String link(String relation, String arrow) {
      return "<a rel=\"%s\" href=\"%s\">%s</a>\n"
          .formatted(
              relation,
              address(page()),
              HtmlText.escape(relation.equals("prev") ? arrow + " " + title : title + " " + arrow));
    }
  }

  /** Copies the list. */
  public PageSet {
    pages = List.copyOf(pages);
  }

  /** A page that stands alone. */
  public static PageSet none() {
    return new PageSet(List.of(), false);
  }

  /** A file name as it is written in a link. */
  static String address(String file) {
    return HtmlText.escape(
        java.net.URLEncoder.encode(file, java.nio.charset.StandardCharsets.UTF_8)
            .replace("+", "%20"));
  }

  /** The way to the neighbours of a page; empty for a page that has none. */
  String navigation(String notebook) {
    int place = pages.stream().map(Entry::notebook).toList().indexOf(notebook);
    if (place < 0 || (pages.size() == 1 && !index)) {
      return "";
    }
    StringBuilder nav = new StringBuilder("<nav aria-label=\"Notebooks\">\n");
    nav.append(place > 0 ? pages.get(place - 1).link("prev", "\u2190") : "<span></span>\n");
    nav.append(index ? "<a href=\"" + INDEX + "\">All notebooks</a>\n" : "<span></span>\n");
    nav.append(
        place + 1 < pages.size() ? pages.get(place + 1).link("next", "\u2192") : "<span></span>\n");
    return nav.append("</nav>\n").toString();
  }

  /** Links to notebooks of this set lead to their pages. */
  String toPages(String html) {
    return NOTEBOOK_LINK
        .matcher(html)
        .replaceAll(
            link ->
                Matcher.quoteReplacement(
                    find(link.group(2))
                        .map(page -> link.group(1) + address(page.page()) + link.group(3))
                        .orElse(link.group())));
  }

  private Optional<Entry> find(String linked) {
    return pages.stream()
        .filter(page -> address(page.stem()).equals(linked) || page.stem().equals(linked))
        .findFirst();
  }
}
