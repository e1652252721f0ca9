package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.io.onnx.Onnx;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;

/** What {@code lab bench engine} refuses, before Maven is started or anything fetched. */
final class BenchEngineCommandTest {
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int engine(Object... options) {
    String[] words = new String[options.length + 2];
    words[0] = "bench";
    words[1] = "engine";
    for (int i = 0; i < options.length; i++) {
      words[i + 2] = options[i].toString();
    }
    PrintWriter out = new PrintWriter(new StringWriter(), true);
    return Lab.run(out, new PrintWriter(err, true), words);
  }

  private void refuses(int status, String says, Object... options) {
    err.getBuffer().setLength(0);
    assertEquals(status, engine(options), err::toString);
    assertTrue(err.toString().contains(says), err::toString);
  }

  private Path model() {
    Path file = folder.resolve("small.onnx");
    Network small =
        Network.builder("small", Shape.of(1, 3, 8, 8))
            .conv("conv", 4, 3)
            .weights(Weights.random(1))
            .build();
    Onnx.write(small, file);
    return file;
  }

  @Test
  void aFileThatIsNoneOrNoModelIsNamed() throws IOException {
    refuses(2, "there is no readable file", "--model", folder.resolve("nowhere.onnx"));
    refuses(2, "there is no readable file", "--model", folder);
    Path text = Files.writeString(folder.resolve("notes.onnx"), "not a model at all");
    refuses(1, "notes.onnx", "--model", text);
    Path empty = Files.createFile(folder.resolve("empty.onnx"));
    refuses(1, "empty.onnx", "--model", empty);
  }

  @Test
  void aShapeThatIsNoneOrDoesNotFitIsRefused() {
    Path model = model();
    refuses(2, "must be lengths like 1x3x320x320", "--model", model, "--shape", "3,8,8");
    refuses(2, "must be lengths like", "--model", model, "--shape", "1x3x99999999999x8");
    refuses(
        2,
        "--shape is 1x4x8x8, but small.onnx says that its input is 1 x 3 x 8 x 8; leave",
        "--model",
        model,
        "--shape",
        "1x4x8x8");
    refuses(2, "no --model was given", "--shape", "1x3x8x8");
  }

  @Test
  void numbersBelowOneAndOptionsThatDoNotGoTogetherAreRefused() {
    refuses(2, "--turns is 0", "--turns", "0");
    refuses(2, "--threads is -1", "--threads", "-1");
    refuses(2, "built-in cases", "--model", model(), "--only", "VGG");
    refuses(2, "built-in cases", "--roofline", "--peers", "pytorch");
  }
}
