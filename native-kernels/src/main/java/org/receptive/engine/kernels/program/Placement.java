package org.receptive.engine.kernels.program;

import org.receptive.engine.tensor.Shape;

/**
 * Where an activation lies.
 *
 * @param space whose memory it is
 * @param layout planar or in blocks
 * @param shape {@code N x C x H x W} or {@code N x F}
 * @param offset floats from the start of the memory to pixel (0, 0) of the first block
 * @param imagePitch floats from an image to the next
 * @param blockPitch floats from a block (or plane) to the next
 * @param rowPitch floats from a row to the next
 * @param halo the zeros around
 */
public record Placement(
    Space space,
    Layout layout,
    Shape shape,
    long offset,
    long imagePitch,
    long blockPitch,
    long rowPitch,
    Halo halo) {

  /** Whose memory an activation lies in. */
  public enum Space {
    /** The network's input, as the caller gave it. */
    INPUT,
    /** The network's output, as the caller gets it. */
    OUTPUT,
    /** The plan's own working memory. */
    WORK
  }

  /** Row-major without gaps, as tensors are. */
  public static Placement dense(Space space, Shape shape, long offset) {
    long row = shape.width();
    long plane = row * shape.height();
    return new Placement(
        space, Layout.PLANAR, shape, offset, plane * shape.channels(), plane, row, Halo.NONE);
  }

  /** Blocks (or planes) of one image. */
  public int blocks() {
    return layout.blocks(shape.channels());
  }

  /** Values with their gaps: from the first to behind the last of what {@link #dense} places. */
  public long size() {
    return shape.size();
  }
}
