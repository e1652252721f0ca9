/**
 * The kernels that compute. One narrow interface of primitive operations has several
 * implementations, which all pass one contract test: the textbook loops, the Vector API, and C++.
 */
package org.receptive.engine.kernels;
