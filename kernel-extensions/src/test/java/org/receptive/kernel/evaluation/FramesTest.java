package org.receptive.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FramesTest {
  @Test
  void aLineThatRepeatsItselfIsCounted() {
    assertEquals(
        List.of("a", "    ... and 1,023 times again there"),
        Frames.shortened(Collections.nCopies(1_024, "a")));
  }

  @Test
  void methodsThatCallEachOtherAreOneCircle() {
    List<String> lines = new ArrayList<>(List.of("top"));
    for (int i = 0; i < 100; i++) {
      lines.addAll(List.of("a", "b", "c"));
    }
    lines.addAll(List.of("a", "main"));
    assertEquals(
        List.of(
            "top", "a", "b", "c", "    ... and 99 times again through these 3 lines", "a", "main"),
        Frames.shortened(lines));
  }

  @Test
  void whatIsThereTwiceIsLeftAsItIs() {
    assertEquals(List.of("a", "a", "b"), Frames.shortened(List.of("a", "a", "b")));
  }

  @Test
  void aLongStackIsCutInTheMiddle() {
    List<String> lines = IntStream.range(0, 200).mapToObj(i -> "line " + i).toList();
    List<String> shown = Frames.shortened(lines);
    assertEquals(51, shown.size());
    assertEquals("line 39", shown.get(39));
    assertEquals("    ... 150 lines", shown.get(40));
    assertEquals("line 190", shown.get(41));
    assertEquals(lines.subList(0, 51), Frames.shortened(lines.subList(0, 51)));
  }
}
