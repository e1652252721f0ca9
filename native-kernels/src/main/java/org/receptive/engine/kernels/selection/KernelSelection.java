package org.receptive.engine.kernels.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.cpp.CppKernels;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.kernels.vector.VectorKernels;

/**
 * Which kernels compute, and why the others do not: C++ if its library runs here, else the Vector
 * API, else the reference loops. {@code -Dreceptive.kernels=reference|vector|cpp} asks for one, and
 * is an error if that one cannot run.
 *
 * @param kernels what was chosen
 * @param forced whether it was asked for by name
 * @param candidates all three, the preferred first, with what came of each
 */
public record KernelSelection(Kernels kernels, boolean forced, List<Candidate> candidates) {
  /** The system property that asks for kernels by name. */
  public static final String PROPERTY = "receptive.kernels";

  /** What came of one kind of kernels. */
  public enum Outcome {
    /** It computes. */
    CHOSEN,
    /** It was not tried: a better one runs, or another was asked for. */
    NOT_NEEDED,
    /** It cannot run here. */
    UNAVAILABLE
  }

  /**
   * One kind of kernels.
   *
   * @param name reference, vector or cpp
   * @param outcome what came of it
   * @param reason why, for people: a description of the chosen one, or what is missing
   */
  public record Candidate(String name, Outcome outcome, String reason) {}

  /** Keeps the list as it is. */
  public KernelSelection {
    candidates = List.copyOf(candidates);
  }

  /** What a selection came to: it, or why there is none. */
  private record Attempt(Optional<KernelSelection> selection, Optional<RuntimeException> failure) {
    static Attempt make() {
      try {
        return new Attempt(Optional.of(choose(System.getProperty(PROPERTY, ""))), Optional.empty());
      } catch (KernelsUnavailableException | IllegalArgumentException failure) {
        return new Attempt(Optional.empty(), Optional.of(failure));
      }
    }
  }

  private static final class Active {
    static final Attempt ATTEMPT = Attempt.make();
  }

  /**
   * The selection of this process, made at the first call.
   *
   * @throws KernelsUnavailableException if the kernels that were asked for cannot run
   * @throws IllegalArgumentException if a system property of the engine makes no sense
   */
  public static KernelSelection current() {
    Attempt attempt = Active.ATTEMPT;
    return attempt.selection().orElseThrow(() -> attempt.failure().orElseThrow());
  }

  /** The kernels of this process: those of {@link #current}. */
  public static Kernels active() {
    return current().kernels();
  }

  /**
   * Kernels like those of this process, on a number of threads of their own: to measure what a
   * further thread brings.
   *
   * @param threads how many compute, at least 1
   * @throws KernelsUnavailableException as {@link #current}
   */
  public static Kernels active(int threads) {
    String name = active().name();
    return kinds(Workers.of(threads)).stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow()
        .make()
        .get();
  }

  /**
   * Makes a selection.
   *
   * @param asked reference, vector or cpp, or blank for the best that runs
   * @throws KernelsUnavailableException if the one that was asked for cannot run
   * @throws IllegalArgumentException if there is none of that name
   */
  public static KernelSelection choose(String asked) {
    String name = asked.strip();
    List<Kind> kinds = kinds(Workers.shared());
    if (!name.isEmpty() && kinds.stream().noneMatch(kind -> kind.name().equals(name))) {
      throw new IllegalArgumentException(
          "-D%s=%s names no kernels; there are cpp, vector and reference."
              .formatted(PROPERTY, name));
    }
    return name.isEmpty() ? best(kinds) : force(kinds, name);
  }

  private record Kind(String name, Supplier<Kernels> make) {}

  /** Suppliers, so that no class of a kind is loaded before it is tried. */
  private static List<Kind> kinds(Workers workers) {
    return List.of(
        new Kind("cpp", () -> CppKernels.best(workers, vectorOrReference(workers))),
        new Kind("vector", () -> VectorKernels.on(workers)),
        new Kind("reference", ReferenceKernels::new));
  }

  private static Kernels vectorOrReference(Workers workers) {
    try {
      return VectorKernels.on(workers);
    } catch (KernelsUnavailableException noVectorApi) {
      return new ReferenceKernels();
    }
  }

  private static KernelSelection best(List<Kind> kinds) {
    List<Candidate> candidates = new ArrayList<>();
    List<Kernels> chosen = new ArrayList<>();
    for (Kind kind : kinds) {
      if (!chosen.isEmpty()) {
        String better = chosen.getFirst().name();
        candidates.add(
            new Candidate(kind.name(), Outcome.NOT_NEEDED, better + " runs and is faster"));
        continue;
      }
      try {
        Kernels kernels = kind.make().get();
        chosen.add(kernels);
        candidates.add(new Candidate(kind.name(), Outcome.CHOSEN, kernels.description()));
      } catch (KernelsUnavailableException unavailable) {
        candidates.add(new Candidate(kind.name(), Outcome.UNAVAILABLE, unavailable.getMessage()));
      }
    }
    return new KernelSelection(chosen.getFirst(), false, candidates);
  }

  private static KernelSelection force(List<Kind> kinds, String name) {
    List<Candidate> candidates = new ArrayList<>();
    List<Kernels> chosen = new ArrayList<>();
    for (Kind kind : kinds) {
      if (!kind.name().equals(name)) {
        String reason = "-D%s=%s asks for another".formatted(PROPERTY, name);
        candidates.add(new Candidate(kind.name(), Outcome.NOT_NEEDED, reason));
        continue;
      }
      try {
        chosen.add(kind.make().get());
      } catch (KernelsUnavailableException unavailable) {
        throw new KernelsUnavailableException(
            "-D%s=%s asks for kernels that cannot run: %s"
                .formatted(PROPERTY, name, unavailable.getMessage()),
            unavailable);
      }
      candidates.add(new Candidate(name, Outcome.CHOSEN, chosen.getFirst().description()));
    }
    return new KernelSelection(chosen.getFirst(), true, candidates);
  }

  /** The selection as lines of text: what computes, and one line for each of the others. */
  public String explain() {
    StringBuilder text = new StringBuilder();
    for (Candidate candidate : candidates) {
      String verdict =
          switch (candidate.outcome()) {
            case CHOSEN -> forced ? "chosen, as asked for" : "chosen";
            case NOT_NEEDED -> "not needed";
            case UNAVAILABLE -> "cannot run";
          };
      text.append("%-9s  %s: %s%n".formatted(candidate.name(), verdict, candidate.reason()));
    }
    if (kernels instanceof CppKernels cpp) {
      text.append("%-9s  %s%n".formatted("library", cpp.libraryFile()));
      text.append("%-9s  %s%n".formatted("CPU runs", CppKernels.instructionSets()));
    }
    return text.append(
            String.format(Locale.ROOT, "%-9s  %d%n", "threads", Workers.shared().threads()))
        .toString();
  }
}
