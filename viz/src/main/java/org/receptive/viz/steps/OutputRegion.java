package org.receptive.viz.steps;

import org.receptive.engine.layer.WindowAxis;

/**
 * The outputs that a step view walks through along one axis, and the input they see.
 *
 * @param first the first output
 * @param last the last output
 * @param inputFirst the first input position that is drawn, negative in the padding
 * @param inputLast the last input position that is drawn
 * @param whole whether nothing is cut away
 */
record OutputRegion(int first, int last, int inputFirst, int inputLast, boolean whole) {

  /** All outputs, and all of the padded input with what may be left over or hang over. */
  static OutputRegion all(WindowAxis axis) {
    int hanging = axis.start(axis.output() - 1) + axis.extent() - 1;
    return new OutputRegion(
        0,
        axis.output() - 1,
        -axis.padBefore(),
        Math.max(axis.input() + axis.padAfter() - 1, hanging),
        true);
  }

  /** At most {@code count} outputs around the one called {@code center}. */
  static OutputRegion around(WindowAxis axis, int center, int count) {
    if (count >= axis.output()) {
      return all(axis);
    }
    int first = Math.clamp(center - count / 2, 0, axis.output() - count);
    int last = first + count - 1;
    return new OutputRegion(
        first, last, axis.start(first), axis.start(last) + axis.extent() - 1, false);
  }

  int outputs() {
    return last - first + 1;
  }

  int inputs() {
    return inputLast - inputFirst + 1;
  }
}
