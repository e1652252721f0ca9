package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.kernel.Conversation.Exchange;

/** ONNX files in cells, without an import. */
class OnnxCellTest extends KernelFixture {
  @Test
  void aNetworkThatACellWritesIsReadByTheNext(@TempDir Path folder) {
    String file = folder.resolve("x.onnx").toString();
    assertEquals("ok", run("Onnx.write(Networks.leNet5(), \"%s\");".formatted(file)).status());
    Exchange read = run("var lenet = Onnx.read(\"%s\"); lenet.parameterCount()".formatted(file));
    assertEquals("61706", read.result());
    assertTrue(
        run("lenet.toString()").result().contains("LeNet-5, 13 layers, 1 x 1 x 32 x 32 -> 1 x 10"));
  }

  @Test
  void aFileThatIsMissingIsNamedWithTheFolderInWhichItWasSought() {
    Exchange exchange = run("Onnx.read(\"missing.onnx\")");
    assertEquals("error", exchange.status());
    String message = exchange.only("error").content().get("evalue").getAsString();
    assertTrue(message.contains("missing.onnx: there is no such file (looked in /"), message);
  }
}
