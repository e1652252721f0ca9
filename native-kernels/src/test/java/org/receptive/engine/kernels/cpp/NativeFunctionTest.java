package org.receptive.engine.kernels.cpp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.KernelsUnavailableException;

class NativeFunctionTest {
  private static final SymbolLookup C = Linker.nativeLinker().defaultLookup();
  private static final FunctionDescriptor LENGTH = FunctionDescriptor.of(JAVA_LONG, ADDRESS);

  @Test
  void aFunctionIsCalledAndItsWayIsMadeOnce() throws Throwable {
    NativeFunction length = NativeFunction.find(C, "strlen", LENGTH);
    try (Arena arena = Arena.ofConfined()) {
      assertEquals(9L, (long) length.handle().invokeExact(arena.allocateFrom("receptive")));
    }
    assertSame(length.handle(), length.handle());
  }

  @Test
  void aFunctionThatTheLibraryLacksIsMissedAtOnceAndNotWhenItIsCalled() {
    var missing =
        assertThrows(
            KernelsUnavailableException.class,
            () -> NativeFunction.find(C, "receptive_of_tomorrow", LENGTH));
    assertEquals("the library has no function receptive_of_tomorrow.", missing.getMessage());
  }
}
