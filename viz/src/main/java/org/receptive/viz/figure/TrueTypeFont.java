package org.receptive.viz.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A TrueType font, read for two things only: how far a character advances, and its outline.
 *
 * <p>The JDK's font code asks fontconfig before it opens any file, and throws in a container that
 * has none; and it hints and substitutes differently from machine to machine. This reader knows the
 * tables {@code head}, {@code hhea}, {@code hmtx}, {@code maxp}, {@code cmap} (formats 4 and 12),
 * {@code loca} and {@code glyf} of the OpenType specification and ignores hinting and kerning,
 * which is what makes a picture the same everywhere.
 */
final class TrueTypeFont {
  private static final int ON_CURVE = 1;
  private static final int REPEAT = 8;
  private static final int MAX_NESTING = 8;

  private final ByteBuffer data;
  private final Map<String, Integer> tables;
  private final int unitsPerEm;
  private final int metricCount;
  private final int glyphCount;
  private final boolean longOffsets;
  private final int cmap;

  private TrueTypeFont(byte[] bytes) {
    this.data = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    this.tables = readTableDirectory(data);
    this.unitsPerEm = unsigned(table("head") + 18);
    this.longOffsets = unsigned(table("head") + 50) != 0;
    this.metricCount = unsigned(table("hhea") + 34);
    this.glyphCount = unsigned(table("maxp") + 4);
    this.cmap = findUnicodeMap();
  }

  /** Reads the font file {@code bytes}. */
  static TrueTypeFont read(byte[] bytes) {
    return new TrueTypeFont(bytes.clone());
  }

  /** Whether the font has a glyph for {@code codePoint}. */
  boolean covers(int codePoint) {
    return glyph(codePoint) != 0;
  }

  /** The advance width of {@code codePoint}, in em. */
  double advance(int codePoint) {
    int entry = Math.min(glyph(codePoint), metricCount - 1);
    return unsigned(table("hmtx") + 4 * entry) / (double) unitsPerEm;
  }

