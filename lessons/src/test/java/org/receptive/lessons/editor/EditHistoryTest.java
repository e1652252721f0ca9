package org.receptive.lessons.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.receptive.lessons.networks.Networks;

class EditHistoryTest {
  private final NetworkEdit first = NetworkEdit.of(Networks.leNet5());
  private final EditHistory history = new EditHistory(first);

  @Test
  void eachPressOfAButtonIsTakenBackAlone() {
    history.change(history.now().without("tanh1"), "");
    NetworkEdit one = history.now();
    history.change(history.now().without("pool1"), "");
    history.change(history.now().without("tanh2"), "");
    history.undo();
    history.undo();
    assertSame(one, history.now());
    history.undo();
    assertSame(first, history.now());
    assertFalse(history.canUndo());
  }

  @Test
  void aNumberThatIsMovedIsTakenBackAtOnceHoweverFar() {
    for (int filters = 7; filters < 12; filters++) {
      history.change(history.now().set("conv1", LayerSetting.FILTERS, filters), "conv1 filters");
    }
    history.undo();
    assertSame(first, history.now());
    history.redo();
    assertEquals(1, history.now().changes().size());
  }
}
