package org.receptive.engine.bench;

import java.util.Map;
import org.receptive.engine.tensor.Tensor;

/** Someone who computes a case; made in a process of its own (see {@link PeerProcess}). */
interface Peer extends AutoCloseable {

  /** Makes a peer ready for a case. */
  @FunctionalInterface
  interface Factory {
    /** Packs weights, plans, compiles: whatever a peer does once. */
    Peer open(BenchCase benchCase, Tensor input) throws Exception;
  }

  /** Computes the case once, and gives the nanoseconds that it took. */
  long run() throws Exception;

  /** The output of the last run, planar. */
  Tensor output() throws Exception;

  /**
   * The least time of each layer in some runs, in milliseconds.
   *
   * @throws UnsupportedOperationException if the peer does not say
   */
  default Map<String, Double> layers() throws Exception {
    throw new UnsupportedOperationException("its layers are not measured one by one");
  }

  @Override
  void close();

  /** The input of a case: the same one in every process. */
  static Tensor input(BenchCase benchCase) {
    return Tensor.random(benchCase.network().inputShape(), 1);
  }
}
