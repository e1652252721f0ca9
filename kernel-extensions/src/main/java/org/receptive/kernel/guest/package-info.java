/**
 * The lab's pictures in other Java kernels, as their guest: IJava and JJava. Compiled against their
 * libraries, which are never part of the lab; nothing here is loaded unless such a kernel asks.
 */
package org.receptive.kernel.guest;
