package org.receptive.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WarmUpTimeTest {
  @Test
  void eachPictureGetsHalfOfWhatIsLeft() {
    WarmUpTime time = new WarmUpTime();
    Duration first = time.take();
    assertEquals(first.dividedBy(2), time.take());
    assertEquals(first.dividedBy(4), time.take());
  }

  @Test
  void howeverManyPicturesThereAreTheTimeHasAnEnd() {
    WarmUpTime time = new WarmUpTime();
    Duration first = time.take();
    Duration rest = Duration.ZERO;
    for (int i = 0; i < 100; i++) {
      rest = rest.plus(time.take());
    }
    assertTrue(rest.compareTo(first) <= 0, rest::toString);
  }
}
