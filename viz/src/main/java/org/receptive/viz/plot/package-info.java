/**
 * Plots of Tablesaw's figures: a still twin painted by us, and the interactive form on a bundled
 * Plotly.
 */
package org.receptive.viz.plot;
