package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.receptive.viz.architecture.VolumeLayout.Solid;
import org.receptive.viz.architecture.VolumeOptions.Density;
import org.receptive.viz.architecture.VolumeScale.Extent;
import org.receptive.viz.figure.Palette.Role;

/**
 * Which volumes stand in which row, and how far apart.
 *
 * @param volumes all volumes
 * @param extents their sizes
 * @param scale the scale that gave those
 * @param apart whether what is done stands between the volumes
 * @param width of a row in px
 * @param rows the volumes of each row, by index
 */
record VolumeRows(
    List<Volume> volumes,
    List<Extent> extents,
    VolumeScale scale,
    boolean apart,
    double width,
    List<List<Integer>> rows) {
  private static final double LEAST_GAP = 16;
  private static final double MORE_GAP = 40;
  private static final double CLOSE_GAP = 3;
  private static final double INPUT_GAP = 13;
  private static final double CLUSTER_GAP = 13;
  private static final double BAR_GAP = 24;
  private static final double MORE_CLUSTER_GAP = 22;
  private static final double SIDE = 18;

  /** For the half of a bar's label that reaches beyond it. */
  private static final double CLOSE_EDGE = 10;

  private static final int MANY = 14;

  /** Fills as few rows as the width allows, about equally. */
  static VolumeRows of(List<Volume> volumes, VolumeOptions options, double widest, double width) {
    VolumeScale scale = VolumeScale.of(volumes, options.form(), widest);
    List<Extent> extents = volumes.stream().map(scale::extent).toList();
    double solid = extents.stream().mapToDouble(Extent::fullWidth).sum();
    boolean fits = volumes.size() <= MANY && solid + LEAST_GAP * (volumes.size() - 1) <= width;
    boolean apart =
        options.density() == Density.APART || (options.density() == Density.AUTOMATIC && fits);
    VolumeRows all =
        new VolumeRows(
            volumes,
            extents,
            scale,
            apart,
            width,
            List.of(IntStream.range(0, volumes.size()).boxed().toList()));
    return all.split();
  }

  private VolumeRows split() {
    int count = 1;
    while (true) {
      List<List<Integer>> filled = fill(count);
      if (filled.size() <= count || count > volumes.size()) {
        return new VolumeRows(volumes, extents, scale, apart, width, filled);
      }
      count++;
    }
  }

  private List<List<Integer>> fill(int count) {
    double room = count == 1 ? width : width - 2 * SIDE;
    double total = IntStream.range(0, volumes.size()).mapToDouble(this::advance).sum();
    double aim = count == 1 ? room : Math.min(room, total / count * 1.06);
    List<List<Integer>> filled = new ArrayList<>();
    double used = Double.POSITIVE_INFINITY;
    for (int i = 0; i < volumes.size(); i++) {
      double needed = apart ? advance(i) : clusterFrom(i);
      boolean mayBreak = i == 0 || apart || !sameSize(i);
      boolean full = used + advance(i) > room;
      if (full
          || (mayBreak && used + needed > aim && filled.size() < count)
          || (mayBreak && used + needed > room)) {
        filled.add(new ArrayList<>());
        used = -leastGap(i);
      }
      filled.getLast().add(i);
      used += advance(i);
    }
    return filled;
  }

  /** What a volume adds to a row, its gap included. */
  private double advance(int i) {
    return leastGap(i) + overlap(i) + extents.get(i).fullWidth();
  }

  /** What a volume and those of the same size behind it add to a row. */
  private double clusterFrom(int i) {
    double sum = advance(i);
    for (int k = i + 1; k < volumes.size() && sameSize(k); k++) {
      sum += advance(k);
    }
    return sum;
  }

  /** Whether a volume has the height and width of the one before it. */
  private boolean sameSize(int i) {
    if (i == 0) {
      return false;
    }
    Volume before = volumes.get(i - 1);
    Volume volume = volumes.get(i);
    return before.shape().isPresent()
        && volume.shape().isPresent()
        && before.isImage()
        && volume.isImage()
        && VolumeLayout.space(before.shape().get())
            .equals(VolumeLayout.space(volume.shape().get()));
  }

  private double leastGap(int i) {
    if (i == 0) {
      return 0;
    }
    if (apart) {
      return LEAST_GAP;
    }
    if (sameSize(i)) {
      return volumes.get(i - 1).role() == Role.INPUT ? INPUT_GAP : CLOSE_GAP;
    }
    return volumes.get(i).isImage() ? CLUSTER_GAP : BAR_GAP;
  }

  /** Close volumes of one size stand in front of each other's depth. */
  private double overlap(int i) {
    return apart || !sameSize(i) ? 0 : -Math.max(0, extents.get(i - 1).dx());
  }

  /** One row around y = 0, centred, its gaps as wide as the room allows. */
  List<Solid> solids(int row) {
    List<Integer> members = rows.get(row);
    double margin = rows.size() > 1 ? SIDE : 0;
    double[] gaps = gaps(members, width - 2 * margin);
    double total = 0;
    for (int k = 0; k < gaps.length; k++) {
      total += gaps[k] + extents.get(members.get(k)).fullWidth();
    }
    double first = edge(members.getFirst(), members.size());
    double x = Math.max(margin + first, (width - total) / 2);
    List<Solid> solids = new ArrayList<>();
    for (int k = 0; k < gaps.length; k++) {
      Extent extent = extents.get(members.get(k));
      x += gaps[k];
      double top = -extent.fullHeight() / 2 + extent.dy();
      Volume volume = volumes.get(members.get(k));
      solids.add(new Solid(volume, extent, x + Math.max(0, -extent.dx()), top));
      x += extent.fullWidth();
    }
    return solids;
  }

  /** The gap in front of each member: wide enough for the headings if there is room for that. */
  private double[] gaps(List<Integer> members, double room) {
    double[] gaps = new double[members.size()];
    double edges = edge(members.getFirst(), gaps.length) + edge(members.getLast(), gaps.length);
    for (int wish = 0; wish < 3; wish++) {
      double total = 0;
      for (int k = 0; k < gaps.length; k++) {
        int i = members.get(k);
        gaps[k] = k == 0 ? 0 : leastGap(i) + overlap(i);
        if (apart && k > 0 && wish < 2) {
          gaps[k] = Math.max(gaps[k], headingGap(i, wish == 1));
        }
        total += gaps[k] + extents.get(i).fullWidth();
      }
      if (total + edges <= room || wish == 2) {
        widen(gaps, members, room - total - edges);
        return gaps;
      }
    }
    return gaps;
  }

  /** How far the short heading of the first or last volume reaches beyond it. */
  private double edge(int i, int members) {
    double beyond =
        (VolumeLabels.headingWidth(volumes.get(i), true) - extents.get(i).fullWidth()) / 2;
    boolean bar = !volumes.get(i).isImage();
    return apart && members > 1 ? Math.max(0, beyond) : bar ? CLOSE_EDGE : 0;
  }

  private double headingGap(int i, boolean narrow) {
    double pitch =
        (VolumeLabels.headingWidth(volumes.get(i - 1), narrow)
                + VolumeLabels.headingWidth(volumes.get(i), narrow))
            / 2;
    return pitch - (extents.get(i - 1).fullWidth() + extents.get(i).fullWidth()) / 2;
  }

  /** Shares the spare room among the gaps between groups. */
  private void widen(double[] gaps, List<Integer> members, double spare) {
    long wide = IntStream.range(1, gaps.length).filter(k -> opens(members.get(k))).count();
    double more = Math.clamp(wide == 0 ? 0 : spare / wide, 0, apart ? MORE_GAP : MORE_CLUSTER_GAP);
    for (int k = 1; k < gaps.length; k++) {
      gaps[k] += opens(members.get(k)) ? more : 0;
    }
  }

  private boolean opens(int i) {
    return apart || !sameSize(i);
  }
}