  /** The outline of {@code codePoint} in em, y pointing down, its origin on the baseline. */
  Path2D outline(int codePoint) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    appendGlyph(path, glyph(codePoint), new AffineTransform(), 0);
    path.transform(AffineTransform.getScaleInstance(1.0 / unitsPerEm, -1.0 / unitsPerEm));
    return path;
  }

  private static Map<String, Integer> readTableDirectory(ByteBuffer data) {
    Map<String, Integer> tables = new HashMap<>();
    int count = data.getShort(4) & 0xffff;
    for (int i = 0; i < count; i++) {
      byte[] tag = new byte[4];
      data.get(12 + 16 * i, tag);
      tables.put(new String(tag, StandardCharsets.US_ASCII), data.getInt(12 + 16 * i + 8));
    }
    return Map.copyOf(tables);
  }

  private int table(String tag) {
    Integer offset = tables.get(tag);
    if (offset == null) {
      throw new IllegalArgumentException("not a TrueType font: it has no table '" + tag + "'");
    }
    return offset;
  }

  private int unsigned(int offset) {
    return data.getShort(offset) & 0xffff;
  }

  private int findUnicodeMap() {
    int start = table("cmap");
    int best = -1;
    int bestFormat = -1;
    for (int i = 0; i < unsigned(start + 2); i++) {
      int subtable = start + data.getInt(start + 4 + 8 * i + 4);
      int format = unsigned(subtable);
      if ((format == 4 || format == 12) && format > bestFormat) {
        best = subtable;
        bestFormat = format;
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException("the font has no Unicode character map (format 4 or 12)");
    }
    return best;
  }

  private int glyph(int codePoint) {
    return unsigned(cmap) == 12 ? glyphInGroups(codePoint) : glyphInSegments(codePoint);
  }

  private int glyphInGroups(int codePoint) {
    int groups = data.getInt(cmap + 12);
    for (int i = 0; i < groups; i++) {
      int group = cmap + 16 + 12 * i;
      if (codePoint >= data.getInt(group) && codePoint <= data.getInt(group + 4)) {
        return data.getInt(group + 8) + codePoint - data.getInt(group);
      }
    }
    return 0;
  }

  private int glyphInSegments(int codePoint) {
    int doubled = unsigned(cmap + 6);
    int ends = cmap + 14;
    int starts = ends + doubled + 2;
    int deltas = starts + doubled;
    int ranges = deltas + doubled;
    for (int i = 0; i < doubled; i += 2) {
      if (codePoint > unsigned(ends + i)) {
        continue;
      }
      int start = unsigned(starts + i);
      if (codePoint < start) {
        return 0;
      }
      int range = unsigned(ranges + i);
      if (range == 0) {
        return (codePoint + unsigned(deltas + i)) & 0xffff;
      }
      int glyph = unsigned(ranges + i + range + 2 * (codePoint - start));
      return glyph == 0 ? 0 : (glyph + unsigned(deltas + i)) & 0xffff;
    }
    return 0;
  }

  private int glyphOffset(int glyph) {
    int loca = table("loca");
    return longOffsets ? data.getInt(loca + 4 * glyph) : 2 * unsigned(loca + 2 * glyph);
  }

  private void appendGlyph(Path2D path, int glyph, AffineTransform at, int nesting) {
    if (glyph >= glyphCount || glyphOffset(glyph) == glyphOffset(glyph + 1)) {
      return; // a glyph without contours, such as the space
    }
    int start = table("glyf") + glyphOffset(glyph);
    int contours = data.getShort(start);
    if (contours >= 0) {
      appendContours(path, start, contours, at);
    } else if (nesting < MAX_NESTING) {
      appendComponents(path, start + 10, at, nesting);
    }
  }

  private void appendComponents(Path2D path, int start, AffineTransform at, int nesting) {
    int p = start;
    int flags;
    do {
      flags = unsigned(p);
      int component = unsigned(p + 2);
      boolean words = (flags & 1) != 0;
      double dx = words ? data.getShort(p + 4) : data.get(p + 4);
      double dy = words ? data.getShort(p + 6) : data.get(p + 5);
      p += words ? 8 : 6;
      double xx = 1;
      double yx = 0;
      double xy = 0;
      double yy = 1;
      if ((flags & 8) != 0) {
        xx = fixed(p);
        yy = xx;
        p += 2;
      } else if ((flags & 0x40) != 0) {
        xx = fixed(p);
        yy = fixed(p + 2);
        p += 4;
      } else if ((flags & 0x80) != 0) {
        xx = fixed(p);
        yx = fixed(p + 2);
        xy = fixed(p + 4);
        yy = fixed(p + 6);
        p += 8;
      }
      AffineTransform placed = new AffineTransform(at);
      placed.concatenate(new AffineTransform(xx, yx, xy, yy, dx, dy));
      appendGlyph(path, component, placed, nesting + 1);
    } while ((flags & 0x20) != 0);
  }

  private double fixed(int offset) {
    return data.getShort(offset) / 16384.0;
  }

  private void appendContours(Path2D path, int start, int contours, AffineTransform at) {
    int points = contours == 0 ? 0 : unsigned(start + 10 + 2 * (contours - 1)) + 1;
    int p = start + 10 + 2 * contours;
    p += 2 + unsigned(p);
    byte[] flags = new byte[points];
    for (int i = 0; i < points; i++) {
      byte flag = data.get(p++);
      int times = (flag & REPEAT) == 0 ? 1 : 1 + (data.get(p++) & 0xff);
      Arrays.fill(flags, i, Math.min(points, i + times), flag);
      i += times - 1;
    }
    double[] xs = new double[points];
    p = readCoordinates(p, flags, 2, 16, xs);
    double[] ys = new double[points];
    readCoordinates(p, flags, 4, 32, ys);
    Path2D own = new Path2D.Double(Path2D.WIND_NON_ZERO);
    int first = 0;
    for (int c = 0; c < contours; c++) {
      int last = unsigned(start + 10 + 2 * c);
      new Contour(flags, xs, ys, first, last).appendTo(own);
      first = last + 1;
    }
    path.append(own.getPathIterator(at), false);
  }

  private int readCoordinates(int start, byte[] flags, int shortBit, int sameBit, double[] out) {
    int p = start;
    int value = 0;
    for (int i = 0; i < out.length; i++) {
      boolean same = (flags[i] & sameBit) != 0;
      if ((flags[i] & shortBit) != 0) {
        int step = data.get(p++) & 0xff;
        value += same ? step : -step;
      } else if (!same) {
        value += data.getShort(p);
        p += 2;
      }
      out[i] = value;
    }
    return p;
  }

  /**
   * One closed contour of quadratic curves; two neighbouring off-curve points imply their middle.
   */
  private record Contour(byte[] flags, double[] xs, double[] ys, int first, int last) {
    void appendTo(Path2D path) {
      int n = last - first + 1;
      if (n < 2) {
        return;
      }
      int from = 0;
      while (from < n && !on(from)) {
        from++;
      }
      boolean allOff = from == n;
      double startX = allOff ? (x(0) + x(n - 1)) / 2 : x(from);
      double startY = allOff ? (y(0) + y(n - 1)) / 2 : y(from);
      path.moveTo(startX, startY);
      int begin = allOff ? 0 : from + 1;
      int end = allOff ? n : from + n;
      for (int i = begin; i < end; i++) {
        if (on(i)) {
          path.lineTo(x(i), y(i));
          continue;
        }
        boolean closing = i + 1 == end;
        if (closing) {
          path.quadTo(x(i), y(i), startX, startY);
        } else if (on(i + 1)) {
          path.quadTo(x(i), y(i), x(i + 1), y(i + 1));
          i++;
        } else {
          path.quadTo(x(i), y(i), (x(i) + x(i + 1)) / 2, (y(i) + y(i + 1)) / 2);
        }
      }
      path.closePath();
    }

    private int index(int i) {
      return first + i % (last - first + 1);
    }

    private boolean on(int i) {
      return (flags[index(i)] & ON_CURVE) != 0;
    }

    private double x(int i) {
      return xs[index(i)];
    }

    private double y(int i) {
      return ys[index(i)];
    }
  }
}
