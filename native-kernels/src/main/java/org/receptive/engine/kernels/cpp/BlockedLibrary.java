package org.receptive.engine.kernels.cpp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import org.receptive.engine.kernels.program.AxisMix;
import org.receptive.engine.kernels.program.TransposedAxis;

/**
 * The functions of one C++ library that work on blocks of channels, by the names of receptive.h.
 * They check nothing: a program's placements were computed, and every size validated, before.
 */
final class BlockedLibrary {
  private final int filtersTogether;
  private final int tile;
  private final NativeFunction directPack;
  private final NativeFunction direct;
  private final NativeFunction picture;
  private final NativeFunction winogradPack;
  private final NativeFunction winograd;
  private final NativeFunction depthwisePack;
  private final NativeFunction depthwise;
  private final NativeFunction pool;
  private final NativeFunction pair;
  private final NativeFunction resample;
  private final NativeFunction overlap;
  private final NativeFunction scale;
  private final NativeFunction toBlocks;
  private final NativeFunction toPlanes;
  private final NativeFunction padPlanes;
  private final NativeFunction activate;
  private final NativeFunction allFinite;
  private final NativeFunction allocate;
  private final NativeFunction free;

  BlockedLibrary(NativeLibrary library) {
    this.filtersTogether = library.number("receptive_blocked_filters");
    this.tile = library.number("receptive_blocked_tile");
    this.directPack = library.critical("receptive_blocked_pack", "llllppll");
    this.direct = library.critical("receptive_blocked_run", "ppppppffll");
    this.picture = library.critical("receptive_picture_run", "ppppppffpll");
    this.winogradPack = library.critical("receptive_winograd_pack", "lllppll");
    this.winograd = library.critical("receptive_winograd_run", "ppppppffpll");
    this.depthwisePack = library.critical("receptive_depthwise_pack", "llpp");
    this.depthwise = library.critical("receptive_depthwise_run", "ppppppffll");
    this.pool = library.critical("receptive_blocked_pool", "pppll");
    this.pair = library.critical("receptive_blocked_pair", "pllpppffll");
    this.resample = library.critical("receptive_resample", "plpplpppppll");
    this.overlap = library.critical("receptive_overlap", "ppppppplllpppffll");
    this.scale = library.critical("receptive_blocked_scale", "ppppppffll");
    this.toBlocks = library.critical("receptive_to_blocks", "pppll");
    this.toPlanes = library.critical("receptive_to_planes", "pppll");
    this.padPlanes = library.critical("receptive_pad_planes", "pppll");
    this.activate = library.critical("receptive_activate", "pplffll");
    this.allFinite = library.criticalNumber("receptive_all_finite", "pll");
    this.allocate =
        library.function("receptive_allocate", FunctionDescriptor.of(ADDRESS, JAVA_LONG));
    this.free = library.function("receptive_free", FunctionDescriptor.ofVoid(ADDRESS));
  }

  /** Filters that are computed, and packed, together. */
  int filtersTogether() {
    return filtersTogether;
  }

  /** Pixels of a register tile. */
  int tile() {
    return tile;
  }

