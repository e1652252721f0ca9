package org.receptive.viz.steps;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Scene;

/**
 * Frames as data for the script in the page, small because frames resemble each other.
 *
 * <p>The markup of a frame is cut into fixed parts and values (attribute values and letters).
 * Frames with the same fixed parts share a template: what never changes stays in it, and a frame
 * lists only the values that differ from the frame before it in the same template.
 */
final class FrameCodec {
  /** Stands for "as in the frame before" in a list of values. */
  private static final String SAME = "";

  private static final String SLOT = "\u0001";
  private static final Pattern VALUE = Pattern.compile("\"([^\"]+)\"|(?<=>)([^<\n]+)(?=<)");
  private static final Pattern SHORT_TEXT_LENGTH =
      Pattern.compile("(<text [^>]*?) textLength=\"[^\"]*\"([^>]*>[^<]{1,9}</text>)");

  /** Markup cut into fixed parts and values. */
  private record Cut(List<String> fixed, List<String> values) {}

  private final List<List<Cut>> templates = new ArrayList<>();
  private final Map<List<String>, Integer> templateOf = new LinkedHashMap<>();
  private final List<Integer> templateOfFrame = new ArrayList<>();
  private final List<Integer> indexInTemplate = new ArrayList<>();

  private FrameCodec() {}

  /** The marks of a scene as SVG elements, without root, words and panel. */
  static String fragment(Scene scene) {
    String svg = Figure.of(scene, "t", "d", "w").svg();
    String body =
        svg.substring(svg.indexOf("</desc>") + "</desc>".length(), svg.lastIndexOf("</svg>"));
    // The first rectangle is the panel.
    int panel = body.indexOf("<rect ");
    int end = body.indexOf("/>", panel) + 2;
    body = body.substring(0, panel) + body.substring(end);
    return SHORT_TEXT_LENGTH.matcher(body.replace("\n", "")).replaceAll("$1$2");
  }

  /**
   * All frames.
   *
   * @param fragments the markup of each frame
   * @return an object with {@code templates} (arrays of fixed parts around the changing values) and
   *     {@code frames} (template index and changed values, joined by {@code sep})
   */
  static JsonObject encode(List<String> fragments) {
    FrameCodec codec = new FrameCodec();
    fragments.forEach(codec::add);
    return codec.json(separatorFor(fragments));
  }

  private static String separatorFor(List<String> fragments) {
    for (String candidate : List.of("|", "~", "^", "\u00a6", "\u001f")) {
      if (fragments.stream().noneMatch(f -> f.contains(candidate))) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("the frames use every separator that the codec knows");
  }

  private void add(String fragment) {
    Cut cut = cut(fragment);
    int template =
        templateOf.computeIfAbsent(
            cut.fixed(),
            parts -> {
              templates.add(new ArrayList<>());
              return templates.size() - 1;
            });
    templateOfFrame.add(template);
    indexInTemplate.add(templates.get(template).size());
    templates.get(template).add(cut);
  }

  private static Cut cut(String fragment) {
    List<String> fixed = new ArrayList<>();
    List<String> values = new ArrayList<>();
    Matcher matcher = VALUE.matcher(fragment);
    int from = 0;
    while (matcher.find()) {
      int group = matcher.start(1) >= 0 ? 1 : 2;
      fixed.add(fragment.substring(from, matcher.start(group)));
      values.add(matcher.group(group));
      from = matcher.end(group);
    }
    fixed.add(fragment.substring(from));
    return new Cut(List.copyOf(fixed), List.copyOf(values));
  }

  private JsonObject json(String separator) {
    JsonArray templateList = new JsonArray();
    Map<Integer, List<Integer>> changing = new HashMap<>();
    for (int t = 0; t < templates.size(); t++) {
      changing.put(t, changing(templates.get(t)));
      templateList.add(template(templates.get(t).getFirst(), changing.get(t)));
    }
    JsonArray frames = new JsonArray();
    for (int i = 0; i < templateOfFrame.size(); i++) {
      int t = templateOfFrame.get(i);
      JsonArray frame = new JsonArray();
      frame.add(t);
      frame.add(values(templates.get(t), indexInTemplate.get(i), changing.get(t), separator));
      frames.add(frame);
    }
    JsonObject all = new JsonObject();
    all.addProperty("sep", separator);
    all.add("templates", templateList);
    all.add("frames", frames);
    return all;
  }

  /** The places whose value is not the same in all frames of a template. */
  private static List<Integer> changing(List<Cut> cuts) {
    List<Integer> places = new ArrayList<>();
    for (int v = 0; v < cuts.getFirst().values().size(); v++) {
      String first = cuts.getFirst().values().get(v);
      for (Cut cut : cuts) {
        if (!cut.values().get(v).equals(first)) {
          places.add(v);
          break;
        }
      }
    }
    return places;
  }

  private static String template(Cut cut, List<Integer> changing) {
    StringBuilder markup = new StringBuilder(cut.fixed().getFirst());
    for (int v = 0; v < cut.values().size(); v++) {
      markup.append(changing.contains(v) ? SLOT : cut.values().get(v));
      markup.append(cut.fixed().get(v + 1));
    }
    return markup.toString();
  }

  private static String values(
      List<Cut> cuts, int index, List<Integer> changing, String separator) {
    List<String> values = new ArrayList<>();
    for (int v : changing) {
      String value = cuts.get(index).values().get(v);
      boolean same = index > 0 && cuts.get(index - 1).values().get(v).equals(value);
      values.add(same ? SAME : value);
    }
    return String.join(separator, values);
  }
}
