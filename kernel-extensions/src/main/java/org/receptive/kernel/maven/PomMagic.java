package org.receptive.kernel.maven;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;

/** {@code %%pom}: dependencies and repositories as the notebooks of Ganymede list them, in YAML. */
final class PomMagic implements Magic {
  private static final Pattern KEY = Pattern.compile("^\\s*(-\\s+)?([A-Za-z]+)\\s*:(?:\\s+(.*))?$");
  private static final Pattern ITEM = Pattern.compile("^\\s*-\\s+(\\S+)\\s*$");
  private static final String QUOTES = "^[\"']|[\"']$";

  @Override
  public Description description() {
    return Description.ofCell(
        "pom",
        "%%pom\ndependencies:\n  - GROUP:ARTIFACT:VERSION",
        "As %maven and %mavenRepo, listed as Ganymede's notebooks do.",
        "repositories: takes pairs of id and url. A POM in XML is for %%loadFromPOM.");
  }

  @Override
  public void runCell(MagicCall call, MagicContext context) throws Exception {
    if (call.body().strip().startsWith("<")) {
      throw new MagicException("%%pom takes a list; a POM in XML is read by %%loadFromPOM");
    }
    List<String> coordinates = new ArrayList<>();
    List<Map<String, String>> repositories = new ArrayList<>();
    read(call.body(), coordinates, repositories);
    for (Map<String, String> repository : repositories) {
      String url = repository.getOrDefault("url", "");
      context.line("mavenRepo", List.of(repository.getOrDefault("id", url), url));
    }
    if (!coordinates.isEmpty()) {
      context.line("maven", coordinates);
    }
  }

  private static void read(
      String text, List<String> coordinates, List<Map<String, String>> repositories)
      throws MagicException {
    String section = "";
    for (String line : text.lines().toList()) {
      String written = line.replaceFirst("(^|\\s)#.*", "").stripTrailing();
      Matcher key = KEY.matcher(written);
      Matcher item = ITEM.matcher(written);
      if (key.matches() && key.group(1) == null && key.group(3) == null) {
        section = key.group(2);
      } else if (section.equals("repositories") && key.matches()) {
        if (key.group(1) != null || repositories.isEmpty()) {
          repositories.add(new LinkedHashMap<>());
        }
        repositories.getLast().put(key.group(2), unquoted(key.group(3)));
      } else if (section.equals("dependencies") && item.matches()) {
        coordinates.add(unquoted(item.group(1)));
      } else if (!written.isBlank() && List.of("repositories", "dependencies").contains(section)) {
        throw new MagicException(
            "%%pom: \""
                + written.strip()
                + "\" is not understood; dependencies are lines \"- GROUP:ARTIFACT:VERSION\","
                + " repositories pairs of \"- id: NAME\" and \"url: ADDRESS\"");
      }
    }
  }

  private static String unquoted(String text) {
    return Optional.ofNullable(text).orElse("").strip().replaceAll(QUOTES, "");
  }
}
