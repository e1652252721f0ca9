package org.receptive.viz.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/**
 * The inverse problem: every kernel, stride and padding that turns a given input into a given
 * output. Symmetric padding smaller than the kernel, no dilation.
 *
 * @param output the size that must come out
 * @param input the size that goes in
 * @param largestKernel the largest kernel tried
 * @param largestStride the largest stride tried
 */
public record OutputSizes(int output, int input, int largestKernel, int largestStride)
    implements Picture {
  private static final int MOST_DRAWN = 48;
  private static final int COLUMNS = 3;

  /** Checks that there is something to search. */
  public OutputSizes {
    if (output < 1 || input < 1 || largestKernel < 1 || largestStride < 1) {
      throw new IllegalArgumentException(
          "output %d, input %d, largest kernel %d and largest stride %d must all be at least 1"
              .formatted(output, input, largestKernel, largestStride));
    }
  }

  /**
   * One answer.
   *
   * @param kernel kernel size
   * @param stride stride
   * @param padding padding on each side
   * @param unused cells at the end that no window touches
   */
  public record Solution(int kernel, int stride, int padding, int unused) {
    @Override
    public String toString() {
      return "k = %d, s = %d, p = %d".formatted(kernel, stride, padding)
          + (unused == 0 ? "" : " (%d unused)".formatted(unused));
    }
  }

  /** Searches for {@code output}; {@link #from} says from which input. */
  public static OutputSizes giving(int output) {
    return new OutputSizes(output, 2 * output, 11, 4);
  }

  /** The same from another input size. */
  public OutputSizes from(int other) {
    return new OutputSizes(output, other, largestKernel, largestStride);
  }

  /** The same with kernels up to {@code kernel} and strides up to {@code stride}. */
  public OutputSizes upTo(int kernel, int stride) {
    return new OutputSizes(output, input, kernel, stride);
  }

  /** Every answer, by kernel, stride, padding. */
  public List<Solution> solutions() {
    List<Solution> found = new ArrayList<>();
    for (int kernel = 1; kernel <= largestKernel; kernel++) {
      for (int stride = 1; stride <= largestStride; stride++) {
        for (int padding = 0; padding < kernel; padding++) {
          if (kernel > input + 2 * padding) {
            continue;
          }
          WindowAxis axis = new WindowAxis(input, kernel, stride, padding, padding, 1, false);
          if (axis.output() == output) {
            found.add(new Solution(kernel, stride, padding, axis.unused()));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private String title() {
    return "Input %d to output %d: every kernel k, stride s, padding p".formatted(input, output);
  }

  private String convention() {
    return "Tried: k to %d, s to %d, p below k, the same on both sides, no dilation, rounded down."
        .formatted(largestKernel, largestStride);
  }

  @Override
  public Figure figure() {
    List<Solution> all = solutions();
    String words =
        all.isEmpty()
            ? "There is none."
            : all.stream().map(Solution::toString).collect(Collectors.joining("\n"));
    SceneBuilder scene = Scene.builder();
    scene.text(20, 32, title(), TextStyle.heading());
    int drawn = Math.min(all.size(), MOST_DRAWN);
    int rows = Math.ceilDiv(Math.max(1, drawn), COLUMNS);
    double step = (Scene.NOTEBOOK_WIDTH - 40) / COLUMNS;
    for (int i = 0; i < drawn; i++) {
      drawSolution(scene, 20 + (i / rows) * step, 62 + (i % rows) * 22, step - 14, all.get(i));
    }
    String count =
        all.isEmpty()
            ? "There is no answer. "
            : all.size() + " answers" + (drawn < all.size() ? ", " + drawn + " shown. " : ". ");
    double y = 62 + rows * 22 + 6;
    scene.text(20, y, count + convention(), TextStyle.small());
    return Figure.of(
        scene.build(Scene.NOTEBOOK_WIDTH, y + 18),
        title(),
        title() + ": " + all.size() + " answers.",
        title() + "\n" + words + "\n" + convention());
  }

  private static void drawSolution(
      SceneBuilder scene, double x, double y, double width, Solution solution) {
    boolean exact = solution.unused() == 0;
    Style row = Style.fill(exact ? Palette.tint(Palette.SKY_BLUE, 0.75) : Palette.FAINT);
    scene.rect(x, y - 14, width, 20, 3, row);
    String markup =
        "*k* = %d, *s* = %d, *p* = %d"
            .formatted(solution.kernel(), solution.stride(), solution.padding());
    scene.formula(x + 8, y, markup, TextStyle.of(12));
    if (!exact) {
      scene.text(x + width - 8, y, solution.unused() + " unused", TextStyle.small().endingHere());
    }
  }

  @Override
  public String toString() {
    return figure().text();
  }
}
