package org.receptive.engine.kernels.vector;

import org.receptive.engine.kernels.program.Placement;

/** The memory of one run: what the caller gave, and the runner's own. */
@SuppressWarnings("ArrayRecordComponent") // Kernels index them millions of times; nobody compares.
record HeapMemory(float[] input, float[] output, float[] work) {

  /** The array that holds an activation, from {@link #start} on. */
  float[] of(Placement place) {
    return switch (place.space()) {
      case INPUT -> input;
      case OUTPUT -> output;
      case WORK -> work;
    };
  }

  /** Where pixel (0, 0) of an activation lies in its array. */
  static int start(Placement place) {
    return Math.toIntExact(place.offset());
  }
}
