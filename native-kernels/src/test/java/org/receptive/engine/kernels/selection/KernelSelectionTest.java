package org.receptive.engine.kernels.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.cpp.CppKernels;
import org.receptive.engine.kernels.selection.KernelSelection.Candidate;
import org.receptive.engine.kernels.selection.KernelSelection.Outcome;

class KernelSelectionTest {
  private static boolean cppRuns() {
    try {
      return !CppKernels.instructionSets().isEmpty();
    } catch (KernelsUnavailableException unavailable) {
      return false;
    }
  }

  @Test
  void theFastestThatRunsIsChosenAndTheOthersSayWhyNot() {
    KernelSelection selection = KernelSelection.choose("");
    assertEquals(cppRuns() ? "cpp" : "vector", selection.kernels().name());
    assertFalse(selection.forced());
    assertEquals(
        List.of("cpp", "vector", "reference"),
        selection.candidates().stream().map(Candidate::name).toList());
    for (Candidate candidate : selection.candidates()) {
      boolean chosen = candidate.name().equals(selection.kernels().name());
      assertEquals(chosen, candidate.outcome() == Outcome.CHOSEN);
      assertFalse(candidate.reason().isBlank());
    }
  }

  @Test
  void oneCanBeAskedForByName() {
    for (String name : List.of("reference", "vector")) {
      KernelSelection selection = KernelSelection.choose(name);
      assertEquals(name, selection.kernels().name());
      assertTrue(selection.forced());
      assertTrue(selection.explain().contains("chosen, as asked for"), selection.explain());
    }
    if (cppRuns()) {
      assertEquals("cpp", KernelSelection.choose("cpp").kernels().name());
    } else {
      KernelsUnavailableException refused =
          assertThrows(KernelsUnavailableException.class, () -> KernelSelection.choose("cpp"));
      assertTrue(refused.getMessage().contains("cannot run"), refused.getMessage());
    }
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> KernelSelection.choose("gpu"));
    assertTrue(unknown.getMessage().contains("cpp, vector and reference"), unknown.getMessage());
  }

  @Test
  void theProcessChoosesOnce() {
    assertSame(KernelSelection.active(), KernelSelection.active());
    assertSame(KernelSelection.current().kernels(), KernelSelection.active());
  }
}
