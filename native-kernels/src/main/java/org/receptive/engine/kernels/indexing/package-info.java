/**
 * Where each value of an output comes from: offsets into the input (transpose, slice, pad,
 * stretched operands) and positions with their weights (resampling, interpolation), with the plain
 * loops that read them. The reference computes with these; plans hand the same tables to the fast
 * kernels.
 */
package org.receptive.engine.kernels.indexing;
