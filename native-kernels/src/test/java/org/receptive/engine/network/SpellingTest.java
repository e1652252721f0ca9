package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> LAYERS = List.of("conv1", "conv2", "pool1", "fc", "Softmax");

  @Test
  void theClosestNamesAreAskedBack() {
    assertEquals(List.of("conv1", "conv2"), Spelling.closest("conv9", LAYERS));
    assertEquals(List.of("Softmax"), Spelling.closest("softmaks", LAYERS));
    assertEquals(" Did you mean 'pool1'?", Spelling.didYouMean("pol1", LAYERS));
    assertEquals("", Spelling.didYouMean("relu", LAYERS));
  }

  @Test
  void shortNamesMayDifferByOneLetterOnly() {
    assertEquals(List.of("fc"), Spelling.closest("fd", LAYERS));
    assertEquals(List.of(), Spelling.closest("xd", LAYERS));
  }
}
