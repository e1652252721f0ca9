package org.receptive.engine.kernels.cpp;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.receptive.engine.kernels.KernelsUnavailableException;

/**
 * A function of a C++ library. That the library has it is known at once; the way there is made when
 * it is first called, for in a JVM that has just started each takes some milliseconds, and a
 * network calls a few of fifty.
 */
final class NativeFunction {
  private final MemorySegment address;
  private final FunctionDescriptor type;
  private final Linker.Option[] options;
  private volatile MethodHandle handle;

  private NativeFunction(MemorySegment address, FunctionDescriptor type, Linker.Option... options) {
    this.address = address;
    this.type = type;
    this.options = options;
  }

  /**
   * Finds a function.
   *
   * @throws KernelsUnavailableException if there is none of that name
   */
  static NativeFunction find(
      SymbolLookup symbols, String name, FunctionDescriptor type, Linker.Option... options) {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(
                () -> new KernelsUnavailableException("the library has no function " + name + "."));
    return new NativeFunction(address, type, options);
  }

  /** The function as Java calls it; of two threads that make it at once either's will do. */
  @SuppressWarnings("restricted")
  MethodHandle handle() {
    MethodHandle made = handle;
    if (made == null) {
      made = Linker.nativeLinker().downcallHandle(address, type, options);
      handle = made;
    }
    return made;
  }
}
