package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.layer.WindowAxis;

/**
 * The matrix <i>X</i> whose columns are the windows of a convolution, as far as it is drawn, and
 * the filters as rows of a matrix <i>W</i> beside it.
 *
 * @param run the convolution
 * @param channels the input channels that are drawn
 * @param filters the filters that are drawn, all of one group
 * @param rows which output rows are drawn
 * @param columns which output columns are drawn
 */
record Im2colMatrix(
    ConvolutionRun run,
    List<Integer> channels,
    List<Integer> filters,
    OutputRegion rows,
    OutputRegion columns) {

  /** What a row of X and a column of W stand for: one place of the window on one channel. */
  record Tap(int channel, int kernelRow, int kernelColumn) {}

  /** What a column of X and of the result stands for: one output place. */
  record Place(int row, int column) {}

  /** The rows of X: channel by channel, and the window's places from left to right, row by row. */
  List<Tap> taps() {
    List<Tap> taps = new ArrayList<>();
    for (int channel : channels) {
      for (int u = 0; u < run.layer().window().kernelHeight(); u++) {
        for (int v = 0; v < run.layer().window().kernelWidth(); v++) {
          taps.add(new Tap(channel, u, v));
        }
      }
    }
    return taps;
  }

  /** The rows of X that one channel takes. */
  int tapsPerChannel() {
    return run.layer().window().kernelHeight() * run.layer().window().kernelWidth();
  }

  /** The columns of X: output places from left to right, row by row. */
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (int r = rows.first(); r <= rows.last(); r++) {
      for (int c = columns.first(); c <= columns.last(); c++) {
        places.add(new Place(r, c));
      }
    }
    return places;
  }

  /** The input value that stands in X; 0 in the padding. */
  double value(Tap tap, Place place) {
    WindowAxis y = run.rows();
    WindowAxis x = run.columns();
    return run.inputAt(
        tap.channel(),
        y.start(place.row()) + tap.kernelRow() * y.dilation(),
        x.start(place.column()) + tap.kernelColumn() * x.dilation());
  }

  /** The weight that stands in W. */
  double weight(int filter, Tap tap) {
    int depth = tap.channel() - run.firstChannel(filter);
    return run.weight().at(filter, depth, tap.kernelRow(), tap.kernelColumn());
  }

  /** The number of values in the whole of X, drawn or not, for one group. */
  long size() {
    long height = (long) run.channelsPerGroup() * tapsPerChannel();
    return height * run.rows().output() * run.columns().output();
  }

  /** The number of input values that X is made of, for one group. */
  long inputSize() {
    return (long) run.channelsPerGroup() * run.in().height() * run.in().width();
  }

  /** How many channels are not drawn. */
  int hidden() {
    return run.channelsPerGroup() - channels.size();
  }
}
