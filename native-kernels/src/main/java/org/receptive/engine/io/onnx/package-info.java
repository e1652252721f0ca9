/**
 * ONNX files: reading one as a {@link org.receptive.engine.network.Network}, and writing a network
 * as one. Protocol buffers are read and written by the classes generated from the ONNX schema.
 */
package org.receptive.engine.io.onnx;
