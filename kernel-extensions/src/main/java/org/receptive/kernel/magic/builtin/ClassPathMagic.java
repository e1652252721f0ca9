package org.receptive.kernel.magic.builtin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.receptive.kernel.magic.ClassPathPattern;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;

/** {@code %jars} and {@code %classpath}: put files on the class path of the cells that follow. */
public final class ClassPathMagic implements Magic {
  private final Description description;
  private final boolean jarsOnly;

  private ClassPathMagic(Description description, boolean jarsOnly) {
    this.description = description;
    this.jarsOnly = jarsOnly;
  }

  /** Returns {@code %jars}. */
  public static ClassPathMagic jars() {
    return new ClassPathMagic(
        Description.ofLine(
            "jars",
            "%jars FILE...",
            "Puts jar files on the class path.",
            "Patterns such as lib/*.jar and lib/**/*.jar are allowed. Cells below can import the"
                + " classes of the jars."),
        true);
  }

  /** Returns {@code %classpath}. */
  public static ClassPathMagic classPath() {
    return new ClassPathMagic(
        Description.ofLine(
            "classpath",
            "%classpath [FILE-OR-FOLDER...]",
            "Puts jar files or folders of classes on the class path; without arguments, shows it.",
            "Patterns such as build/* are allowed."),
        false);
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) throws MagicException {
    if (call.arguments().isEmpty()) {
      context.classPath().forEach(context.out()::println);
      return;
    }
    for (String pattern : call.arguments()) {
      try {
        List<Path> found = ClassPathPattern.expand(pattern);
        context.addToClassPath(
            jarsOnly ? found.stream().filter(f -> f.toString().endsWith(".jar")).toList() : found);
      } catch (IOException e) {
        throw new MagicException("%" + call.name() + " " + pattern + ": " + e.getMessage(), e);
      }
    }
  }

  @Override
  public List<String> complete(List<String> before, String prefix) {
    return FileNames.startingWith(prefix);
  }
}
