package org.receptive.widgets;

import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.receptive.kernel.Conversation;
import org.receptive.kernel.protocol.ConnectionInfo;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.session.Kernel;
import org.receptive.kernel.session.KernelOptions;

/**
 * Measures how long a moved slider's picture takes from the page's message to the message with the
 * picture, over real sockets: {@code SliderLatency [moves]}.
 */
final class SliderLatency {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int SMALLEST = 12;
  private static final int VALUES = 52;
  private static final int STREAM = 300;
  private static final String CELL =
      """
      interact(slider("input", 1, 64, 32), slider("kernel", 1, 11, 5), slider("stride", 1, 4), slider("padding", 0, 5),
               (n, f, s, p) -> outputSize(n, f).stride(s).padding(p));
      """;

  private SliderLatency() {}

  /** Prints what it measured. */
  public static void main(String[] args) throws Exception {
    int moves = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    ConnectionInfo connection = Conversation.freePorts();
    try (Kernel _ = new Kernel(connection, KernelOptions.from(Map.of()));
        Conversation conversation = new Conversation(connection)) {
      Page page = new Page(conversation);
      page.hear(conversation.execute(CELL).published());
      String id = page.id("IntSliderModel", "input");
      Thread.sleep(1000);
      oneByOne(conversation, page, id, moves);
      stream(conversation, page, id);
    }
  }

  private static void oneByOne(Conversation conversation, Page page, String id, int moves)
      throws InterruptedException {
    double[] millis = new double[moves];
    for (int i = 0; i < moves; i++) {
      long start = System.nanoTime();
      Message sent = page.send(id, "value", new JsonPrimitive(SMALLEST + i % VALUES));
      conversation.published(SliderLatency::isPicture);
      millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
      page.hear(conversation.publishedFor(sent));
      Thread.sleep(10);
    }
    double first = millis[0];
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%d moves: first %.1f ms, median %.2f ms, 95th percentile %.2f ms, longest %.1f ms%n",
        moves,
        first,
        millis[moves / 2],
        millis[moves * 95 / 100],
        millis[moves - 1]);
  }

  /** Sixty moves a second for five seconds, without waiting for anything. */
  private static void stream(Conversation conversation, Page page, String id)
      throws InterruptedException {
    Message last = page.send(id, "value", new JsonPrimitive(SMALLEST));
    long start = System.nanoTime();
    for (int i = 1; i <= STREAM; i++) {
      Thread.sleep(Math.max(0, i * 1000L / 60 - (System.nanoTime() - start) / 1_000_000));
      last = page.send(id, "value", new JsonPrimitive(SMALLEST + i % VALUES));
    }
    long sent = System.nanoTime();
    String id0 = last.id();
    int[] pictures = {0};
    conversation.published(
        m -> {
          pictures[0] += isPicture(m) ? 1 : 0;
          return m.parentId().equals(id0) && m.content().toString().contains("idle");
        });
    System.out.printf(
        Locale.ROOT,
        "%d moves at 60 a second: %d pictures, the last move's request was idle %.1f ms after it%n",
        STREAM,
        pictures[0],
        (System.nanoTime() - sent) / NANOS_PER_MILLI);
  }

  private static boolean isPicture(Message message) {
    return message.type().equals("comm_msg") && message.content().toString().contains("text/html");
  }
}
