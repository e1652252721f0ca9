package org.receptive.lessons.data;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.io.Idx;
import org.receptive.engine.tensor.Tensor;

/**
 * The first 2,000 test digits of MNIST (LeCun, Cortes, Burges; CC BY-SA 3.0), in their published
 * order.
 */
public final class Digits {
  private static final String IMAGES = "mnist/t10k-images-idx3-ubyte.gz";
  private static final String LABELS = "mnist/t10k-labels-idx1-ubyte.gz";

  private Digits() {}

  /** Read when the first digit is asked for. */
  private static final class TestSet {
    static final List<Digit> DIGITS = read();

    private static List<Digit> read() {
      Tensor images = Idx.images(resource(IMAGES), IMAGES);
      int[] labels = Idx.labels(resource(LABELS), LABELS);
      List<Digit> digits = new ArrayList<>();
      for (int i = 0; i < labels.length; i++) {
        digits.add(new Digit(i, labels[i], images.image(i)));
      }
      return List.copyOf(digits);
    }

    private static InputStream resource(String name) {
      return Digits.class.getResourceAsStream(name);
    }
  }

  /** All test digits. */
  public static List<Digit> test() {
    return TestSet.DIGITS;
  }

  /**
   * One test digit.
   *
   * @param index 0 to 1,999
   * @throws IndexOutOfBoundsException if there is none of that number
   */
  public static Digit test(int index) {
    if (index < 0 || index >= test().size()) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "There is no test digit %d; they run from 0 to %,d.",
              index,
              test().size() - 1));
    }
    return test().get(index);
  }
}
