package org.receptive.lessons.networks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.receptive.engine.io.LayersModel;
import org.receptive.engine.io.ModelFiles;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * LeNet-5: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document
 * recognition", Proceedings of the IEEE 86(11), 1998, section II.B.
 */
public final class LeNet {
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
   * The network as published in 1998, with its partly connected C3 and its learned subsampling, up
   * to F6: {@code 1 x 1 x 32 x 32} to 84 numbers. 60,000 parameters.
   */
  public static Network original() {
    return LeNet1998.network();
  }

  /**
   * A network in the manner of LeNet-5 that was trained on MNIST and gets 98.66% of its 10,000 test
   * digits right. It is a cousin, not LeNet-5: {@code 1 x 1 x 28 x 28} without padding, max
   * pooling, no activation behind the convolutions, ReLU behind the fully connected layers. 44,426
   * parameters.
   */
  public static Network trained() {
    return Network.builder("LeNet (trained on MNIST)", Shape.of(1, 1, 28, 28))
        .conv("conv1", 6, 5)
        .maxPool("pool1", 2, 2)
        .conv("conv2", 16, 5)
        .maxPool("pool2", 2, 2)
        .flatten()
        .linear("fc3", 120)
        .relu()
        .linear("fc4", 84)
        .relu()
        .linear("output", 10)
        .softmax()
        .weights(Trained.WEIGHTS)
        .build();
  }

  /** The trained weights, read when first asked for, under our names of the layers. */
  private static final class Trained {
    private static final Map<String, String> NAMES =
        Map.of(
            "conv1", "Conv2D_1",
            "conv2", "Conv2D_2",
            "fc3", "Dense_1",
            "fc4", "Dense_2",
            "output", "Softmax");

    static final Weights WEIGHTS = read();

    private static Weights read() {
      Network keras =
          LayersModel.read("model.json", ModelFiles.resources(LeNet.class, "lenet-mnist"));
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      NAMES.forEach(
          (ours, theirs) ->
              keras
                  .parameters(theirs)
                  .asMap()
                  .forEach((name, tensor) -> tensors.put(ours + "." + name, tensor)));
      return Weights.of("trained on MNIST (TensorSpace 0.6.1)", tensors);
    }
  }

  /**
   * The trainable parameters of {@link #original}, by the paper's names of the layers: 156, 12,
   * 1,516, 32, 48,120 and 10,164. The output layer's weights were set by hand, so that they do not
   * count. The sum is 60,000.
   */
  public static Map<String, Integer> publishedParameters() {
    Map<String, Integer> layers = new LinkedHashMap<>();
    for (LayerStatistics layer : original().statistics()) {
      String name = layer.node().name().replaceAll("[/_].*", "");
      if (layer.parameters() > 0) {
        layers.merge(name, Math.toIntExact(layer.parameters()), Integer::sum);
      }
    }
    return Collections.unmodifiableMap(layers);
  }
}
