package org.receptive.widgets.sync;

import com.google.gson.JsonElement;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a value of a property travels.
 *
 * @param <T> the value in Java
 */
public interface Codec<T> {
  /**
   * Returns the JSON of a value.
   *
   * @throws InvalidValue if the property cannot take the value
   */
  JsonElement encode(T value);

  /**
   * Returns the value that a JSON element stands for.
   *
   * @throws InvalidValue if it stands for none
   */
  T decode(JsonElement json);

  /** Returns the widgets that a value refers to; they must exist in the front end before it. */
  default Stream<Widget> references(T value) {
    return Stream.empty();
  }

  /** Returns the bytes of a value that travels beside the JSON, as a binary buffer. */
  default Optional<byte[]> buffer(T value) {
    return Optional.empty();
  }
}