  void directPack(
      long filters,
      long channels,
      long taps,
      long together,
      MemorySegment weights,
      MemorySegment packed,
      long begin,
      long end) {
    try {
      directPack
          .handle()
          .invokeExact(filters, channels, taps, together, weights, packed, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void winogradPack(
      long tile,
      long filters,
      long channels,
      MemorySegment weights,
      MemorySegment packed,
      long begin,
      long end) {
    try {
      winogradPack.handle().invokeExact(tile, filters, channels, weights, packed, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void depthwisePack(long channels, long taps, MemorySegment weights, MemorySegment packed) {
    try {
      depthwisePack.handle().invokeExact(channels, taps, weights, packed);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void direct(BlockedCall call, Operands at, long begin, long end) {
    convolve(direct, call, at, begin, end);
  }

  void depthwise(BlockedCall call, Operands at, long begin, long end) {
    convolve(depthwise, call, at, begin, end);
  }

  private static void convolve(
      NativeFunction function, BlockedCall call, Operands at, long begin, long end) {
    try {
      function
          .handle()
          .invokeExact(
              call.fields(),
              at.input(),
              at.weights(),
              at.bias(),
              at.residual(),
              at.output(),
              call.slope(),
              call.high(),
              begin,
              end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void winograd(BlockedCall call, Operands at, MemorySegment scratch, long begin, long end) {
    convolve(winograd, call, at, scratch, begin, end);
  }

  /** A direct convolution of planes that have no zeros around. */
  void picture(BlockedCall call, Operands at, MemorySegment scratch, long begin, long end) {
    convolve(picture, call, at, scratch, begin, end);
  }

  private static void convolve(
      NativeFunction function,
      BlockedCall call,
      Operands at,
      MemorySegment scratch,
      long begin,
      long end) {
    try {
      function
          .handle()
          .invokeExact(
              call.fields(),
              at.input(),
              at.weights(),
              at.bias(),
              at.residual(),
              at.output(),
              call.slope(),
              call.high(),
              scratch,
              begin,
              end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void pool(BlockedCall call, Operands at, long begin, long end) {
    pass(pool, call, at, begin, end);
  }

  void toBlocks(BlockedCall call, Operands at, long begin, long end) {
    pass(toBlocks, call, at, begin, end);
  }

  void toPlanes(BlockedCall call, Operands at, long begin, long end) {
    pass(toPlanes, call, at, begin, end);
  }

  void padPlanes(BlockedCall call, Operands at, long begin, long end) {
    pass(padPlanes, call, at, begin, end);
  }

  private static void pass(
      NativeFunction function, BlockedCall call, Operands at, long begin, long end) {
    try {
      function.handle().invokeExact(call.fields(), at.input(), at.output(), begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  /** An operation on two values; {@code each} is 0 where the second has one pixel for all. */
  void pair(BlockedCall call, long operation, long each, Operands at, long begin, long end) {
    try {
      pair.handle()
          .invokeExact(
              call.fields(),
              operation,
              each,
              at.input(),
              at.residual(),
              at.output(),
              call.slope(),
              call.high(),
              begin,
              end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  /** Which rows (or columns) meet, as C reads it. */
  record Mix(long taps, MemorySegment positions, MemorySegment weights) {
    static Mix of(AxisMix axis) {
      return new Mix(
          axis.taps(),
          MemorySegment.ofArray(axis.positions()),
          MemorySegment.ofArray(axis.weights()));
    }
  }

  void resample(
      BlockedCall call,
      Mix rows,
      Mix columns,
      Operands at,
      MemorySegment scratch,
      long begin,
      long end) {
    try {
      resample
          .handle()
          .invokeExact(
              call.fields(),
              rows.taps(),
              rows.positions(),
              rows.weights(),
              columns.taps(),
              columns.positions(),
              columns.weights(),
              at.input(),
              at.output(),
              scratch,
              begin,
              end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  /** Which taps meet where, as C reads it. */
  record Meetings(MemorySegment starts, MemorySegment taps, MemorySegment positions) {
    static Meetings of(TransposedAxis axis) {
      return new Meetings(
          MemorySegment.ofArray(axis.starts()),
          MemorySegment.ofArray(axis.taps()),
          MemorySegment.ofArray(axis.positions()));
    }
  }

  void overlap(
      BlockedCall call,
      Meetings rows,
      Meetings columns,
      long tapPitch,
      long groupFilters,
      long taps,
      Operands at,
      long begin,
      long end) {
    try {
      overlap
          .handle()
          .invokeExact(
              call.fields(),
              rows.starts(),
              rows.taps(),
              rows.positions(),
              columns.starts(),
              columns.taps(),
              columns.positions(),
              tapPitch,
              groupFilters,
              taps,
              at.bias(),
              at.input(),
              at.output(),
              call.slope(),
              call.high(),
              begin,
              end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  /**
   * Means, scales and shifts follow each other, as many of each as there are channels in blocks.
   */
  void scale(
      BlockedCall call,
      Operands at,
      MemorySegment mean,
      MemorySegment scales,
      MemorySegment shift,
      long begin,
      long end) {
    try {
      scale
          .handle()
          .invokeExact(
              call.fields(),
              at.input(),
              mean,
              scales,
              shift,
              at.output(),
              call.slope(),
              call.high(),
              begin,
              end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void activate(
      MemorySegment input,
      MemorySegment output,
      long kind,
      float slope,
      float high,
      long begin,
      long end) {
    try {
      activate.handle().invokeExact(input, output, kind, slope, high, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  /** Whether values from {@code begin} to {@code end} are neither NaN nor infinite. */
  boolean allFinite(MemorySegment values, long begin, long end) {
    try {
      return (int) allFinite.handle().invokeExact(values, begin, end) != 0;
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  MemorySegment allocate(long floats) {
    try {
      return (MemorySegment) allocate.handle().invokeExact(floats);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void free(MemorySegment memory) {
    try {
      free.handle().invokeExact(memory);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }
}
