package org.receptive.kernel.maven;

import java.net.URI;
import java.util.Locale;
import org.eclipse.aether.repository.RemoteRepository;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;

/** {@code %mavenRepo id url}: names a further repository for the magics that follow. */
final class MavenRepoMagic implements Magic {
  private final String name;
  private final LibraryShelf shelf;

  MavenRepoMagic(String name, LibraryShelf shelf) {
    this.name = name;
    this.shelf = shelf;
  }

  @Override
  public Description description() {
    return Description.ofLine(
        name,
        "%" + name + " id url",
        "Look for libraries in a further Maven repository.",
        "The repositories of the user's Maven settings come first.\n"
            + "The address begins with https://, http:// or file:/");
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) throws MagicException {
    if (call.arguments().size() != 2) {
      throw new MagicException(
          String.format(
              Locale.ROOT,
              "%%%s needs a name and an address, got %d argument%s: %%%s id url",
              name,
              call.arguments().size(),
              call.arguments().size() == 1 ? "" : "s",
              name));
    }
    String url = call.arguments().get(1);
    shelf.addRepository(
        new RemoteRepository.Builder(call.arguments().getFirst(), "default", checked(url)).build());
  }

  private static String checked(String url) throws MagicException {
    try {
      String scheme = String.valueOf(URI.create(url).getScheme());
      if (scheme.equals("https") || scheme.equals("http") || scheme.equals("file")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new MagicException("\"" + url + "\" is no address: " + e.getMessage(), e);
    }
    throw new MagicException(
        "\""
            + url
            + "\" is no address of a repository; it begins with https://, http:// or file:/");
  }
}
