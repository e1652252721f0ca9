package org.receptive.house;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The house stands: each floor rests on those below it, and no packages lean on each other. */
final class FloorsTest {
  @Test
  void everyFloorIsRead() {
    for (String floor : List.of("engine", "viz", "lessons", "kernel", "lab")) {
      assertTrue(
          House.CLASSES.stream()
              .anyMatch(type -> type.getPackageName().startsWith("org.receptive." + floor)),
          () -> "no classes of org.receptive." + floor + " were read");
    }
  }

  @Test
  void aFloorUsesOnlyTheFloorsBelowIt() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("engine")
        .definedBy("org.receptive.engine..")
        .layer("viz")
        .definedBy("org.receptive.viz..")
        .layer("lessons")
        .definedBy("org.receptive.lessons..")
        .layer("kernel")
        .definedBy("org.receptive.kernel..")
        .layer("lab")
        .definedBy("org.receptive.lab..")
        .whereLayer("viz")
        .mayOnlyAccessLayers("engine")
        .whereLayer("engine")
        .mayNotAccessAnyLayer()
        .whereLayer("lessons")
        .mayOnlyAccessLayers("viz", "engine")
        .whereLayer("kernel")
        .mayOnlyAccessLayers("lessons", "viz", "engine")
        .whereLayer("lab")
        .mayOnlyAccessLayers("kernel", "lessons", "viz", "engine")
        .check(House.CLASSES);
  }

  @Test
  void noPackagesLeanOnEachOther() {
    slices().matching("org.receptive.(**)").should().beFreeOfCycles().check(House.CLASSES);
  }
}
