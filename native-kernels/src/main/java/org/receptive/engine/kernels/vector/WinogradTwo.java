package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.receptive.engine.kernels.program.Layout;

/** F(2 x 2): 16 products for 4 outputs, 2.25 times fewer; all its constants are exact. */
final class WinogradTwo implements WinogradTransform {
  private static final int REACH = 4;

  @Override
  public void input(float[] in, int at, int row, float[] half, float[] out, int to, int pitch) {
    for (int lane = 0; lane < Layout.BLOCK; lane += COUNT) {
      columns(in, at + lane, row, half);
      rows(half, out, to + lane, pitch);
    }
  }

  private static void columns(float[] in, int at, int row, float[] half) {
    for (int j = 0; j < REACH; j++) {
      int i = at + j * Layout.BLOCK;
      int h = j * COUNT;
      FloatVector d0 = FloatVector.fromArray(SPECIES, in, i);
      FloatVector d1 = FloatVector.fromArray(SPECIES, in, i + row);
      FloatVector d2 = FloatVector.fromArray(SPECIES, in, i + 2 * row);
      FloatVector d3 = FloatVector.fromArray(SPECIES, in, i + 3 * row);
      d0.sub(d2).intoArray(half, h);
      d1.add(d2).intoArray(half, h + REACH * COUNT);
      d2.sub(d1).intoArray(half, h + 2 * REACH * COUNT);
      d1.sub(d3).intoArray(half, h + 3 * REACH * COUNT);
    }
  }

  private static void rows(float[] half, float[] out, int to, int pitch) {
    for (int i = 0; i < REACH; i++) {
      int h = i * REACH * COUNT;
      int o = to + i * REACH * pitch;
      FloatVector d0 = FloatVector.fromArray(SPECIES, half, h);
      FloatVector d1 = FloatVector.fromArray(SPECIES, half, h + COUNT);
      FloatVector d2 = FloatVector.fromArray(SPECIES, half, h + 2 * COUNT);
      FloatVector d3 = FloatVector.fromArray(SPECIES, half, h + 3 * COUNT);
      d0.sub(d2).intoArray(out, o);
      d1.add(d2).intoArray(out, o + pitch);
      d2.sub(d1).intoArray(out, o + 2 * pitch);
      d1.sub(d3).intoArray(out, o + 3 * pitch);
    }
  }

  @Override
  public void output(
      float[] sums,
      int from,
      int pitch,
      float[] half,
      float[] bias,
      int b,
      float[] out,
      int to,
      int row,
      boolean relu) {
    for (int j = 0; j < REACH; j++) {
      int s = from + j * pitch;
      FloatVector m0 = FloatVector.fromArray(SPECIES, sums, s);
      FloatVector m1 = FloatVector.fromArray(SPECIES, sums, s + REACH * pitch);
      FloatVector m2 = FloatVector.fromArray(SPECIES, sums, s + 2 * REACH * pitch);
      FloatVector m3 = FloatVector.fromArray(SPECIES, sums, s + 3 * REACH * pitch);
      m0.add(m1.add(m2)).intoArray(half, j * COUNT);
      m1.sub(m2).sub(m3).intoArray(half, (REACH + j) * COUNT);
    }
    FloatVector start = FloatVector.fromArray(SPECIES, bias, b);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < 2; i++) {
      int h = i * REACH * COUNT;
      FloatVector m0 = FloatVector.fromArray(SPECIES, half, h);
      FloatVector m1 = FloatVector.fromArray(SPECIES, half, h + COUNT);
      FloatVector m2 = FloatVector.fromArray(SPECIES, half, h + 2 * COUNT);
      FloatVector m3 = FloatVector.fromArray(SPECIES, half, h + 3 * COUNT);
      FloatVector o0 = m0.add(m1.add(m2)).add(start);
      FloatVector o1 = m1.sub(m2).sub(m3).add(start);
      if (relu) {
        o0 = o0.blend(zero, o0.lt(0));
        o1 = o1.blend(zero, o1.lt(0));
      }
      o0.intoArray(out, to + i * row);
      o1.intoArray(out, to + i * row + Layout.BLOCK);
    }
  }
}
