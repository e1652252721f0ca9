/**
 * Data from outside: images, data sets in IDX form, and trained networks from TensorFlow.js.
 * Whatever is wrong with a file is a {@link org.receptive.engine.io.DataFileException} that names
 * it.
 */
package org.receptive.engine.io;
