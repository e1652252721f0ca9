/** Detectors and recognisers that others trained, as networks of this engine with their weights. */
package org.receptive.lessons.trained;
