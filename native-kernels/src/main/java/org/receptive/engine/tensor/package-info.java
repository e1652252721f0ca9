/**
 * Arrays of float32 values and their shapes. Every public shape is batch, channel, height, width.
 */
package org.receptive.engine.tensor;
