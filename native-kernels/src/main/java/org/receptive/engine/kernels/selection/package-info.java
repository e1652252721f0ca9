/** Which kernels compute in this process, and why. */
package org.receptive.engine.kernels.selection;
