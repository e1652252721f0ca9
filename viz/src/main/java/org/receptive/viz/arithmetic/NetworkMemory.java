package org.receptive.viz.arithmetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Memory;
import org.receptive.viz.arithmetic.Derivation.Equation;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * The memory that the activations of one image take, as lectures count it (CS231n's for VGG-16):
 * the input, and each value that a layer makes anew. A layer that can write over its input counts
 * nothing: activations, batch normalisation, dropout, softmax; neither does one that only gives a
 * value another shape. Beside it stands the sum over every layer, as the summary has it.
 *
 * @param network the network; its shapes must fit
 */
public record NetworkMemory(Network network) implements Picture {

  /** The values, by what makes them; the input's first. */
  private Map<String, Long> byKind() {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("input", network.inputShape().withBatch(1).size());
    for (LayerStatistics layer : network.statistics()) {
      if (!worksInPlace(layer.node().layer())) {
        values.merge(layer.node().layer().kind(), layer.output().size(), Long::sum);
      }
    }
    return values;
  }

  private static boolean worksInPlace(Layer layer) {
    return layer instanceof Activation
        || layer instanceof PRelu
        || layer instanceof BatchNorm2d
        || layer instanceof Dropout
        || layer instanceof Softmax
        || layer instanceof Flatten
        || layer instanceof Reshape;
  }

  /** Values of one image: the input, and what layers make that cannot write over their input. */
  public long values() {
    return byKind().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Bytes of {@link #values}, 4 for each. */
  public long bytes() {
    return values() * Float.BYTES;
  }

  /** Values that all layers give, the input not among them. */
  public long valuesOfEveryLayer() {
    return network.activationBytes() / Float.BYTES;
  }

  /** Symbols, numbers, result. */
  public Derivation derivation() {
    List<Object> parts = new ArrayList<>();
    List<Object> numbers = new ArrayList<>();
    byKind()
        .forEach(
            (kind, count) -> {
              if (!parts.isEmpty()) {
                parts.add("+");
                numbers.add("+");
              }
              parts.add(kind);
              numbers.add(Formula.number(count));
            });
    Formula bytes =
        Formula.words(
            Formula.number(bytes()).text()
                + " B = "
                + Memory.decimal(bytes())
                + " = "
                + Memory.binary(bytes()));
    return new Derivation(
        "Memory of the activations of %s".formatted(network.name()),
        List.of(
            new Equation(
                Formula.words("values"),
                List.of(
                    Formula.row(parts.toArray()),
                    Formula.row(numbers.toArray()),
                    Formula.number(values()))),
            new Equation(
                Formula.words("bytes"),
                List.of(Formula.row(Formula.number(values()), "\u00b7", Float.BYTES), bytes))),
        List.of(
            "Convention: one image, float32 (4 bytes a value); the input counts, and every layer"
                + " but those that can write over their input (activations, batch normalisation,"
                + " dropout, softmax) or only rename it (flatten, reshape).",
            ("Every layer counted, without the input, as the summary does: %s values, %s B = %s ="
                    + " %s.")
                .formatted(
                    Formula.number(valuesOfEveryLayer()).text(),
                    Formula.number(network.activationBytes()).text(),
                    Memory.decimal(network.activationBytes()),
                    Memory.binary(network.activationBytes()))),
        List.of());
  }

  @Override
  public Figure figure() {
    return derivation().figure();
  }

  @Override
  public String toString() {
    return derivation().text();
  }
}
