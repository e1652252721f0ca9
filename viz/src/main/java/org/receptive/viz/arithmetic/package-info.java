/**
 * The arithmetic of networks as values: symbols, the numbers put in, the result; as text, LaTeX and
 * picture. Every number is computed by the engine's layers, never a second time here.
 */
package org.receptive.viz.arithmetic;
