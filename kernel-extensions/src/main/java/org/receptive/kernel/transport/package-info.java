/** The five ZeroMQ sockets of a kernel, and the two threads that own them. */
package org.receptive.kernel.transport;
