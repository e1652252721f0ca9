package org.receptive.server.kernels;

import java.util.Locale;

/** What a kernel does, in the words of the protocol. */
enum KernelState {
  /** It has not said anything yet. */
  STARTING,
  /** It waits for a request. */
  IDLE,
  /** It runs a cell. */
  BUSY,
  /** It has died and is started again. */
  RESTARTING,
  /** It has died and stays so. */
  DEAD;

  /** The protocol's word. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
