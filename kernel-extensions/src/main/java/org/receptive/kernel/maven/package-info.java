/**
 * Libraries from Maven repositories on the class path of a notebook: {@code %maven}, {@code
 * %mavenRepo}, {@code %loadFromPOM}. Loaded when one of them is first used.
 */
package org.receptive.kernel.maven;
