package org.receptive.engine.kernels.vector;

import java.util.Arrays;
import org.receptive.engine.kernels.program.Halo;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Placement;

/**
 * An activation in its array, its distances as numbers that index it.
 *
 * @param data the array
 * @param start where pixel (0, 0) of the first block (or plane) lies
 * @param image from an image to the next
 * @param block from a block (or plane) to the next
 * @param row from a row to the next
 * @param pixel from a pixel to the next: 1 or 16
 * @param height rows
 * @param width pixels of a row
 * @param halo the zeros around
 */
@SuppressWarnings("ArrayRecordComponent") // Kernels index it millions of times; nobody compares.
record Blocks(
    float[] data,
    int start,
    int image,
    int block,
    int row,
    int pixel,
    int height,
    int width,
    Halo halo) {

  static Blocks of(HeapMemory memory, Placement place) {
    return new Blocks(
        memory.of(place),
        HeapMemory.start(place),
        Math.toIntExact(place.imagePitch()),
        Math.toIntExact(place.blockPitch()),
        Math.toIntExact(place.rowPitch()),
        place.layout().pixel(),
        place.shape().height(),
        place.shape().width(),
        place.halo());
  }

  /** The same from a later block on: the channels of one group. */
  Blocks from(int firstBlock) {
    return new Blocks(
        data, start + firstBlock * block, image, block, row, pixel, height, width, halo);
  }

  /** Where pixel (0, 0) of a block of an image lies. */
  int at(int imageIndex, int blockIndex) {
    return start + imageIndex * image + blockIndex * block;
  }

  /** Writes the zeros beside some rows of a block, above the first row and below the last. */
  void zeroHalo(int at, int begin, int end) {
    int left = halo.left() * Layout.BLOCK;
    int right = halo.right() * Layout.BLOCK;
    int inside = width * Layout.BLOCK;
    if (begin == 0) {
      zeroRows(at, -halo.top(), 0);
    }
    for (int y = begin; y < end && left + right > 0; y++) {
      int from = at + y * row;
      Arrays.fill(data, from - left, from, 0);
      Arrays.fill(data, from + inside, from + inside + right, 0);
    }
    if (end == height) {
      zeroRows(at, height, height + halo.bottom());
    }
  }

  private void zeroRows(int at, int begin, int end) {
    int left = halo.left() * Layout.BLOCK;
    int whole = left + (width + halo.right()) * Layout.BLOCK;
    for (int y = begin; y < end; y++) {
      int from = at + y * row - left;
      Arrays.fill(data, from, from + whole, 0);
    }
  }
}
