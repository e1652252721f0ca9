package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.io.DataFileException;

/**
 * One node of a graph as the file describes it.
 *
 * @param file the file, for messages
 * @param name its name, unique in the graph
 * @param operator what it computes: {@code Conv}; other domains than ONNX's own stand before it
 * @param opset the version of the operators
 * @param inputs the names of the values it takes; empty where an optional one is left out
 * @param outputs the names of the values it gives
 * @param attributes its settings by name
 */
record OnnxNode(
    String file,
    String name,
    String operator,
    int opset,
    List<String> inputs,
    List<String> outputs,
    Map<String, AttributeProto> attributes) {

  /** An error in this node. */
  DataFileException problem(String text) {
    return new DataFileException(file, "the node '%s' (%s) %s".formatted(name, operator, text));
  }

  /** Whether an input is there. */
  boolean hasInput(int index) {
    return index < inputs.size() && !inputs.get(index).isEmpty();
  }

  /** The name of an input that must be there. */
  String input(int index) {
    if (!hasInput(index)) {
      throw problem(String.format(Locale.ROOT, "has no input %d; it has %s.", index, inputs));
    }
    return inputs.get(index);
  }

  private Optional<AttributeProto> attribute(String key, AttributeType type) {
    AttributeProto attribute = attributes.get(key);
    if (attribute == null) {
      return Optional.empty();
    }
    // Files from before IR version 2 leave the type out.
    if (attribute.getType() != type && attribute.getType() != AttributeType.UNDEFINED) {
      throw problem(
          "has the attribute '%s' of type %s, but %s is expected."
              .formatted(key, attribute.getType(), type));
    }
    return Optional.of(attribute);
  }

  /** Whether an attribute is there. */
  boolean has(String key) {
    return attributes.containsKey(key);
  }

  /** A whole number. */
  long integer(String key, long otherwise) {
    return attribute(key, AttributeType.INT).map(AttributeProto::getI).orElse(otherwise);
  }

  /** A whole number that fits an int. */
  int small(String key, int otherwise) {
    long value = integer(key, otherwise);
    if (value != (int) value) {
      throw problem(
          String.format(
              Locale.ROOT, "has the attribute '%s' = %,d, which is too large.", key, value));
    }
    return (int) value;
  }

  /** A number. */
  float number(String key, float otherwise) {
    return attribute(key, AttributeType.FLOAT).map(AttributeProto::getF).orElse(otherwise);
  }

  /** A word. */
  String text(String key, String otherwise) {
    return attribute(key, AttributeType.STRING)
        .map(attribute -> attribute.getS().toStringUtf8())
        .orElse(otherwise);
  }

  /** Whole numbers. */
  Optional<List<Long>> integers(String key) {
    return attribute(key, AttributeType.INTS).map(AttributeProto::getIntsList);
  }

  /** Numbers. */
  Optional<List<Float>> numbers(String key) {
    return attribute(key, AttributeType.FLOATS).map(AttributeProto::getFloatsList);
  }

  /**
   * Whole numbers of at least {@code least}, of which there must be {@code count}.
   *
   * @param otherwise every one of them, if the attribute is not there
   */
  int[] exactly(String key, int count, int least, int otherwise) {
    int[] values = new int[count];
    Optional<List<Long>> given = integers(key);
    java.util.Arrays.fill(values, otherwise);
    if (given.isEmpty()) {
      return values;
    }
    if (given.get().size() != count) {
      throw problem(
          String.format(
              Locale.ROOT,
              "has %d numbers in '%s', but needs %d.",
              given.get().size(),
              key,
              count));
    }
    for (int i = 0; i < count; i++) {
      long value = given.get().get(i);
      if (value < least || value > Integer.MAX_VALUE) {
        throw problem(
            String.format(
                Locale.ROOT,
                "has the attribute '%s' = %s; it must be %d or more.",
                key,
                given.get(),
                least));
      }
      values[i] = (int) value;
    }
    return values;
  }
}
