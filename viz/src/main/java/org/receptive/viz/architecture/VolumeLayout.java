package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.architecture.VolumeScale.Extent;

/**
 * Volumes at their places, in px.
 *
 * @param width of all
 * @param height of all
 * @param rows the rows
 * @param apart whether what is done stands between the volumes
 * @param scale the scale
 */
record VolumeLayout(double width, double height, List<Row> rows, boolean apart, VolumeScale scale) {
  private static final double ROW_GAP = 14;

  /**
   * A volume at its place.
   *
   * @param volume the volume
   * @param extent its size
   * @param x the left edge of its front
   * @param top the upper edge of its front
   */
  record Solid(Volume volume, Extent extent, double x, double top) {
    double right() {
      return x + extent.width();
    }

    double bottom() {
      return top + extent.height();
    }

    double middle() {
      return top + extent.height() / 2;
    }

    /** The middle from its leftmost to its rightmost point. */
    double centerX() {
      return x + (extent.width() + extent.dx()) / 2;
    }

    double highest() {
      return top - extent.dy();
    }

    Solid moved(double dx, double dy) {
      return new Solid(volume, extent, x + dx, top + dy);
    }
  }

  /**
   * A row of volumes with its labels.
   *
   * @param solids left to right
   * @param labels above and below
   * @param axis y of the middle of the volumes
   * @param continues whether a row follows
   */
  record Row(List<Solid> solids, List<VolumeLabels.Placed> labels, double axis, boolean continues) {
    /** Copies the lists. */
    Row {
      solids = List.copyOf(solids);
      labels = List.copyOf(labels);
    }
  }

  /** Copies the list. */
  VolumeLayout {
    rows = List.copyOf(rows);
  }

  /** Lays volumes out, at most {@code width} px wide. */
  static VolumeLayout of(List<Volume> volumes, VolumeOptions options, Legend legend, double width) {
    VolumeRows wide = VolumeRows.of(volumes, options, VolumeScale.WIDEST, width);
    VolumeRows rows = wide;
    // Rather narrower volumes than a second row; the labels keep their size.
    for (double widest = VolumeScale.WIDEST;
        rows.rows().size() > 1 && widest >= VolumeScale.NARROWEST;
        widest -= 1) {
      rows = VolumeRows.of(volumes, options, widest, width);
    }
    return placed(rows.rows().size() > 1 ? wide : rows, legend, width);
  }

  private static VolumeLayout placed(VolumeRows lines, Legend legend, double width) {
    List<Row> rows = new ArrayList<>();
    double y = 0;
    int count = lines.rows().size();
    for (int r = 0; r < count; r++) {
      boolean continues = r + 1 < count;
      List<Solid> solids = lines.solids(r);
      VolumeLabels labels = VolumeLabels.of(solids, lines.apart(), legend, width);
      double tallest = extentOf(solids);
      double axis = y + labels.above() + tallest / 2;
      List<Solid> placed = solids.stream().map(s -> s.moved(0, axis)).toList();
      rows.add(new Row(placed, labels.at(y, axis + tallest / 2), axis, continues));
      y = axis + tallest / 2 + labels.below() + (continues ? ROW_GAP : 0);
    }
    return new VolumeLayout(width, y, rows, lines.apart(), lines.scale());
  }

  private static double extentOf(List<Solid> solids) {
    return solids.stream().mapToDouble(s -> s.extent().fullHeight()).max().orElse(0);
  }

  /** The spatial size of a volume in words: {@code 55×55}. */
  static String space(Shape shape) {
    return shape.height() + "×" + shape.width();
  }
}
