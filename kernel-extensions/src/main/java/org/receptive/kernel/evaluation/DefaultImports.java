package org.receptive.kernel.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The imports that every notebook starts with: those of the kernel, then one a line from each
 * {@code META-INF/receptive/imports} on the class path ({@code #} starts a comment).
 */
public final class DefaultImports {
  /** The resource that a library lists its imports in. */
  public static final String RESOURCE = "META-INF/receptive/imports";

  private static final List<String> KERNEL =
      List.of(
          "java.util.*",
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.nio.file.*",
          "java.util.concurrent.*",
          "java.util.function.*",
          "java.util.regex.*",
          "java.util.stream.*",
          "static org.receptive.kernel.notebook.Notebook.*");

  private DefaultImports() {}

  /** Returns the imports, as they are written between {@code import} and the semicolon. */
  public static List<String> find(ClassLoader loader) {
    SequencedSet<String> names = new LinkedHashSet<>(KERNEL);
    try {
      for (URL url : Collections.list(loader.getResources(RESOURCE))) {
        try (var in = url.openStream()) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .forEach(names::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the lists of default imports cannot be read", e);
    }
    return List.copyOf(names);
  }
}
