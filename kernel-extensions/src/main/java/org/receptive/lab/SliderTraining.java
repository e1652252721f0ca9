package org.receptive.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.protocol.CommContent;
import org.receptive.kernel.protocol.MalformedMessageException;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;

/**
 * Moves sliders in a training run, as a page does: what the JVM learns of the way from a value to a
 * picture spares a student's first moves the compiler, which otherwise has a core of its own while
 * they are drawn.
 */
final class SliderTraining {
  private static final int MOVES = 250;
  private static final int FIRST = 12;
  private static final int VALUES = 52;

  /** Pictures of several kinds; each has a slider from 1 to 64. */
  private static final List<String> CELLS =
      List.of(
          "interact(slider(\"input\", 1, 64, 32), slider(\"kernel\", 1, 11, 5),"
              + " (n, f) -> outputSize(n, f));",
          "interact(slider(\"input\", 1, 64, 32), slider(\"stride\", 1, 4),"
              + " (n, s) -> outputSize(n, 3).stride(s).padding(1));");

  private SliderTraining() {}

  /** Shows sliders and moves them; {@code patience} is for each step. */
  static void run(KernelClient kernel, Duration patience) {
    AtomicReference<String> slider = new AtomicReference<>("");
    kernel.onPublication(message -> opened(message).ifPresent(slider::set));
    for (String cell : CELLS) {
      slider.set("");
      kernel.execute(cell, patience);
      for (int move = 0; move < MOVES && !slider.get().isEmpty(); move++) {
        String sent = kernel.send(MessageType.COMM_MSG, move(slider.get(), FIRST + move % VALUES));
        kernel.await(() -> kernel.isIdleAfter(sent), patience);
      }
    }
  }

  /** The id of the slider that a publication opens, if its values reach far enough. */
  private static Optional<String> opened(Message message) {
    if (!message.is(MessageType.COMM_OPEN)) {
      return Optional.empty();
    }
    try {
      CommContent.Open open = MessageType.COMM_OPEN.read(message);
      JsonElement state = open.data().get("state");
      return state instanceof JsonObject values
              && values.has("max")
              && values.get("max").getAsDouble() >= FIRST + VALUES - 1
          ? Optional.of(open.commId())
          : Optional.empty();
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("the kernel opens a widget that is none", e);
    }
  }

  private static CommContent.Data move(String slider, int value) {
    JsonObject state = new JsonObject();
    state.addProperty("value", value);
    JsonObject data = new JsonObject();
    data.addProperty("method", "update");
    data.add("state", state);
    data.add("buffer_paths", new JsonArray());
    return new CommContent.Data(slider, data);
  }
}
