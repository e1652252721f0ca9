package org.receptive.viz.chart;

/**
 * A mark of an axis.
 *
 * @param value where it stands
 * @param label what is written at it
 */
public record Tick(double value, String label) {}
