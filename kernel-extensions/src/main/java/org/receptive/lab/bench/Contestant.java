package org.receptive.lab.bench;

import java.util.List;
import java.util.Locale;
import org.receptive.kernel.client.KernelCommand;

/**
 * A kernel in the comparison, with the same cells in its own language.
 *
 * @param name in the table
 * @param command how it is started
 * @param firstCell the first cell, as students start
 * @param secondCell another cell that the kernel has not seen
 * @param laterCells further cells, all different
 * @param printing prints 10,000 lines, one call each
 * @param echoTarget registers the comm target {@value #ECHO}, which sends back what it receives
 */
record Contestant(
    String name,
    KernelCommand command,
    String firstCell,
    String secondCell,
    List<String> laterCells,
    String printing,
    String echoTarget) {

  /** Name of the comm target. */
  static final String ECHO = "receptive.bench.echo";

  private static final int LATER_CELLS = 20;

  static Contestant receptive(KernelCommand command) {
    return new Contestant(
        "receptive",
        command,
        "1 + 1",
        "var numbers = new int[] {3, 1, 2};\nnumbers.length",
        later("int v%d = %d;\nv%d * 2"),
        "for (int i = 0; i < 10_000; i++) System.out.println(\"line \" + i);",
        """
        comms().register("%s", (comm, first) ->
            comm.onMessage(message -> comm.send(message.data())));
        """
            .formatted(ECHO));
  }

  static Contestant ipykernel(KernelCommand command) {
    return new Contestant(
        "ipykernel",
        command,
        "1 + 1",
        "numbers = [3, 1, 2]\nlen(numbers)",
        later("v%d = %d\nv%d * 2"),
        "for i in range(10_000): print('line', i)",
        """
        def _echo(comm, opened):
            comm.on_msg(lambda message: comm.send(message['content']['data']))
        get_ipython().kernel.comm_manager.register_target('%s', _echo)
        """
            .formatted(ECHO));
  }

  private static List<String> later(String pattern) {
    return java.util.stream.IntStream.range(0, LATER_CELLS)
        .mapToObj(i -> String.format(Locale.ROOT, pattern, i, i, i))
        .toList();
  }
}
