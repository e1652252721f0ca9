/**
 * Algorithms step by step: {@link org.receptive.viz.steps.StepView} shows any sequence of frames;
 * convolution and pooling are drawn from what the engine computed.
 */
package org.receptive.viz.steps;
