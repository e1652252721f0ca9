package org.receptive.viz.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

class StepViewTest {
  /** Three frames: a square that moves, over a common line. */
  private static StepView view() {
    StepViewBuilder view =
        StepView.builder("A moving square", 300, 60)
            .base(scene -> scene.line(10, 50, 290, 50, Style.line(Palette.GRID, 1)))
            .description("A square moves to the right in three steps.");
    for (int i = 0; i < 3; i++) {
      int at = i;
      Scene scene =
          view.scene(
              s ->
                  s.rect(20 + 90 * at, 20, 20, 20, Style.fill(Palette.BLUE))
                      .text(50 + 90 * at, 35, "at " + at, TextStyle.body()));
      view.frame(Frame.of(scene, "The square is at " + i + ".", "*x* = !" + i + "!"));
    }
    view.hotspot(Hotspot.result(new Bounds(110, 20, 20, 20), 1));
    return view.build();
  }

  @Test
  void viewAndEveryStepKeepTheRules() {
    assertEquals(List.of(), FigureRules.violations(view()));
    for (int i = 0; i < 3; i++) {
      assertEquals(List.of(), FigureRules.violations(view().step(i)));
    }
  }

  @Test
  void aStepShowsItsOwnMarksAndTheBase() {
    String second = view().step(1).svg();
    assertTrue(second.contains(">at 1<"), second);
    assertFalse(second.contains(">at 2<"), second);
    assertTrue(second.contains("<line"), second);
  }

  @Test
  void aStepOutsideTheViewIsRefusedByNumber() {
    IndexOutOfBoundsException refused =
        assertThrows(IndexOutOfBoundsException.class, () -> view().step(3));
    assertTrue(refused.getMessage().contains("steps 0 to 2"), refused.getMessage());
  }

  @Test
  void theTextTwinTellsEveryStep() {
    assertEquals(
        """
        A moving square
        step 1: The square is at 0.  x = 0
        step 2: The square is at 1.  x = 1
        step 3: The square is at 2.  x = 2\
        """,
        view().text());
  }

  @Test
  void theHtmlHoldsTheStillFormAndNamesNoOtherHost() {
    String html = view().html();
    assertTrue(html.contains("<figure"), html);
    assertTrue(html.contains("<img alt=\"A square moves to the right in three steps.\""), html);
    String withoutNamespace = html.replace("http://www.w3.org/2000/svg", "");
    assertFalse(withoutNamespace.contains("http:"), "a page of its own needs no network");
    assertFalse(withoutNamespace.contains("https:"), "a page of its own needs no network");
  }

  @Test
  void framesComeBackFromTheirPackedForm() {
    StepView view = view();
    List<String> fragments = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      fragments.add(FrameCodec.fragment(view.overlay(i)));
    }
    JsonObject packed =
        JsonParser.parseString(FrameCodec.encode(fragments).toString()).getAsJsonObject();
    assertEquals(1, packed.getAsJsonArray("templates").size());
    assertEquals(fragments, unpacked(packed));
  }

  /** What the script does, in Java. */
  private static List<String> unpacked(JsonObject packed) {
    List<String> frames = new ArrayList<>();
    List<String[]> before = new ArrayList<>();
    packed.getAsJsonArray("templates").forEach(t -> before.add(new String[0]));
    packed
        .getAsJsonArray("frames")
        .forEach(
            frame -> {
              int template = frame.getAsJsonArray().get(0).getAsInt();
              String separator = packed.get("sep").getAsString();
              String[] values =
                  frame
                      .getAsJsonArray()
                      .get(1)
                      .getAsString()
                      .split(java.util.regex.Pattern.quote(separator), -1);
              String[] parts =
                  packed
                      .getAsJsonArray("templates")
                      .get(template)
                      .getAsString()
                      .split("\u0001", -1);
              StringBuilder markup = new StringBuilder(parts[0]);
              for (int i = 1; i < parts.length; i++) {
                if (values[i - 1].isEmpty()) {
                  values[i - 1] = before.get(template)[i - 1];
                }
                markup.append(values[i - 1]).append(parts[i]);
              }
              before.set(template, values);
              frames.add(markup.toString());
            });
    return frames;
  }

  @Test
  void aViewWithoutFramesIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> StepView.builder("Empty", 10, 10).description("nothing").build());
  }

  @Test
  void aFrameOfAnotherSizeIsRefused() {
    StepViewBuilder view = StepView.builder("Sizes", 100, 100);
    Scene other = Scene.builder().build(90, 100);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> view.frame(Frame.of(other, "too narrow")));
    assertTrue(refused.getMessage().contains("90"), refused.getMessage());
  }
}
