package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import org.receptive.engine.kernels.program.Placement;

/** The memory of one run: what the caller gave, and the runner's own. */
record StepMemory(MemorySegment input, MemorySegment output, MemorySegment work) {

  /** Memory from pixel (0, 0) of an activation on. */
  MemorySegment at(Placement place) {
    MemorySegment base =
        switch (place.space()) {
          case INPUT -> input;
          case OUTPUT -> output;
          case WORK -> work;
        };
    return base.asSlice(place.offset() * Float.BYTES);
  }
}
