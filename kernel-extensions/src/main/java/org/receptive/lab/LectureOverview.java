package org.receptive.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.receptive.lab.html.HtmlText;
import org.receptive.server.http.Answer;
import org.receptive.server.http.Router;

/** The page on which {@code ./lab} opens: what the lecture is, and a way into every notebook. */
final class LectureOverview {
  private static final Pattern SLIDES =
      Pattern.compile("^\\*\\*(Slides? [^*]*?)\\.?\\*\\*\\s*", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("^([0-9]+)[-_ ]");

  /** What the page says of one notebook. */
  record Entry(String file, String number, String title, String slides, String summary) {}

  private final Path folder;
  private final Home home;
  private final List<String> assets;

  /**
   * The overview of a folder.
   *
   * @param assets what the browser may fetch while the student reads, for the next page needs it
   */
  LectureOverview(Path folder, Home home, List<String> assets) {
    this.folder = folder;
    this.home = home;
    this.assets = assets;
  }

  void addTo(Router router) {
    router.on("GET", "/", _ -> Answer.html(200, page()));
  }

  String page() throws IOException {
    StringBuilder lecture = new StringBuilder();
    List<Path> shipped = home.notebooks();
    for (Path notebook : shipped) {
      Path mine = folder.resolve(notebook.getFileName());
      append(entry(Files.exists(mine) ? mine : notebook), lecture);
    }
    StringBuilder own = new StringBuilder();
    for (Path notebook : ownNotebooks(shipped)) {
      String name = notebook.getFileName().toString();
      own.append("<li><a href=\"%s\">%s</a></li>%n".formatted(link(name), HtmlText.escape(name)));
    }
    return resource("overview.html")
        .replace("{{prefetch}}", prefetch())
        .replace("{{folder}}", HtmlText.escape(folder.toString()))
        .replace("{{lecture}}", lecture)
        .replace("{{own}}", own.isEmpty() ? "" : "<h2>Your own</h2>\n<ul>\n" + own + "</ul>\n");
  }

  private String prefetch() {
    return assets.stream()
        .map(asset -> "<link rel=\"prefetch\" href=\"" + HtmlText.escape(asset) + "\">\n")
        .collect(Collectors.joining());
  }

  private List<Path> ownNotebooks(List<Path> shipped) throws IOException {
    List<String> names = shipped.stream().map(file -> file.getFileName().toString()).toList();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".ipynb"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(file -> !names.contains(file.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  private static void append(Entry entry, StringBuilder page) {
    page.append(
        """
        <li><a href="%s">
        <span class="number">%s</span>
        <span class="what"><span class="title">%s</span> <span class="slides">%s</span>
        <span class="summary">%s</span></span>
        </a></li>
        """
            .formatted(
                link(entry.file()),
                HtmlText.escape(entry.number()),
                HtmlText.escape(entry.title()),
                HtmlText.escape(entry.slides()),
                HtmlText.escape(entry.summary())));
  }

  private static String link(String name) {
    return "/lab/tree/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What a notebook says of itself; a damaged one is shown by its name. */
  static Entry entry(Path file) throws IOException {
    String name = file.getFileName().toString();
    Matcher number = NUMBER.matcher(name);
    String position = number.find() ? number.group(1) : "";
    String opening;
    try {
      opening = opening(file);
    } catch (JsonParseException | IllegalStateException | MalformedJsonException e) {
      return new Entry(name, position, name, "", "This file cannot be read as a notebook.");
    }
    String title = title(opening);
    String first = firstParagraph(opening);
    Matcher slides = SLIDES.matcher(first);
    boolean hasSlides = slides.find();
    return new Entry(
        name,
        position,
        title.isEmpty() ? name : plain(title),
        hasSlides ? slides.group(1) : "",
        plain(hasSlides ? first.substring(slides.end()) : first));
  }

  /** The first text cell. A notebook is megabytes of figures: no more of it is read than that. */
  private static String opening(Path file) throws IOException {
    try (JsonReader json = new JsonReader(Files.newBufferedReader(file))) {
      json.beginObject();
      while (json.hasNext()) {
        if (!json.nextName().equals("cells")) {
          json.skipValue();
          continue;
        }
        json.beginArray();
        while (json.hasNext()) {
          JsonObject cell = JsonParser.parseReader(json).getAsJsonObject();
          if (cell.get("cell_type").getAsString().equals("markdown")) {
            return source(cell.get("source"));
          }
        }
        return "";
      }
    }
    return "";
  }

  private static String source(JsonElement source) {
    if (!source.isJsonArray()) {
      return source.getAsString();
    }
    StringBuilder text = new StringBuilder();
    source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }

  private static String title(String opening) {
    return opening
        .lines()
        .filter(line -> line.startsWith("# "))
        .map(line -> line.substring(2).strip())
        .findFirst()
        .orElse("");
  }

  private static String firstParagraph(String opening) {
    List<String> lines = new ArrayList<>();
    for (String line : opening.lines().toList()) {
      if (line.isBlank() && !lines.isEmpty()) {
        break;
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(line.strip());
      }
    }
    return String.join(" ", lines);
  }

  private static String plain(String markdown) {
    return markdown.replaceAll("[*`$]", "").replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = LectureOverview.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
