/** A client of Jupyter kernels: starts one as a child process, runs cells, collects outputs. */
package org.receptive.kernel.client;
