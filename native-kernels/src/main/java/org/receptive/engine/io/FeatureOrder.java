package org.receptive.engine.io;

import java.util.stream.IntStream;
import org.receptive.engine.tensor.Shape;

/**
 * Which feature of Keras each feature of this engine is, behind a Flatten layer. Keras flattens
 * {@code H x W x C}, this engine {@code C x H x W}: the same numbers in another order, so whatever
 * has one weight for each feature must be sorted alike.
 *
 * @param channels channels of the flattened image; 1 if nothing was flattened
 * @param area its pixels
 */
record FeatureOrder(int channels, int area) {

  /** Features that were never an image: both orders agree. */
  static FeatureOrder plain(int features) {
    return new FeatureOrder(1, features);
  }

  /** The features of a flattened {@code N x C x H x W}. */
  static FeatureOrder flattened(Shape image) {
    return new FeatureOrder(image.channels(), image.height() * image.width());
  }

  /** Whether both orders agree. */
  boolean isPlain() {
    return channels == 1 || area == 1;
  }

  /** For each feature of this engine, its index in Keras. */
  int[] toKeras() {
    return IntStream.range(0, channels * area)
        .map(feature -> feature % area * channels + feature / area)
        .toArray();
  }
}
