package org.receptive.kernel.magic.builtin;

import java.util.List;
import java.util.Set;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;

/** BeakerX's {@code %classpath}, which names what to do before what to do it with. */
final class BeakerClassPath {
  private static final Set<String> VERBS = Set.of("add", "config", "reset", "show");

  private BeakerClassPath() {}

  /** Returns whether the arguments begin with one of its verbs. */
  static boolean speaks(List<String> arguments) {
    return !arguments.isEmpty() && VERBS.contains(arguments.getFirst());
  }

  static void run(List<String> arguments, MagicContext context) throws Exception {
    String what = arguments.size() > 1 ? arguments.get(1) : "";
    List<String> rest = arguments.subList(Math.min(2, arguments.size()), arguments.size());
    switch (arguments.getFirst()) {
      case "add" -> add(what, rest, context);
      case "config" -> config(what, rest, context);
      case "reset" ->
          throw new MagicException(
              "%%classpath reset is BeakerX's; here the class path is as long as the kernel lives: %s"
                  .formatted("restart the kernel."));
      default -> context.line("classpath", List.of());
    }
  }

  private static void add(String what, List<String> rest, MagicContext context) throws Exception {
    switch (what) {
      case "mvn" -> context.line("maven", List.of(coordinates(rest)));
      case "jar", "dynamic" -> context.line("classpath", rest);
      default ->
          throw new MagicException(
              "%classpath add takes mvn GROUP ARTIFACT VERSION or jar FILE, got \""
                  + what
                  + "\"; the same without BeakerX: %maven GROUP:ARTIFACT:VERSION, %jars FILE");
    }
  }

  /** {@code group artifact version [type [classifier]]}, or with colons as Maven has them. */
  private static String coordinates(List<String> words) throws MagicException {
    if (words.size() == 1) {
      return words.getFirst();
    }
    if (words.size() < 3) {
      throw new MagicException(
          "%classpath add mvn takes GROUP ARTIFACT VERSION; the same here: %maven"
              + " GROUP:ARTIFACT:VERSION");
    }
    String more = String.join(":", words.subList(3, words.size()));
    return words.get(0)
        + ":"
        + words.get(1)
        + ":"
        + (more.isEmpty() ? "" : more + ":")
        + words.get(2);
  }

  private static void config(String what, List<String> rest, MagicContext context)
      throws Exception {
    if (!what.equals("resolver") || rest.isEmpty()) {
      throw new MagicException(
          "%classpath config is BeakerX's; here a repository is named with %mavenRepo NAME URL");
    }
    if (rest.size() > 1) {
      context.line("mavenRepo", rest.subList(0, 2));
    } else {
      context.note(
          "%classpath config resolver "
              + rest.getFirst()
              + ": nothing to do, for %maven looks into the local repository by itself.");
    }
  }
}
