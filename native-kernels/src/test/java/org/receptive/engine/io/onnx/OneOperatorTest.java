package org.receptive.engine.io.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.network.OnnxRuntimeJudge;
import org.receptive.engine.tensor.Tensor;

/**
 * Random files of one operator, computed here and by ONNX Runtime. All two thousand with {@code
 * -Done.operator.files=2000}.
 */
class OneOperatorTest {
  private static final int FILES = Integer.getInteger("one.operator.files", 300);

  private final OnnxRuntimeJudge judge = OnnxRuntimeJudge.load();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> different = new ArrayList<>();
  private final Map<String, String> onlyHere = new TreeMap<>();

  @Test
  void filesOfOneOperatorAreComputedAlikeOrRefusedWithAReason() {
    for (long seed = 0; seed < FILES; seed++) {
      OneOperator one = OneOperator.of(seed);
      byte[] bytes = one.bytes();
      String verdict = verdict(seed, one, theirs(one, bytes), bytes);
      counts.merge(verdict, 1, Integer::sum);
    }
    System.out.printf("%,d random files of one operator against ONNX Runtime:%n", FILES);
    counts.forEach((verdict, count) -> System.out.printf("%,6d %s%n", count, verdict));
    onlyHere.values().forEach(one -> System.out.println("  runs here only: " + one));
    different.forEach(System.out::println);
    assertEquals(List.of(), different);
    int alike = counts.getOrDefault("equal", 0) + counts.getOrDefault("refused by both", 0);
    assertTrue(alike > 0.85 * FILES, counts::toString);
  }

  private Optional<Tensor> theirs(OneOperator one, byte[] bytes) {
    try {
      return Optional.of(judge.outputs(bytes, one.input()).values().iterator().next());
    } catch (OrtException | IllegalArgumentException refused) {
      // It will not run it, or gives a tensor without values, which this engine does not have.
      return Optional.empty();
    }
  }

  private String verdict(long seed, OneOperator one, Optional<Tensor> theirs, byte[] bytes) {
    Tensor ours;
    try {
      ours = Onnx.read("one", bytes).run(one.input(), new ReferenceKernels()).output();
    } catch (DataFileException | UnsupportedOperationException refused) {
      return theirs.isEmpty() ? "refused by both" : "refused here: " + reason(refused);
    }
    if (theirs.isEmpty()) {
      onlyHere.putIfAbsent(one.operator(), "%d %s".formatted(seed, one));
      return "refused by ONNX Runtime only: " + one.operator();
    }
    Optional<String> difference = difference(ours, theirs.get());
    if (difference.isEmpty()) {
      return "equal";
    }
    Optional<String> judged = judgedBySpecification(one);
    if (judged.isEmpty()) {
      different.add("%d %s: %s".formatted(seed, one, difference.get()));
    }
    return "different: " + judged.orElse("not judged");
  }

  private static String reason(RuntimeException refused) {
    String text = refused.getMessage();
    return text.substring(text.indexOf(": ", text.indexOf("(")) + 2).replaceAll("[0-9]+", "#");
  }

  /** Where ONNX Runtime is known to depart from what ONNX says, and this engine does not. */
  private static Optional<String> judgedBySpecification(OneOperator one) {
    String text = one.toString();
    boolean same = text.contains("auto_pad=SAME");
    if (one.operator().endsWith("Pool") && same && text.contains("dilations=")) {
      // ONNX: pad_shape = (output - 1) * stride + (kernel - 1) * dilation + 1 - input.
      return Optional.of("Pooling, SAME: ONNX Runtime pads as if there were no dilation");
    }
    if (one.operator().equals("ConvTranspose") && same) {
      // ONNX: output_shape[i] = input_shape[i] * strides[i].
      return Optional.of("ConvTranspose, SAME: ONNX Runtime gives less than input x stride");
    }
    if (one.operator().equals("MaxPool") && text.contains("dilations=")) {
      return Optional.of("MaxPool of padding alone: minus infinity, or the lowest float");
    }
    if (one.operator().endsWith("Pool") && same) {
      return Optional.of(
          "Pooling, SAME, stride beyond the window: ONNX Runtime pads less than nothing, and starts"
              + " within the input");
    }
    if (one.operator().equals("Resize")
        && text.contains("align_corners")
        && text.contains("scales")) {
      // As in ONNX's own node tests; ONNX Runtime takes the length after rounding.
      return Optional.of(
          "Resize, align_corners: the length that counts is input x scale, unrounded");
    }
    return Optional.empty();
  }

  private static Optional<String> difference(Tensor ours, Tensor theirs) {
    // A single number has an axis here.
    if (!ours.shape().equals(theirs.shape())) {
      return Optional.of("the shape is %s, theirs %s".formatted(ours.shape(), theirs.shape()));
    }
    for (int i = 0; i < ours.size(); i++) {
      float a = ours.data()[i];
      float b = theirs.data()[i];
      boolean same = Float.compare(a, b) == 0 || Math.abs(a - b) <= 2e-5 * Math.max(1, Math.abs(b));
      if (!same) {
        return Optional.of("value %d is %s, theirs %s".formatted(i, a, b));
      }
    }
    return Optional.empty();
  }
}
