package org.receptive.lessons.networks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;

/**
 * LeNet-5: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document
 * recognition", Proceedings of the IEEE 86(11), 1998, section II.B.
 */
public final class LeNet {
  private static final int KERNEL_SIZE = 5 * 5;

  /**
   * Table I of the paper: how many of the six maps of S2 each of the sixteen maps of C3 sees. The
   * paper left connections out to save parameters and to break the symmetry of the maps.
   */
  private static final List<Integer> C3_CONNECTIONS =
      List.of(3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6);

  private LeNet() {}

  /**
   * The remake that textbooks and slide 8 show: every filter of conv2 sees all six maps, pooling
   * has no parameters, and softmax stands in for the paper's radial basis functions. {@code 1 x 1 x
   * 32 x 32}, tanh. 61,706 parameters.
   */
  public static Network remake() {
    return Network.builder("LeNet-5", Shape.of(1, 1, 32, 32))
        .conv("conv1", 6, 5)
        .tanh()
        .avgPool("pool1", 2, 2)
        .conv("conv2", 16, 5)
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
  }

  /**
   * The trainable parameters of the network that was published in 1998, layer by layer with the
   * paper's names. C3 follows {@link #C3_CONNECTIONS}, each subsampled map has a coefficient and a
   * bias, and the output layer's weights were set by hand, so that they do not count. The sum is
   * 60,000.
   */
  public static Map<String, Integer> publishedParameters() {
    int connections = C3_CONNECTIONS.stream().mapToInt(Integer::intValue).sum();
    int c3Maps = C3_CONNECTIONS.size();
    Map<String, Integer> layers = new LinkedHashMap<>();
    layers.put("C1", 6 * (KERNEL_SIZE + 1));
    layers.put("S2", 6 * 2);
    layers.put("C3", connections * KERNEL_SIZE + c3Maps);
    layers.put("S4", c3Maps * 2);
    layers.put("C5", 120 * (c3Maps * KERNEL_SIZE + 1));
    layers.put("F6", 84 * (120 + 1));
    return Collections.unmodifiableMap(layers);
  }
}
