package org.receptive.lessons.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.lessons.networks.Networks;

/** The source of a network builds it again: compiled here with what a cell imports. */
class NetworkSourceTest {
  private static final String IMPORTS =
      """
      import org.receptive.engine.layer.Activation;
      import org.receptive.engine.layer.AvgPool2d;
      import org.receptive.engine.layer.BatchNorm2d;
      import org.receptive.engine.layer.Conv2d;
      import org.receptive.engine.layer.Linear;
      import org.receptive.engine.layer.MaxPool2d;
      import org.receptive.engine.layer.Padding;
      import org.receptive.engine.layer.Window;
      import org.receptive.engine.network.Network;
      import org.receptive.engine.tensor.Shape;
      """;

  /** Every network of the catalogue that needs no argument, and some that nobody published. */
  private static List<Network> networks() throws ReflectiveOperationException {
    List<Network> networks = new ArrayList<>();
    for (Method method : Networks.class.getMethods()) {
      if (method.getReturnType() == Network.class && method.getParameterCount() == 0) {
        networks.add((Network) method.invoke(null));
      }
    }
    assertTrue(networks.size() >= 20, networks.size() + " networks");
    networks.add(odd());
    networks.add(NetworkEdit.of(Networks.leNet5()).without("tanh1").without("pool2").network());
    return networks;
  }

  private static Network odd() {
    return Network.builder("odd \"one\"", Shape.of(1, 4, 20, 24))
        .conv("a", 8, 3, c -> c.padding(Padding.SAME).dilation(2).groups(2).withoutBias())
        .add("b", new Conv2d(8, 6, Window.of(1, 7).padding(Padding.of(0, 3)), 1, true))
        .conv("c", 6, 4, c -> c.padding(Padding.of(1, 2, 1, 2)).stride(2))
        .add("relu7", new Activation.LeakyReLU(0.1f))
        .relu()
        .add("up", new Resize(20, 24, Resize.Mode.NEAREST))
        .add("low", new Activation.Clip(Float.NEGATIVE_INFINITY, 6))
        .shared("again", "b")
        .build();
  }

  @Test
  void compiledItBuildsTheSameNetwork(@TempDir Path folder) throws Exception {
    List<Network> networks = networks();
    StringBuilder source = new StringBuilder(IMPORTS).append("public class Sources {\n");
    for (int i = 0; i < networks.size(); i++) {
      source
          .append("public static Network n%d() {\n".formatted(i))
          .append(NetworkSource.of(networks.get(i)))
          .append("return network; }\n");
    }
    Path file = folder.resolve("Sources.java");
    Files.writeString(file, source.append("}\n"));
    String classPath = System.getProperty("java.class.path");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classPath, file.toString());
    assertEquals(0, status, source::toString);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Class<?> sources = loader.loadClass("Sources");
      for (int i = 0; i < networks.size(); i++) {
        Network built = (Network) sources.getMethod("n" + i).invoke(null);
        assertEquals(networks.get(i).nodes(), built.nodes(), networks.get(i).name());
        assertEquals(networks.get(i).inputShape(), built.inputShape());
        assertEquals(networks.get(i).name(), built.name());
      }
    }
  }

  @Test
  void itReadsAsAStudentWouldWriteIt() {
    assertEquals(
        """
        var network = Network.builder("LeNet-5", Shape.of(1, 1, 32, 32))
            .conv("conv1", 12, 5)
            .tanh()
            .avgPool("pool1", 2, 2)
            .conv("conv2", 16, 5, c -> c.stride(2).padding(2))
            .tanh()
            .avgPool("pool2", 2, 2)
            .flatten()
            .linear("fc3", 120)
            .tanh()
            .linear("fc4", 84)
            .tanh()
            .linear("output", 10)
            .softmax()
            .build();
        """,
        NetworkEdit.of(Networks.leNet5())
            .set("conv1", LayerSetting.FILTERS, 12)
            .set("conv2", LayerSetting.STRIDE, 2)
            .set("conv2", LayerSetting.PADDING, 2)
            .source());
  }
}
