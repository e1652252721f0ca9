package org.receptive.engine.layer;

/**
 * A layer that computes nothing: it only puts the values of one input in another order, drops some,
 * or adds constant ones around them.
 */
public sealed interface Arrangement extends Layer
    permits Reshape, Transpose, Slice, IndexSelect, Pad {}
