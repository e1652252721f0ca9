package io.github.spencerpark.ijava;

/** The entry to the kernel, by the name that it has in IJava. */
public final class IJava {
  private IJava() {}

  /** Returns the kernel that the calling cell runs in. */
  public static JavaKernel getKernelInstance() {
    return JavaKernel.here();
  }
}
