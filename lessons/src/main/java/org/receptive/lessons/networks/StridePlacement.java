package org.receptive.lessons.networks;

/** Which convolution of a bottleneck block halves height and width. */
public enum StridePlacement {
  /** The first 1x1 convolution, as in the paper (and in Caffe's models): it skips 3 of 4 pixels. */
  FIRST_1X1,
  /** The 3x3 convolution, as in torchvision ("ResNet v1.5"): more work, no pixel skipped. */
  MIDDLE_3X3
}
