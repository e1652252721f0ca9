package org.receptive.viz.arithmetic;

import static org.receptive.viz.arithmetic.Arithmetic.activationMemory;
import static org.receptive.viz.arithmetic.Arithmetic.convolution;
import static org.receptive.viz.arithmetic.Arithmetic.full;
import static org.receptive.viz.arithmetic.Arithmetic.giving;
import static org.receptive.viz.arithmetic.Arithmetic.linear;
import static org.receptive.viz.arithmetic.Arithmetic.outputSize;
import static org.receptive.viz.arithmetic.Arithmetic.receptiveField;
import static org.receptive.viz.arithmetic.Arithmetic.same;
import static org.receptive.viz.arithmetic.Arithmetic.transposedOutputSize;

import java.util.LinkedHashMap;
import java.util.Map;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.figure.Picture;

/** One derivation of every kind, kept as golden pictures. */
public final class DerivationGallery {
  private DerivationGallery() {}

  static Network lenet() {
    return Network.builder("LeNet-5", Shape.of(1, 1, 32, 32))
        .conv("c1", 6, 5)
        .tanh()
        .avgPool("s2", 2, 2)
        .conv("c3", 16, 5)
        .tanh()
        .avgPool("s4", 2, 2)
        .conv("c5", 120, 5)
        .tanh()
        .flatten()
        .linear("f6", 84)
        .tanh()
        .linear("output", 10)
        .build();
  }

  /** The derivations by their names. */
  public static Map<String, Picture> all() {
    Map<String, Picture> all = new LinkedHashMap<>();
    all.put("valid", outputSize(32, 5).stride(1).padding(0));
    all.put("unused-strip", outputSize(10, 3).stride(2));
    all.put("same-even", outputSize(14, 4).stride(3).padding(same()));
    all.put("full", outputSize(5, 3).padding(full()));
    all.put("dilated", outputSize(16, 3).dilation(3).stride(2));
    all.put("ceil-mode", outputSize(12, 3).stride(2).ceilMode());
    all.put("too-large", outputSize(5, 7));
    all.put("too-large-along-width", outputSize(20, 3, 5, 3).dilation(2));
    all.put("alexnet-conv1", outputSize(227, 11).stride(4));
    all.put("resnet-conv1", outputSize(224, 7).stride(2).padding(3));
    all.put("not-square", outputSize(20, 30, 3, 5).stride(2, 3).padding(1, 1, 2, 2));
    all.put("transposed", transposedOutputSize(5, 3).stride(2).padding(1).outputPadding(1));
    all.put("convolution-cost", convolution(3, 96, 11).stride(4).on(227, 227));
    all.put("grouped-flops", convolution(96, 256, 5).groups(2).padding(2).on(27, 27).flops());
    all.put("linear-cost", linear(9216, 4096));
    all.put("activation-memory", activationMemory(64, 224, 224).batch(16));
    all.put("receptive-field", receptiveField(lenet()));
    all.put("giving-14", giving(14).from(28).upTo(5, 3));
    return all;
  }
}
