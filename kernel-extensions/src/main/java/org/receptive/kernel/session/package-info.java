/** A running kernel: who handles which request, on which thread, and in which order. */
package org.receptive.kernel.session;
