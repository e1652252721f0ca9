package org.receptive.engine.network;

import org.receptive.engine.kernels.program.Halo;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.tensor.Shape;

/** An activation while a network is planned: its layout, halo and place become known one by one. */
final class PlannedValue {
  private static final int ALIGNMENT = 16;

  /** Blocks so far apart would compete for the same lines of a cache. */
  private static final long SAME_CACHE_SET = 1024;

  private final Shape shape;
  private final Layout layout;
  private PlannedValue base;
  private int firstBlock;
  private Placement.Space space = Placement.Space.WORK;
  private Halo halo = Halo.NONE;
  private int firstUse = Integer.MAX_VALUE;
  private int lastUse = -1;
  private long offset;

  PlannedValue(Shape shape, Layout layout) {
    this.shape = shape;
    this.layout = layout;
    this.base = this;
  }

  Shape shape() {
    return shape;
  }

  Layout layout() {
    return layout;
  }

  /** The value in whose memory this one lies: itself, if it is no view. */
  PlannedValue root() {
    PlannedValue root = this;
    while (root.base != root) {
      root = root.base;
    }
    return root;
  }

  boolean isView() {
    return base != this;
  }

  /** Puts this value into the memory of another, from one of its blocks on. */
  void becomeViewOf(PlannedValue other, int block) {
    other.needHalo(halo);
    base = other;
    firstBlock = block;
  }

  private int blockInRoot() {
    return base == this ? 0 : firstBlock + base.blockInRoot();
  }

  void put(Placement.Space where) {
    root().space = where;
  }

  Placement.Space space() {
    return root().space;
  }

  void needHalo(Halo needed) {
    root().halo = root().halo.and(needed);
  }

  boolean hasHalo() {
    return !root().halo.equals(Halo.NONE);
  }

  void usedBy(int step) {
    PlannedValue root = root();
    root.firstUse = Math.min(root.firstUse, step);
    root.lastUse = Math.max(root.lastUse, step);
  }

  boolean aliveWith(PlannedValue other) {
    return firstUse <= other.lastUse && other.firstUse <= lastUse;
  }

  void moveTo(long floats) {
    offset = floats;
  }

  long offset() {
    return offset;
  }

  /** Floats of a root's memory, halo and gaps included. */
  long floats() {
    long images = (long) shape.batch() * imagePitch();
    return Math.ceilDiv(images, ALIGNMENT) * ALIGNMENT;
  }

  private long rowPitch() {
    return (long) (halo.left() + shape.width() + halo.right()) * layout.pixel();
  }

  private long blockPitch() {
    long pitch = (halo.top() + shape.height() + halo.bottom()) * rowPitch();
    return layout == Layout.BLOCKED && pitch % SAME_CACHE_SET == 0 ? pitch + ALIGNMENT : pitch;
  }

  /** Values of other ranks than an image's are planar, and lie without gaps. */
  private long imagePitch() {
    if (!shape.isImage()) {
      return shape.size() / shape.batch();
    }
    return layout.blocks(shape.channels()) * blockPitch();
  }

  /** Where it lies, once everything is decided. */
  Placement placement() {
    PlannedValue root = root();
    if (isView() && layout == Layout.PLANAR) {
      return Placement.dense(root.space, shape, root.offset);
    }
    long start =
        root.offset
            + root.halo.top() * root.rowPitch()
            + (long) root.halo.left() * layout.pixel()
            + blockInRoot() * root.blockPitch();
    return new Placement(
        root.space,
        layout,
        shape,
        start,
        root.imagePitch(),
        root.blockPitch(),
        root.rowPitch(),
        root.halo);
  }
}
