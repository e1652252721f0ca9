/**
 * An interpreter of plain statements: declarations, calls, arithmetic, without flow of control,
 * generics or lambdas. Starting the compiler takes longer than running such a statement by
 * reflection, so cells that consist of them answer at once; whatever the interpreter does not fully
 * understand, it leaves to the compiler before anything has run.
 */
package org.receptive.kernel.interpreter;
