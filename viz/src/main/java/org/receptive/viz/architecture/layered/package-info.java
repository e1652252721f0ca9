/**
 * Layered drawing of directed acyclic graphs after Sugiyama, Tagawa and Toda ("Methods for Visual
 * Understanding of Hierarchical System Structures", 1981): layers, order within layers, positions,
 * and orthogonal edges that never cross a box. Knows nothing of networks.
 */
package org.receptive.viz.architecture.layered;
