package org.receptive.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.io.Idx;
import org.receptive.engine.io.onnx.Onnx;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Numbers in messages have the same digits in every country. */
class NumbersInWordsTest {
  @Test
  void messagesHaveTheSameDigitsWhereOthersAreUsual() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ENGLISH);
      List<String> expected = messages();
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(expected, messages());
      assertTrue("%d".formatted(12).equals("\u0661\u0662"), "this language has digits of its own");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static List<String> messages() {
    Network network = Network.builder("net", Shape.of(1, 2, 6, 6)).conv("conv", 3, 3).build();
    return List.of(
        refusal(DataFileException.class, () -> Onnx.read("net.onnx", new byte[3])),
        refusal(
            DataFileException.class,
            () -> Idx.images(new ByteArrayInputStream(new byte[] {0, 0, 8, 3, 0, 0}), "idx")),
        refusal(RuntimeException.class, () -> new Workers(0)),
        refusal(RuntimeException.class, () -> new TopK(1, 0, true, false)),
        refusal(
            RuntimeException.class,
            () -> new TopK(1, 9, true, false).output(List.of(Shape.of(1, 3)))),
        refusal(RuntimeException.class, () -> Conv2d.of(4, 4, 9).output(List.of(Shape.of(1, 3)))),
        refusal(RuntimeException.class, () -> network.run(Tensor.zeros(Shape.of(1, 2, 7, 6)))),
        network.toString(),
        network.plan().text());
  }

  private static String refusal(Class<? extends RuntimeException> kind, Runnable call) {
    return assertThrows(kind, call::run).getMessage();
  }
}
