package org.receptive.engine.kernels.parallel;

/**
 * The working memory of one thread. It grows to what was asked for most, up to a limit above which
 * it is not kept, and remembers a note of what its last user left in it.
 */
public final class Scratch {
  /** Memory beyond 16 MiB is given back to the garbage collector after use. */
  private static final int KEPT = 4 << 20;

  private float[] floats = new float[0];
  private Object owner = this;
  private long note;

  Scratch() {}

  /**
   * At least the given number of floats, with whatever they held before if the same number or less
   * was asked for the last time.
   */
  public float[] floats(int length) {
    if (floats.length < length || (floats.length > KEPT && length <= KEPT)) {
      floats = new float[length];
      owner = this;
    }
    return floats;
  }

  /** Leaves a note on what the memory now holds, valid until someone else leaves one. */
  public void leaveNote(Object owner, long note) {
    this.owner = owner;
    this.note = note;
  }

  /** The note of this owner, or the default if the memory was used by another since. */
  public long note(Object owner, long otherwise) {
    return this.owner == owner ? note : otherwise;
  }

  /** Forgets whose memory this was, so that an owner is not kept alive. */
  void forget() {
    owner = this;
  }
}
