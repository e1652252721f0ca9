package org.receptive.kernel.maven;

import java.util.ArrayList;
import java.util.List;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicProvider;

/** The magics of this package, under their names and under those that IJava gave them. */
public final class MavenMagics implements MagicProvider {
  /** Called by the service loader. */
  public MavenMagics() {}

  @Override
  public List<Magic> magics() {
    LibraryShelf shelf = new LibraryShelf();
    List<Magic> magics = new ArrayList<>();
    for (String name : List.of("maven", "addMavenDependency", "addMavenDependencies")) {
      magics.add(new MavenMagic(name, shelf));
    }
    for (String name : List.of("mavenRepo", "addMavenRepo")) {
      magics.add(new MavenRepoMagic(name, shelf));
    }
    magics.add(new LoadFromPomMagic(shelf));
    magics.add(new DependencyMagic());
    magics.add(new PomMagic());
    return List.copyOf(magics);
  }
}
