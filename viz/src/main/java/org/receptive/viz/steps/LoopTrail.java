package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.viz.layer.ValueFormat;

/**
 * The moments of the loops that are worth a step: one output product by product, or kernel row by
 * kernel row where there are many, and then each of the next outputs as a whole.
 */
final class LoopTrail {
  private static final int MOST_PRODUCTS = 60;

  private final ConvolutionRun run;
  private final List<Integer> drawnChannels;
  private final ValueFormat inputFormat;
  private final ValueFormat weightFormat;
  private final ValueFormat sumFormat;
  private final List<LoopStep> steps = new ArrayList<>();

  private LoopTrail(ConvolutionRun run, List<Integer> drawnChannels) {
    this.run = run;
    this.drawnChannels = drawnChannels;
    this.inputFormat = ValueFormat.of(run.input());
    this.weightFormat = ValueFormat.of(run.weight());
    this.sumFormat = ConvolutionCells.sumFormat(run);
  }

  /**
   * The steps.
   *
   * @param channels the input channels whose products are shown one by one
   * @param filter k
   * @param row i of the output that is computed in full
   * @param column j of it
   * @param rows the output rows that are drawn
   * @param columns the output columns that are drawn
   */
  static List<LoopStep> of(
      ConvolutionRun run,
      List<Integer> channels,
      int filter,
      int row,
      int column,
      OutputRegion rows,
      OutputRegion columns) {
    LoopTrail trail = new LoopTrail(run, channels);
    trail.inFull(run.sum(filter, row, column));
    for (int i = row; i <= rows.last(); i++) {
      int from = i == row ? column + 1 : columns.first();
      for (int j = from; j <= columns.last(); j++) {
        trail.store(run.sum(filter, i, j), "The next output, with all its products.");
      }
    }
    return List.copyOf(trail.steps);
  }

  private void inFull(WindowSum sum) {
    double now = sum.bias();
    String begin = "sum = " + sumFormat.text(now);
    String words =
        run.bias().isPresent() ? "The sum begins with the bias." : "The sum begins with 0.";
    add(LoopCode.Role.START, sum, new int[0], now, begin, words);
    int taps = run.layer().window().kernelHeight() * run.layer().window().kernelWidth();
    boolean each = taps * drawnChannels.size() <= MOST_PRODUCTS;
    for (int c = 0; c < run.channelsPerGroup(); c++) {
      WindowSum.ChannelProducts products = sum.channels().get(c);
      if (!drawnChannels.contains(products.channel())) {
        String formula = joined(now, sumFormat.text(products.sum()), now + products.sum());
        now += products.sum();
        String caption =
            String.format(
                Locale.ROOT,
                "Channel %d, which is not drawn: %d products.",
                products.channel(),
                taps);
        add(LoopCode.Role.CHANNELS, sum, new int[] {c}, now, formula, caption);
      } else if (each) {
        now = products(sum, c, now);
      } else {
        now = kernelRows(sum, c, now);
      }
    }
    store(
        sum,
        String.format(
            Locale.ROOT,
            "All %d products are added; the output is stored.",
            taps * run.channelsPerGroup()));
  }

  private double products(WindowSum sum, int c, double before) {
    double now = before;
    WindowSum.ChannelProducts products = sum.channels().get(c);
    for (int u = 0; u < products.taps().size(); u++) {
      for (int v = 0; v < products.taps().get(u).size(); v++) {
        WindowSum.Tap tap = products.taps().get(u).get(v);
        int[] at = {c, u, v};
        if (tap.padding()) {
          String formula =
              String.format(Locale.ROOT, "*p* = %d, *q* = %d", tap.row(), tap.column());
          String outside = "Outside the input: nothing is added, padding counts as 0.";
          add(LoopCode.Role.SKIP, sum, at, now, formula.replace('-', '−'), outside);
          continue;
        }
        String product =
            "%s·%s"
                .formatted(
                    weightFormat.bracketed(tap.weight()), inputFormat.bracketed(tap.value()));
        String named =
            String.format(
                Locale.ROOT,
                "w[%d][%d][%d][%d]·x[%d][%d][%d]",
                sum.filter(),
                c,
                u,
                v,
                products.channel(),
                tap.row(),
                tap.column());
        String formula =
            "sum = %s + %s = %s + %s = !%s!"
                .formatted(
                    sumFormat.text(now),
                    named,
                    sumFormat.text(now),
                    product,
                    sumFormat.text(now + tap.product()));
        now += tap.product();
        add(LoopCode.Role.PRODUCT, sum, at, now, formula, "A weight times a value is added.");
      }
    }
    return now;
  }

  private double kernelRows(WindowSum sum, int c, double before) {
    double now = before;
    List<List<WindowSum.Tap>> rows = sum.channels().get(c).taps();
    for (int u = 0; u < rows.size(); u++) {
      double row = rows.get(u).stream().mapToDouble(WindowSum.Tap::product).sum();
      String formula = joined(now, sumFormat.text(row), now + row);
      now += row;
      String caption =
          String.format(Locale.ROOT, "One row of the kernel: %d products.", rows.get(u).size());
      add(LoopCode.Role.KERNEL_ROW, sum, new int[] {c, u}, now, formula, caption);
    }
    return now;
  }

  private String joined(double before, String added, double after) {
    String term = added.startsWith("−") ? "(" + added + ")" : added;
    return "sum = %s + %s = !%s!".formatted(sumFormat.text(before), term, sumFormat.text(after));
  }

  private void store(WindowSum sum, String caption) {
    String formula =
        String.format(
            Locale.ROOT,
            "y[%d][%d][%d] = !%s!",
            sum.filter(),
            sum.row(),
            sum.column(),
            sumFormat.text(sum.total()));
    add(LoopCode.Role.STORE, sum, new int[0], sum.total(), formula, caption);
  }

  /** {@code inner} are the indices of the inner loops that run: c, u, v, as far as they do. */
  private void add(
      LoopCode.Role role, WindowSum at, int[] inner, double sum, String formula, String caption) {
    steps.add(
        new LoopStep(
            role,
            at.filter(),
            at.row(),
            at.column(),
            index(inner, 0),
            index(inner, 1),
            index(inner, 2),
            sum,
            formula,
            caption));
  }

  private static Optional<Integer> index(int[] indices, int which) {
    return which < indices.length ? Optional.of(indices[which]) : Optional.empty();
  }
}
