/**
 * The sealed family of layers. A layer knows its output shape, its parameters and its
 * multiply-accumulates; it knows nothing of how it is computed or drawn.
 */
package org.receptive.engine.layer;
