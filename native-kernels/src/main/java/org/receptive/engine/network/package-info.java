/**
 * Networks as immutable graphs of named layers, their arithmetic, and running them on kernels with
 * every activation kept.
 */
package org.receptive.engine.network;
