/**
 * Measurements of the machine and of networks on it: the limits of arithmetic and memory, the speed
 * of layers under them, and how time grows with batch, size and threads.
 */
package org.receptive.engine.measure;
