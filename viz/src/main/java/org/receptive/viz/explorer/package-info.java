/**
 * Closed formulas as parts of a page that stay alive without a kernel: the output-size calculator
 * and the receptive-field explorer. Each starts as its still picture; a script puts controls in its
 * place.
 */
package org.receptive.viz.explorer;
