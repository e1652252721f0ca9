package org.receptive.engine.io;

import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Softmax;

/** Activations of Keras: layers of their own, or words within other layers. */
final class KerasActivations {
  private KerasActivations() {}

  /** Of an activation of several layers, the first, which does nothing. */
  static Layer named(KerasLayer layer, String name) {
    return switch (name) {
      case "linear", "swish", "silu" -> new Activation.Identity();
      default -> activation(layer, name);
    };
  }

  /** The activation of a name. */
  static Layer activation(KerasLayer layer, String name) {
    return switch (name) {
      case "relu" -> new Activation.ReLU();
      case "sigmoid" -> new Activation.Sigmoid();
      case "tanh" -> new Activation.Tanh();
      case "softmax" -> Softmax.overChannels();
      case "relu6" -> Activation.Clip.relu6();
      case "elu" -> new Activation.Elu(1);
      case "leaky_relu" -> new Activation.LeakyReLU(0.2f);
      case "exponential" -> new Activation.Elementary(Activation.Elementary.Function.EXP);
      case "softplus" -> new Activation.Elementary(Activation.Elementary.Function.SOFTPLUS);
      case "softsign" -> new Activation.Elementary(Activation.Elementary.Function.SOFTSIGN);
      default ->
          throw layer.problem("has the activation '%s', which is not known.".formatted(name));
    };
  }

  /** The layer ReLU with its limits. */
  static Layer relu(KerasLayer layer) {
    float limit = layer.number("max_value", Double.POSITIVE_INFINITY);
    float slope = layer.number("negative_slope", 0);
    boolean limited = limit != Float.POSITIVE_INFINITY;
    if (limited && slope == 0 && layer.number("threshold", 0) == 0) {
      return new Activation.Clip(0, limit);
    }
    if (limited || layer.number("threshold", 0) != 0) {
      throw layer.problem("is cut off at %s, which is not known.".formatted(limit));
    }
    return slope == 0 ? new Activation.ReLU() : new Activation.LeakyReLU(slope);
  }
}
