/** How a direct convolution is cut into work: shared by the Vector API and the C++ kernels. */
package org.receptive.engine.kernels.convolution;
