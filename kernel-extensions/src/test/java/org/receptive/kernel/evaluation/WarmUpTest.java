package org.receptive.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An idle kernel warms up once, and not behind cells that have done so themselves. */
class WarmUpTest {
  private final Cells cells = new Cells();

  @AfterEach
  void close() {
    cells.close();
  }

  private int steps() {
    AtomicInteger steps = new AtomicInteger();
    AtomicBoolean warm = new AtomicBoolean();
    new WarmUp(cells.shell(), List.of())
        .start(
            step -> {
              steps.incrementAndGet();
              step.run();
            },
            () -> warm.set(true));
    assertTrue(warm.get());
    return steps.get();
  }

  @Test
  void whatCellsHaveCompiledIsLessToWarmUp() {
    for (int i = 0; i < WarmUp.ALL - 10; i++) {
      cells.run("if (true) { }");
    }
    assertTrue(steps() <= 12, "it runs what is left");
    for (int i = 0; i < 10; i++) {
      cells.run("if (true) { }");
    }
    assertEquals(2, steps(), "JShell is started, and that is all");
  }
}
