package org.receptive.viz.chart;

/**
 * A value that has a place on the chart.
 *
 * @param index of the value in its series
 * @param at its position on the axis of positions
 * @param value on the axis of values
 */
record Place(int index, double at, double value) {}
