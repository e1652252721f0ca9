package org.receptive.engine.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The arithmetic of a window against sliding it, step by step. */
class WindowAxisTest {

  /** Every position at which the window lies, found without any formula. */
  private static List<Integer> slide(WindowAxis axis) {
    List<Integer> starts = new ArrayList<>();
    int end = axis.input() + axis.padAfter();
    int start = -axis.padBefore();
    while (start + axis.extent() <= end) {
      starts.add(start);
      start += axis.stride();
    }
    boolean leftOver = start - axis.stride() + axis.extent() < end;
    if (axis.ceilMode() && leftOver && start < axis.input()) {
      starts.add(start);
    }
    return starts;
  }

  @Property(seed = "1", tries = 10000)
  void outputStartsAndUnusedStripAreThoseOfAWindowThatSlides(
      @ForAll @IntRange(min = 1, max = 40) int input,
      @ForAll @IntRange(min = 1, max = 9) int kernel,
      @ForAll @IntRange(min = 1, max = 7) int stride,
      @ForAll @IntRange(max = 6) int before,
      @ForAll @IntRange(max = 6) int after,
      @ForAll @IntRange(min = 1, max = 4) int dilation,
      @ForAll boolean ceilMode) {
    Assume.that(dilation * (kernel - 1) + 1 <= input + before + after);
    WindowAxis axis = new WindowAxis(input, kernel, stride, before, after, dilation, ceilMode);
    List<Integer> starts = slide(axis);
    assertEquals(starts.size(), axis.output());
    for (int i = 0; i < starts.size(); i++) {
      assertEquals(starts.get(i), axis.start(i));
    }
    int touched = starts.getLast() + axis.extent();
    assertEquals(Math.max(0, input + after - touched), axis.unused());
  }

  @Property(seed = "2", tries = 1000)
  void samePaddingGivesTheInputDividedByTheStrideRoundedUp(
      @ForAll @IntRange(min = 1, max = 60) int input,
      @ForAll @IntRange(min = 1, max = 9) int kernel,
      @ForAll @IntRange(min = 1, max = 7) int stride,
      @ForAll @IntRange(min = 1, max = 3) int dilation) {
    Window window =
        Window.of(kernel).stride(stride, stride).dilation(dilation, dilation).padding(Padding.SAME);
    WindowAxis axis = window.alongHeight(input);
    assertEquals((input + stride - 1) / stride, axis.output());
    assertTrue(axis.padAfter() - axis.padBefore() <= 1 && axis.padAfter() >= axis.padBefore());
    assertEquals(axis, window.alongWidth(input));
  }

  @Property(seed = "3", tries = 1000)
  void fullPaddingLetsEveryElementMeetEveryKernelElement(
      @ForAll @IntRange(min = 1, max = 30) int input,
      @ForAll @IntRange(min = 1, max = 9) int kernel) {
    assertEquals(
        input + kernel - 1, Window.of(kernel).padding(Padding.FULL).alongHeight(input).output());
  }

  @Property(seed = "4", tries = 1000)
  void aTransposedConvolutionUndoesTheSizeOfAConvolution(
      @ForAll @IntRange(min = 1, max = 40) int input,
      @ForAll @IntRange(min = 1, max = 7) int kernel,
      @ForAll @IntRange(min = 1, max = 5) int stride,
      @ForAll @IntRange(max = 3) int padding) {
    Assume.that(kernel <= input + 2 * padding);
    Window window = Window.of(kernel).stride(stride, stride).padding(Padding.of(padding));
    WindowAxis axis = window.alongHeight(input);
    int strip = axis.unused();
    ConvTranspose2d back = new ConvTranspose2d(1, 1, window, strip, strip, 1, false);
    var shape = org.receptive.engine.tensor.Shape.of(1, 1, axis.output(), axis.output());
    assertEquals(input, back.output(List.of(shape)).height());
  }

  @Example
  void theSlidesNumbersComeOut() {
    assertEquals(28, new WindowAxis(32, 5, 1, 0, 0, 1, false).output());
    assertEquals(55, new WindowAxis(227, 11, 4, 0, 0, 1, false).output());
    assertEquals(112, new WindowAxis(224, 7, 2, 3, 3, 1, false).output());
    assertEquals(1, new WindowAxis(224, 7, 2, 3, 3, 1, false).unused());
  }

  @Example
  void hugeNumbersNeitherOverflowNorAreTakenForGranted() {
    int max = Integer.MAX_VALUE;
    assertEquals(1, new WindowAxis(7, 3, max, 0, 0, 1, true).output());
    assertEquals(2, new WindowAxis(max, 1, max - 1, 0, 0, 1, false).output());
    assertThrows(ShapeException.class, () -> new WindowAxis(max, 1, 1, 1, 0, 1, false));
    assertThrows(ShapeException.class, () -> new WindowAxis(7, max, 1, 0, 0, max, false));
    assertThrows(ShapeException.class, () -> Window.of(max).dilation(max, max));
  }
}
