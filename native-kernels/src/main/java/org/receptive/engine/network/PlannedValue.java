package org.receptive.engine.network;

import org.receptive.engine.kernels.program.Halo;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.tensor.Shape;

/** An activation while a network is planned: its layout, halo and place become known one by one. */
final class PlannedValue {
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
    return whole().floats();
  }

  /** Where a root lies. */
  private Placement whole() {
    return Placement.surrounded(space, layout, shape, halo, offset);
  }

  /** Where it lies, once everything is decided. */
  Placement placement() {
    PlannedValue root = root();
    if (isView() && layout == Layout.PLANAR) {
      return Placement.dense(root.space, shape, root.offset);
    }
    Placement all = root.whole();
    return new Placement(
        root.space,
        layout,
        shape,
        all.offset() + blockInRoot() * all.blockPitch(),
        all.imagePitch(),
        all.blockPitch(),
        all.rowPitch(),
        root.halo);
  }
}
