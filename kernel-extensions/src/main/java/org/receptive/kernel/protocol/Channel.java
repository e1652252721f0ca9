package org.receptive.kernel.protocol;

/** The sockets on which messages travel; the heartbeat carries none. */
public enum Channel {
  /** Requests, answered in order. */
  SHELL,
  /** Urgent requests: interrupt, shutdown. */
  CONTROL,
  /** What the kernel publishes. */
  IOPUB,
  /** Questions to the user. */
  STDIN
}
