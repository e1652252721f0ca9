/** Comms: channels between code in the kernel and code in the front end. */
package org.receptive.kernel.comm;
