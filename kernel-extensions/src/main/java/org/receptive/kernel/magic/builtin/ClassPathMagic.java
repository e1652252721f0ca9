package org.receptive.kernel.magic.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.receptive.kernel.magic.ClassPathPattern;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;
import org.receptive.kernel.magic.MagicRegistry;

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
            "Patterns such as build/* are allowed. BeakerX's forms are understood: %classpath add"
                + " mvn GROUP ARTIFACT VERSION, %classpath add jar FILE, %classpath config resolver"
                + " NAME URL."),
        false);
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) throws Exception {
    List<String> arguments = call.arguments();
    if (BeakerClassPath.speaks(arguments)) {
      BeakerClassPath.run(arguments, context);
      return;
    }
    // Rapaio's kernel names what to do first.
    boolean adds = !arguments.isEmpty() && arguments.getFirst().equals("/add");
    List<String> patterns = adds ? arguments.subList(1, arguments.size()) : arguments;
    if (patterns.isEmpty() || patterns.equals(List.of("/list"))) {
      context.classPath().forEach(context.out()::println);
      context.give(names(context.classPath()));
      return;
    }
    List<Path> all = new ArrayList<>();
    for (String pattern : patterns) {
      all.addAll(expand(call.name(), pattern, context));
    }
    context.addToClassPath(all);
    context.give(names(all));
  }

  @Override
  public void runCell(MagicCall call, MagicContext context) throws Exception {
    if (!BeakerClassPath.speaks(call.arguments())) {
      throw new MagicException(
          "%%" + call.name() + " does not take a cell: write %" + call.name() + " with one sign.");
    }
    for (String line : call.body().lines().filter(text -> !text.isBlank()).toList()) {
      List<String> words = new ArrayList<>(call.arguments());
      words.addAll(MagicRegistry.words(line));
      BeakerClassPath.run(words, context);
    }
  }

  /**
   * A pattern that nothing fits is a note, for a folder may be empty; a name that is not there is
   * an error.
   */
  private List<Path> expand(String name, String pattern, MagicContext context)
      throws MagicException {
    List<Path> found;
    try {
      found = ClassPathPattern.expand(pattern);
    } catch (IOException e) {
      tell(name, pattern, e.getMessage(), context);
      return List.of();
    }
    List<Path> readable = new ArrayList<>();
    for (Path file : found) {
      boolean jar = file.toString().endsWith(".jar");
      if (jar && !isReadableJar(file)) {
        tell(name, pattern, "\"" + file + "\" is damaged or no jar file", context);
      } else if (jar || !jarsOnly) {
        readable.add(file);
      }
    }
    return readable;
  }

  private static void tell(String name, String pattern, String reason, MagicContext context)
      throws MagicException {
    String sentence = "%" + name + " " + pattern + ": " + reason;
    if (!ClassPathPattern.isPattern(pattern)) {
      throw new MagicException(sentence);
    }
    context.note(sentence);
  }

  /** With one that it cannot read on its class path, the compiler fails in every cell. */
  private static boolean isReadableJar(Path file) {
    if (Files.isDirectory(file)) {
      return true;
    }
    try (ZipFile jar = new ZipFile(file.toFile())) {
      return jar.size() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.toAbsolutePath().normalize().toString()).toList();
  }

  @Override
  public List<String> complete(List<String> before, String prefix) {
    return FileNames.startingWith(prefix);
  }
}
