package org.receptive.engine.kernels.program;

/** How an activation lies in memory. */
public enum Layout {
  /** {@code N x C x H x W}: a plane a channel. */
  PLANAR("planar"),
  /** {@code N x C/16 x H x W x 16}: a pixel's channels are neighbours, 16 at a time. */
  BLOCKED("blocked");

  /** Channels of a block. */
  public static final int BLOCK = 16;

  private final String text;

  Layout(String text) {
    this.text = text;
  }

  /** Values of one pixel in a block: 1 or 16. */
  public int pixel() {
    return this == BLOCKED ? BLOCK : 1;
  }

  /** Blocks (planes) that hold the given channels. */
  public int blocks(int channels) {
    return Math.ceilDiv(channels, pixel());
  }

  @Override
  public String toString() {
    return text;
  }
}
