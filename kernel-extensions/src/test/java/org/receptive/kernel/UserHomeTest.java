package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a user's things lie is said by HOME, where that counts. */
class UserHomeTest {
  private static Optional<Path> chosen(String home, boolean unix) {
    return UserHome.chosen(Map.of("HOME", home), unix);
  }

  @Test
  void homeIsFollowedOnUnix() {
    assertEquals(Optional.of(Path.of("/elsewhere/ada")), chosen("/elsewhere/ada", true));
    assertEquals(Optional.empty(), chosen("/elsewhere/ada", false));
    assertEquals(Optional.empty(), UserHome.chosen(Map.of(), true));
  }

  @Test
  void aHomeThatNamesNoFolderIsLeftAside() {
    assertEquals(Optional.empty(), chosen("", true));
    assertEquals(Optional.empty(), chosen("  ", true));
    assertEquals(Optional.empty(), chosen("somewhere/below", true));
  }
}
