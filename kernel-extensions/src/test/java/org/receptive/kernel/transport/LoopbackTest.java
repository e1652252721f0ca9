package org.receptive.kernel.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoopbackTest {
  @Test
  void everyMessageComesBackWhole() {
    assertEquals(20, Loopback.run(List.of(new byte[] {1, 2}, new byte[0], new byte[300]), 20));
  }

  @Test
  void noRoundIsNone() {
    assertEquals(0, Loopback.run(List.of(new byte[] {1}), 0));
  }
}
