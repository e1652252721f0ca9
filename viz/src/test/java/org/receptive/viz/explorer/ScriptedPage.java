package org.receptive.viz.explorer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.receptive.viz.Counterpart;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.steps.Browser;

/** A page with figures in a real browser, where a script uses them and writes a log. */
final class ScriptedPage {
  private static final String LOG = "<pre data-log=\"\">";

  private ScriptedPage() {}

  /** The lines that the driver wrote; see {@link Counterpart} where no browser is installed. */
  static List<String> log(Path folder, List<? extends Figure> figures, String setup, String driver)
      throws Exception {
    Optional<Browser> browser = Browser.find();
    Counterpart.needed(browser.isPresent(), "no Chromium here, the page's script is not tested");
    StringBuilder page = new StringBuilder("<!DOCTYPE html><meta charset='utf-8'><body>");
    figures.forEach(figure -> page.append(figure.html()));
    page.append("<script>").append(setup).append(script(driver)).append("</script></body>");
    Path file = folder.resolve("page.html");
    Files.writeString(file, page);
    String dom = browser.get().dom(file, folder);
    assertTrue(dom.contains("data-log"), dom.substring(Math.max(0, dom.length() - 2000)));
    String log = dom.substring(dom.lastIndexOf(LOG) + LOG.length(), dom.lastIndexOf("</pre>"));
    return log.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&").lines().toList();
  }

  private static String script(String name) throws Exception {
    try (var in = ScriptedPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
