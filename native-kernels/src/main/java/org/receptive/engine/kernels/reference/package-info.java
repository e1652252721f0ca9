/**
 * The textbook loops: what every other implementation is measured against. They are written to be
 * read, sum in double precision, and run on the calling thread.
 */
package org.receptive.engine.kernels.reference;
