/**
 * Charts: scales, axes, legends and places for labels, made once for every plot. A {@link
 * org.receptive.viz.chart.Chart} is the source, numbers and words; its scene, its text twin and
 * Plotly's JSON are written from it.
 */
package org.receptive.viz.chart;
