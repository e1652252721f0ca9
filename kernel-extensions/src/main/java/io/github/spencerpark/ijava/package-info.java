/**
 * What notebooks written for IJava call of that kernel itself: {@code IJava.getKernelInstance()}
 * with its magics and its renderer. The library beneath IJava, with {@code Magics}, {@code
 * Renderer} and {@code MIMEType}, is the original; only the kernel that was built on it is ours.
 */
package io.github.spencerpark.ijava;
