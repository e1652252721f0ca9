/** Kernels in processes of their own, and the WebSockets through which pages talk to them. */
package org.receptive.server.kernels;
