package org.receptive.kernel.maven;

import java.util.List;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;

/** {@code %dependency}, as the notebooks of rapaio-jupyter-kernel say {@code %maven}. */
final class DependencyMagic implements Magic {
  @Override
  public Description description() {
    return Description.ofLine(
        "dependency",
        "%dependency /add GROUP:ARTIFACT:VERSION\n%dependency /add-repo NAME URL",
        "As %maven and %mavenRepo, in the words of rapaio's kernel.",
        "What is added is fetched at once, so that there is nothing to do for /resolve.");
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) throws Exception {
    List<String> words = call.arguments().stream().filter(word -> !word.startsWith("--")).toList();
    String verb = words.isEmpty() ? "" : words.getFirst();
    List<String> rest = words.subList(Math.min(1, words.size()), words.size());
    switch (verb) {
      case "/add" -> context.line("maven", rest);
      case "/add-repo" -> context.line("mavenRepo", rest);
      case "/resolve" -> {
        // Everything has been fetched when it was added.
      }
      case "/list-dependencies", "/list-artifacts", "/list-conflicts", "/list" ->
          context.line("classpath", List.of());
      default ->
          throw new MagicException(
              "%dependency takes /add GROUP:ARTIFACT:VERSION, /add-repo NAME URL or /resolve, got"
                  + " \""
                  + verb
                  + "\"; the same here: %maven GROUP:ARTIFACT:VERSION");
    }
  }
}
