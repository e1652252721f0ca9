/** The networks of the lecture, layer by layer as their papers describe them. */
package org.receptive.lessons.networks;
