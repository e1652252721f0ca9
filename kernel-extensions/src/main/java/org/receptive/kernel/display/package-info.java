/** How objects are shown: MIME bundles and the renderers that make them. */
package org.receptive.kernel.display;
