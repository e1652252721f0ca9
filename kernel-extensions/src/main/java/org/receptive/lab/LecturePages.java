package org.receptive.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.receptive.lab.html.PageSet;

/** The lecture as pages: every notebook is run and shown in the browser, without a server. */
final class LecturePages {
  private final Home home;
  private final PrintWriter out;
  private final PrintWriter err;

  LecturePages(Home home, PrintWriter out, PrintWriter err) {
    this.home = home;
    this.out = out;
    this.err = err;
  }

  /**
   * Makes the pages and opens the first.
   *
   * @param edition which version of the lecture is shown
   * @param browser whether a browser is to be opened
   * @return the exit status
   */
  int open(Edition edition, boolean browser) throws IOException {
    List<Path> notebooks = home.requireNotebooks(edition);
    Path pages = home.workshop().resolve("pages");
    List<String> arguments = new ArrayList<>(List.of("run", "--to", "html", "--output"));
    arguments.add(pages.toString());
    if (edition == Edition.STUDENTS) {
      arguments.add("--student");
    }
    notebooks.forEach(notebook -> arguments.add(notebook.toString()));
    int status = Lab.run(out, err, arguments.toArray(new String[0]));
    if (status != 0) {
      return status;
    }
    List<Path> made = notebooks.stream().map(file -> page(pages, file)).toList();
    out.println("The lecture:");
    made.forEach(page -> out.println("  " + page.toUri()));
    out.flush();
    Path index = pages.resolve(PageSet.INDEX);
    Path first = made.size() > 1 && Files.exists(index) ? index : made.getFirst();
    if (!browser || !Browser.show(first.toString())) {
      out.println("Open these pages in a browser; none could be opened from here.");
    }
    return 0;
  }

  private static Path page(Path folder, Path notebook) {
    String name = notebook.getFileName().toString();
    return folder.resolve(name.replaceFirst("\\.ipynb$", ".html"));
  }
}
