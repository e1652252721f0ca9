package org.receptive.lessons.editor;

import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Tensor;

/**
 * The weights of a network that was changed: those that still have their shape are kept, the others
 * are made anew.
 *
 * @param original the weights before
 * @param fresh the weights of layers that the original does not know, or knows with another shape
 */
record KeptWeights(Weights original, Weights fresh) implements Weights {
  private static final long SEED = 42;

  KeptWeights(Weights original) {
    this(original, Weights.random(SEED));
  }

  @Override
  public Tensor get(String node, ParameterSpec spec) {
    try {
      return original.get(node, spec);
    } catch (ShapeException notThere) {
      return fresh.get(node, spec);
    }
  }

  @Override
  public String description() {
    return original.description() + "; of changed layers " + fresh.description();
  }
}
