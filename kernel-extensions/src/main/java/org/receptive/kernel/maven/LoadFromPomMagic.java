package org.receptive.kernel.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;

/**
 * {@code %loadFromPOM file [scope ...]} and {@code %%loadFromPOM [scope ...]}: puts the
 * dependencies of a POM on the class path. The text of a cell may be a part of a POM, such as one
 * {@code <dependency>}.
 */
final class LoadFromPomMagic implements Magic {
  private static final String NAME = "loadFromPOM";
  private static final List<String> DEFAULT_SCOPES = List.of("compile", "runtime");
  private static final Set<String> SCOPES =
      Set.of("compile", "runtime", "provided", "test", "system", "import");

  private final LibraryShelf shelf;

  LoadFromPomMagic(LibraryShelf shelf) {
    this.shelf = shelf;
  }

  @Override
  public Description description() {
    return new Description(
        NAME,
        "%loadFromPOM FILE [SCOPE ...]\n%%loadFromPOM [SCOPE ...]",
        "Put the dependencies of a Maven POM on the class path.",
        "Scopes: compile and runtime unless others are given.\n"
            + "The text below %%loadFromPOM may be a whole POM or only <dependency> elements.",
        true,
        true);
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) throws Exception {
    if (call.arguments().isEmpty()) {
      throw new MagicException("%loadFromPOM needs a file: %loadFromPOM pom.xml");
    }
    Path pom = Path.of(call.arguments().getFirst());
    if (!Files.isReadable(pom)) {
      throw new MagicException(
          "there is no file \"" + pom + "\" to read; looked for " + pom.toAbsolutePath());
    }
    List<String> scopes = scopes(call.arguments().subList(1, call.arguments().size()));
    shelf.addFromPom(pom, scopes, context);
  }

  @Override
  public void runCell(MagicCall call, MagicContext context) throws Exception {
    List<String> scopes = scopes(call.arguments());
    Path pom = Files.createTempFile("receptive-", ".pom.xml");
    try {
      Files.writeString(pom, PomText.whole(call.body()), StandardCharsets.UTF_8);
      shelf.addFromPom(pom, scopes, context);
    } finally {
      deleteQuietly(pom);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A file left in the temporary folder harms nobody.
      file.toFile().deleteOnExit();
    }
  }

  private static List<String> scopes(List<String> given) throws MagicException {
    for (String scope : given) {
      if (!SCOPES.contains(scope)) {
        throw new MagicException(
            "\""
                + scope
                + "\" is no scope; there are "
                + String.join(", ", SCOPES.stream().sorted().toList()));
      }
    }
    return given.isEmpty() ? DEFAULT_SCOPES : given;
  }
}
