package org.receptive.engine.kernels.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.engine.kernels.contract.Close.assertClose;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Unsupported;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Every layer of the family: one without an example here fails. */
interface FamilyContract {

  /** The implementation that is tested. */
  Kernels kernels();

  @Test
  default void everyKindOfLayerHasAnExampleComputedByHand() {
    Set<Class<?>> missing = new HashSet<>(LayerFamily.kinds());
    assertTrue(missing.size() > 30, "the family: " + missing);
    // The one that computes nothing has a test of its own.
    missing.remove(Unsupported.class);
    HandExamples.all().forEach(example -> missing.remove(example.layer().getClass()));
    assertEquals(Set.of(), missing);
  }

  @Test
  default void everyKindOfLayerGivesWhatAPersonComputes() {
    for (HandExample example : HandExamples.all()) {
      Tensor output = kernels().apply(example.layer(), example.parameters(), example.inputs());
      assertClose(example.expected(), output, example.layer());
      try (PreparedLayer prepared = kernels().prepare(example.layer(), example.parameters())) {
        assertClose(example.expected(), prepared.run(example.inputs()), example.layer());
      }
    }
  }

  @Test
  default void anOperatorThatIsNotCoveredSaysSoWhenItRuns() {
    Tensor input = Tensor.zeros(Shape.of(1, 2));
    Unsupported layer =
        new Unsupported("NonMaxSuppression", "it is no layer", Optional.of(input.shape()));
    UnsupportedOperationException refused =
        assertThrows(
            UnsupportedOperationException.class,
            () -> kernels().apply(layer, Parameters.none(), List.of(input)));
    assertEquals(
        "The operator NonMaxSuppression is not computed: it is no layer", refused.getMessage());
  }
}
