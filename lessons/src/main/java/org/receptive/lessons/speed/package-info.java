/** The same convolution in several ways, timed beside each other. */
package org.receptive.lessons.speed;
