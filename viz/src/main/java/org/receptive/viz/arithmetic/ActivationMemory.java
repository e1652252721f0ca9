package org.receptive.viz.arithmetic;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Memory;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.arithmetic.Derivation.Equation;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * The memory that activations take as float32, in MB (powers of 1000) and MiB (powers of 1024).
 *
 * @param channels channels of one image
 * @param height rows
 * @param width columns
 * @param batch images
 */
public record ActivationMemory(int channels, int height, int width, int batch) implements Picture {

  /** The same for {@code images} images at once. */
  public ActivationMemory batch(int images) {
    return new ActivationMemory(channels, height, width, images);
  }

  /** Bytes, 4 for each value. */
  public long bytes() {
    return Shape.of(batch, channels, height, width).size() * Float.BYTES;
  }

  /** Symbols, numbers, result. */
  public Derivation derivation() {
    Formula symbols = Formula.row("N", "\u00b7", "C", "\u00b7", "H", "\u00b7", "W", "\u00b7", 4);
    Formula numbers =
        Formula.row(
            batch, "\u00d7", channels, "\u00d7", height, "\u00d7", width, "\u00d7", Float.BYTES);
    Formula result =
        Formula.words(
            Formula.number(bytes()).text()
                + " B = "
                + Memory.decimal(bytes())
                + " = "
                + Memory.binary(bytes()));
    return new Derivation(
        String.format(
            Locale.ROOT,
            "Memory of activations: %d \u00d7 %d \u00d7 %d \u00d7 %d",
            batch,
            channels,
            height,
            width),
        List.of(new Equation(Formula.words("bytes"), List.of(symbols, numbers, result))),
        List.of(
            "Convention: N images, float32 (4 bytes a value); 1 MB = 1,000,000 bytes, 1 MiB ="
                + " 1,048,576 bytes."),
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
