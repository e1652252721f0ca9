package org.receptive.viz.steps;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.PagePart;

/**
 * A step view as HTML: the static figure, the frames as data, and the script that makes a stepper
 * of them. A front end that drops scripts still shows the static figure.
 */
final class StepPage {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private StepPage() {}

  /** The page's part. */
  static String html(StepView view) {
    if (view.frames().size() == 1) {
      return view.staticHtml();
    }
    return new PagePart(
            "data-receptive-steps",
            view.staticHtml(),
            GSON.toJson(data(view)),
            PagePart.script(StepPage.class, "stepper.js"))
        .html();
  }

  /** Everything the script needs. */
  private static JsonObject data(StepView view) {
    List<String> fragments = new ArrayList<>();
    JsonArray spoken = new JsonArray();
    for (int i = 0; i < view.frames().size(); i++) {
      fragments.add(FrameCodec.fragment(view.overlay(i)));
      spoken.add(view.frames().get(i).caption());
    }
    JsonObject data = FrameCodec.encode(fragments);
    data.addProperty("title", view.title());
    data.addProperty("width", view.base().width());
    data.addProperty("height", view.base().height());
    data.addProperty("start", view.start());
    data.addProperty("base", FrameCodec.fragment(view.base()));
    data.add("spoken", spoken);
    data.add("spots", spots(view.hotspots()));
    return data;
  }

  private static JsonArray spots(List<Hotspot> hotspots) {
    JsonArray spots = new JsonArray();
    for (Hotspot hotspot : hotspots) {
      Bounds box = hotspot.box();
      JsonArray spot = new JsonArray();
      spot.add(hotspot.kind() == Hotspot.Kind.RESULT ? 1 : 0);
      for (double side : new double[] {box.x(), box.y(), box.width(), box.height()}) {
        spot.add(Math.round(side * 10) / 10.0);
      }
      JsonArray steps = new JsonArray();
      hotspot.steps().forEach(steps::add);
      spot.add(steps);
      spot.add(hotspot.label());
      spots.add(spot);
    }
    return spots;
  }
}
