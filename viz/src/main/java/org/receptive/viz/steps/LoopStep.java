package org.receptive.viz.steps;

import java.util.Optional;

/**
 * One moment in the loops of a convolution.
 *
 * @param role which line runs
 * @param filter k
 * @param row i, of the output
 * @param column j, of the output
 * @param channel c, the depth within the filter, where that loop runs
 * @param kernelRow u, where that loop runs
 * @param kernelColumn v, where that loop runs
 * @param sum the sum after this moment
 * @param formula the line with its numbers
 * @param caption what happens, in words
 */
record LoopStep(
    LoopCode.Role role,
    int filter,
    int row,
    int column,
    Optional<Integer> channel,
    Optional<Integer> kernelRow,
    Optional<Integer> kernelColumn,
    double sum,
    String formula,
    String caption) {}
