/** Kernels on the Vector API of the JDK, which incubates in {@code jdk.incubator.vector}. */
package org.receptive.engine.kernels.vector;
