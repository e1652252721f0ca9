package org.receptive.widgets;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.receptive.kernel.client.Output;
import org.receptive.kernel.client.OutputArea;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.MalformedMessageException;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.Outbox;

/**
 * Keeps what a callback prints and shows, as a cell's output area does. Everything else, such as
 * messages of widgets, goes its way. Safe to share between threads.
 */
final class Capture {
  private static final List<String> OUTPUTS =
      List.of("stream", "display_data", "execute_result", "error", "clear_output");

  private final OutputArea area = new OutputArea();
  private final Runnable changed;

  /** An empty capture that tells of each output. */
  Capture(Runnable changed) {
    this.changed = changed;
  }

  /** An empty capture. */
  Capture() {
    this(() -> {});
  }

  /** An outbox that keeps outputs here, and hands on all other messages. */
  Outbox divert(Outbox outbox) {
    return messages -> {
      List<Outbox.Outgoing> others = new ArrayList<>();
      for (Outbox.Outgoing outgoing : messages) {
        if (keep(outgoing)) {
          changed.run();
        } else {
          others.add(outgoing);
        }
      }
      if (!others.isEmpty()) {
        outbox.send(others);
      }
    };
  }

  /** The outputs, as a notebook file and an output widget hold them. */
  synchronized List<JsonObject> outputs() {
    return area.outputs().stream().map(Output::toNotebook).toList();
  }

  private synchronized boolean keep(Outbox.Outgoing outgoing) {
    Message message = outgoing.message();
    try {
      if (outgoing.channel() != Channel.IOPUB) {
        return false;
      }
      if (message.type().equals("update_display_data")) {
        area.update(message); // It may be shown elsewhere, too.
        return false;
      }
      if (!OUTPUTS.contains(message.type())) {
        return false;
      }
      area.accept(message);
      return true;
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("an output of this kernel does not have its form", e);
    }
  }
}
