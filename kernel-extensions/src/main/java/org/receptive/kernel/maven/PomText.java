package org.receptive.kernel.maven;

import java.util.regex.Pattern;
import org.receptive.kernel.magic.MagicException;

/** Makes a whole POM of what a student writes into a cell. */
final class PomText {
  private static final Pattern PROJECT = Pattern.compile("<project[\\s>]");
  private static final Pattern SECTION =
      Pattern.compile("<(dependencies|repositories|dependencyManagement|properties|parent)[\\s>]");
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?s)<dependency[\\s>].*?</dependency>");
  private static final Pattern REPOSITORY =
      Pattern.compile("(?s)<repository[\\s>].*?</repository>");

  private PomText() {}

  static String whole(String text) throws MagicException {
    if (PROJECT.matcher(text).find()) {
      return text;
    }
    if (SECTION.matcher(text).find()) {
      return project(text);
    }
    String dependencies = all(DEPENDENCY, text);
    if (dependencies.isEmpty()) {
      throw new MagicException(
          "no <dependency> was found in the cell; write, for example\n"
              + "<dependency>\n  <groupId>org.apache.commons</groupId>\n"
              + "  <artifactId>commons-math3</artifactId>\n  <version>3.6.1</version>\n"
              + "</dependency>");
    }
    return project(
        "<dependencies>"
            + dependencies
            + "</dependencies>"
            + "<repositories>"
            + all(REPOSITORY, text)
            + "</repositories>");
  }

  private static String all(Pattern element, String text) {
    StringBuilder found = new StringBuilder();
    element.matcher(text).results().forEach(match -> found.append(match.group()).append('\n'));
    return found.toString();
  }

  private static String project(String sections) {
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
    <modelVersion>4.0.0</modelVersion>
    <groupId>notebook</groupId><artifactId>notebook</artifactId><version>1</version>
    %s
    </project>
    """
        .formatted(sections);
  }
}
