package org.receptive.lessons.recognition;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.network.Inference;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.data.Digit;
import org.receptive.lessons.recognition.TestScore.Misread;

/** Shows digits to a network that ends in ten probabilities. */
public final class Recognizer {
  /** How many digits run through the network together. */
  private static final int BATCH = 100;

  private Recognizer() {}

  /**
   * One digit, in the width that the network takes.
   *
   * @param network takes {@code 1 x 1 x W x W} with {@code W >= 28}
   */
  public static Recognition recognize(Network network, Digit digit) {
    return new Recognition(digit, network.run(digit.image(network.inputShape().width())));
  }

  /**
   * Many digits.
   *
   * @param inference a network made ready to run; it stays open
   */
  public static TestScore score(Inference inference, List<Digit> digits) {
    List<Misread> wrong = new ArrayList<>();
    for (int from = 0; from < digits.size(); from += BATCH) {
      List<Digit> batch = digits.subList(from, Math.min(from + BATCH, digits.size()));
      Tensor output = inference.run(stacked(batch, inference.network().inputShape()));
      int classes = output.size() / batch.size();
      for (int i = 0; i < batch.size(); i++) {
        int predicted = largest(output.data(), i * classes, classes);
        if (predicted != batch.get(i).label()) {
          wrong.add(new Misread(batch.get(i), predicted));
        }
      }
    }
    return new TestScore(inference.network().name(), digits.size(), wrong);
  }

  /** Many digits, on the kernels of this process. */
  public static TestScore score(Network network, List<Digit> digits) {
    try (Inference inference = network.inference()) {
      return score(inference, digits);
    }
  }

  private static Tensor stacked(List<Digit> digits, Shape one) {
    Tensor batch = Tensor.zeros(one.withBatch(digits.size()));
    int each = batch.size() / digits.size();
    for (int i = 0; i < digits.size(); i++) {
      System.arraycopy(digits.get(i).image(one.width()).data(), 0, batch.data(), i * each, each);
    }
    return batch;
  }

  private static int largest(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
