/** The Java kernel for Jupyter. */
package org.receptive.kernel;
