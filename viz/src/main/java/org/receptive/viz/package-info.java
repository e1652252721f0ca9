/**
 * Pictures of everything the engine knows. {@link org.receptive.viz.Views} finds the picture of a
 * value; the packages below draw them.
 */
package org.receptive.viz;
