package org.receptive.lessons.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.receptive.engine.io.Images;

/** Photos that ship with the lecture; their credits lie beside them. */
public final class Photos {
  private Photos() {}

  /** Chelsea the cat, by Stefan van der Walt (CC0), 451 x 300. */
  public static Photo chelsea() {
    return read("chelsea.png", "Chelsea the cat, photo by Stefan van der Walt, CC0");
  }

  private static Photo read(String file, String credit) {
    try (InputStream stream = Photos.class.getResourceAsStream("photos/" + file)) {
      return new Photo(credit, Images.read(stream.readAllBytes(), file));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
