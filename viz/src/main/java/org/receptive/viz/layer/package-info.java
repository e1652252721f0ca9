/**
 * Pictures of what a layer holds and computes: tensors as numbers or pixels, filters, feature maps,
 * the activations of a whole network, predictions.
 */
package org.receptive.viz.layer;
