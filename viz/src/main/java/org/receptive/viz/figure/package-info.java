/**
 * What a cell shows: a scene of marks, measured text, and a figure with its MIME bundle.
 *
 * <p>A picture is made in steps that can each be tested alone: a {@link
 * org.receptive.viz.figure.Scene} is built from marks, {@link
 * org.receptive.viz.figure.ScenePainter} paints it on any {@code Graphics2D}, and a {@link
 * org.receptive.viz.figure.Figure} hands out SVG, PNG, HTML and the text twin. Text is measured
 * and, in rasters, drawn with a bundled font that is read here, so that a picture has the same
 * bytes on a machine without fonts.
 */
package org.receptive.viz.figure;
