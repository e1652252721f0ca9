/** The one pool of threads that computes, and the memory each of its threads works in. */
package org.receptive.engine.kernels.parallel;
