package org.receptive.widgets;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  private SliderLatency() {}

  public static void main(String[] args) throws Exception {
    int moves = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    ConnectionInfo connection = Conversation.freePorts();
    try (Kernel _ = new Kernel(connection, KernelOptions.from(java.util.Map.of()));
        Conversation conversation = new Conversation(connection)) {
      Page page = new Page(conversation);
      page.hear(
          conversation
              .execute(
                  """
                  interact(slider("input", 1, 64, 32), slider("kernel", 1, 11, 5), slider("stride", 1, 4), slider("padding", 0, 5),
                           (n, f, s, p) -> outputSize(n, f).stride(s).padding(p));
                  """)
              .published());
      String id = page.id("IntSliderModel", "input");
      double[] millis = new double[moves];
      for (int i = 0; i < moves; i++) {
        int value = 12 + i % 52;
        long start = System.nanoTime();
        Message sent = page.send(id, "value", new com.google.gson.JsonPrimitive(value));
        conversation.published(
            m -> m.type().equals("comm_msg") && m.content().toString().contains("text/html"));
        millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        List<Message> rest = conversation.publishedFor(sent);
        page.hear(rest);
        Thread.sleep(10);
      }
      double[] sorted = millis.clone();
      Arrays.sort(sorted);
      System.out.printf(
          Locale.ROOT,
          "%d moves: first %.1f ms, median %.2f ms, 95th percentile %.2f ms, longest %.1f ms%n",
          moves,
          millis[0],
          sorted[moves / 2],
          sorted[moves * 95 / 100],
          sorted[moves - 1]);
      for (int i = 0; i < 12; i++) System.out.printf(Locale.ROOT, "%.1f ", millis[i]);
      System.out.println();
    }
  }
}
