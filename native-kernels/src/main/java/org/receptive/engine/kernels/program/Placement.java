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

  private static final int ALIGNMENT = 16;

  /** Blocks so far apart would compete for the same lines of a cache. */
  private static final long SAME_CACHE_SET = 1024;

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
    // Values of rank 1 have no channels.
    long image = shape.isImage() ? plane * shape.channels() : shape.size() / shape.batch();
    return new Placement(space, Layout.PLANAR, shape, offset, image, plane, row, Halo.NONE);
  }

  /**
   * With zeros around every block (or plane), aligned to registers.
   *
   * @param start floats from the start of the memory to the first zero; the pixels begin behind it
   */
  public static Placement surrounded(
      Space space, Layout layout, Shape shape, Halo halo, long start) {
    long row = (long) (halo.left() + shape.width() + halo.right()) * layout.pixel();
    long block = (halo.top() + shape.height() + halo.bottom()) * row;
    if (layout == Layout.BLOCKED && block % SAME_CACHE_SET == 0) {
      block += ALIGNMENT;
    }
    // Values of other ranks than an image's are planar, and lie without gaps.
    long image =
        shape.isImage() ? layout.blocks(shape.channels()) * block : shape.size() / shape.batch();
    long first = start + halo.top() * row + (long) halo.left() * layout.pixel();
    return new Placement(space, layout, shape, first, image, block, row, halo);
  }

  /** Floats of memory that {@link #surrounded} takes, zeros and gaps included. */
  public long floats() {
    return Math.ceilDiv(shape.batch() * imagePitch, ALIGNMENT) * ALIGNMENT;
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
