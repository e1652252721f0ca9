/** Kernels in C++, called through {@code java.lang.foreign}. */
package org.receptive.engine.kernels.cpp;
