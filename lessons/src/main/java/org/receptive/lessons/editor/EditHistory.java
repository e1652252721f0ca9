package org.receptive.lessons.editor;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A network that is being changed, with the way back and forth. However far a number is moved, that
 * is one change.
 */
public final class EditHistory {
  private final Deque<NetworkEdit> past = new ArrayDeque<>();
  private final Deque<NetworkEdit> future = new ArrayDeque<>();
  private NetworkEdit now;
  private String last = "";

  /** A history that begins with the given state. */
  public EditHistory(NetworkEdit first) {
    now = first;
  }

  /** The state now. */
  public NetworkEdit now() {
    return now;
  }

  /**
   * Goes on to another state.
   *
   * @param what is changed; changes of the same thing in a row are taken back at once. Empty for a
   *     change that stands alone, as each press of a button does
   */
  public void change(NetworkEdit next, String what) {
    if (next.network() == now.network()) {
      return;
    }
    if (what.isEmpty() || !what.equals(last) || past.isEmpty()) {
      past.push(now);
    }
    future.clear();
    last = what;
    now = next;
  }

  /** Whether there is a change to take back. */
  public boolean canUndo() {
    return !past.isEmpty();
  }

  /** Whether a change was taken back that can be made again. */
  public boolean canRedo() {
    return !future.isEmpty();
  }

  /** Takes back the last change, if there is one. */
  public void undo() {
    step(past, future);
  }

  /** Makes the change again that was taken back last, if there is one. */
  public void redo() {
    step(future, past);
  }

  private void step(Deque<NetworkEdit> from, Deque<NetworkEdit> to) {
    if (!from.isEmpty()) {
      to.push(now);
      now = from.pop();
      last = "";
    }
  }
}
