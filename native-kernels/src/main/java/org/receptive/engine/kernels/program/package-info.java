/**
 * A network as its plan leaves it: steps on activations that have their place in memory, with
 * layouts, algorithms and fusions decided. Kernels run it; nothing here computes.
 */
package org.receptive.engine.kernels.program;
