/**
 * Diagrams of any {@code Network}: volumes as in the papers, stacked maps as in LeNet-5's figure,
 * and block graphs with branches and skips.
 *
 * <p>Every step is a value that can be tested alone: the network becomes a {@link
 * org.receptive.viz.architecture.BlockGraph} (small layers fused into the ones they follow), that
 * is cut where all paths meet into {@link org.receptive.viz.architecture.Stage stages} (repeats
 * grouped), a layout gives everything its place, and a painter makes the scene.
 */
package org.receptive.viz.architecture;
