package org.receptive.viz.arithmetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Scene;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The inverse problem: every kernel, stride and padding that turns a given input into a given
 * output. Symmetric padding smaller than the kernel, no dilation. As a figure: the answers grouped
 * by stride, those with a named padding named, and the same as a table.
 *
 * @param output the size that must come out
 * @param input the size that goes in
 * @param largestKernel the largest kernel tried
 * @param largestStride the largest stride tried
 */
public record OutputSizes(int output, int input, int largestKernel, int largestStride)
    implements Figure {

  /** Checks that there is something to search. */
  public OutputSizes {
    if (output < 1 || input < 1 || largestKernel < 1 || largestStride < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "output %d, input %d, largest kernel %d and largest stride %d must all be at least 1",
              output,
              input,
              largestKernel,
              largestStride));
    }
  }

  /**
   * One answer.
   *
   * @param kernel kernel size
   * @param stride stride
   * @param padding padding on each side
   * @param unused cells at the end that no window touches
   * @param names the rules of padding that give this padding here: "valid", "same", "full"
   */
  public record Solution(int kernel, int stride, int padding, int unused, List<String> names) {
    /** Copies the names. */
    public Solution {
      names = List.copyOf(names);
    }

    /** The names one behind the other; empty if there is none. */
    public String name() {
      return String.join(", ", names);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "k = %d, s = %d, p = %d", kernel, stride, padding)
          + (names.isEmpty() ? "" : ", " + name())
          + (unused == 0 ? "" : String.format(Locale.ROOT, " (%d unused)", unused));
    }
  }

  /**
   * What {@code k - 2p} must be for one stride, from {@code (output-1) s <= input + 2p - k < output
   * s}.
   *
   * @param stride the stride
   * @param least the least that it may be
   * @param most the most that it may be
   */
  public record Condition(int stride, int least, int most) {
    @Override
    public String toString() {
      return switch (most - least) {
        case 0 -> "k \u2212 2p = " + sign(most);
        case 1 -> "k \u2212 2p = %s or %s".formatted(sign(least), sign(most));
        default -> "k \u2212 2p from %s to %s".formatted(sign(least), sign(most));
      };
    }

    private static String sign(int value) {
      return value < 0 ? "\u2212" + -value : Integer.toString(value);
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
            found.add(
                new Solution(
                    kernel, stride, padding, axis.unused(), names(kernel, stride, padding)));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private List<String> names(int kernel, int stride, int padding) {
    List<String> names = new ArrayList<>();
    // A full padding of nothing is better called valid.
    List<Padding> rules =
        padding == 0 ? List.of(Padding.VALID, Padding.SAME) : List.of(Padding.SAME, Padding.FULL);
    for (Padding rule : rules) {
      int[] ends = rule.width(input, kernel, stride);
      if (ends[0] == padding && ends[1] == padding) {
        names.add(rule.equals(Padding.VALID) ? "valid" : rule.toString());
      }
    }
    return names;
  }

  /** The answers of every stride that was tried, none where there is none. */
  public Map<Condition, List<Solution>> byStride() {
    Map<Integer, List<Solution>> groups = new TreeMap<>();
    solutions()
        .forEach(s -> groups.computeIfAbsent(s.stride(), stride -> new ArrayList<>()).add(s));
    Map<Condition, List<Solution>> all = new LinkedHashMap<>();
    for (int stride = 1; stride <= largestStride; stride++) {
      all.put(condition(stride), List.copyOf(groups.getOrDefault(stride, List.of())));
    }
    return all;
  }

  private Condition condition(int stride) {
    return new Condition(stride, input - output * stride + 1, input - (output - 1) * stride);
  }

  /** The answers to compute with, one a row. */
  public Table table() {
    IntColumn kernel = IntColumn.create("kernel");
    IntColumn stride = IntColumn.create("stride");
    IntColumn padding = IntColumn.create("padding");
    StringColumn name = StringColumn.create("name");
    IntColumn unused = IntColumn.create("unused");
    for (Solution solution : solutions()) {
      kernel.append(solution.kernel());
      stride.append(solution.stride());
      padding.append(solution.padding());
      name.append(solution.name());
      unused.append(solution.unused());
    }
    return Table.create(title(), kernel, stride, padding, name, unused);
  }

  @Override
  public String title() {
    return String.format(
        Locale.ROOT, "Input %d to output %d: every kernel k, stride s, padding p", input, output);
  }

  @Override
  public String description() {
    return title() + ": " + count(solutions().size()) + ".";
  }

  /** How many answers there are. */
  static String count(int answers) {
    return switch (answers) {
      case 0 -> "there is no answer";
      case 1 -> "1 answer";
      default -> answers + " answers";
    };
  }

  /** What was tried. */
  String convention() {
    return String.format(
        Locale.ROOT,
        "Tried: k to %d, s to %d, p below k, the same on both sides, no dilation, rounded down.",
        largestKernel,
        largestStride);
  }

  @Override
  public Scene scene() {
    return OutputSizesPicture.of(this);
  }

  @Override
  public String text() {
    return OutputSizesTable.text(this);
  }

  /** The picture, and the table folded up beneath it. */
  @Override
  public String html() {
    return staticHtml() + OutputSizesTable.html(this);
  }

  @Override
  public String toString() {
    return text();
  }
}
