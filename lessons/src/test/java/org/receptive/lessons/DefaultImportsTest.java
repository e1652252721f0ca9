package org.receptive.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names that every notebook knows without an import. */
class DefaultImportsTest {
  private static final String STATIC = "static ";

  private static List<String> imports() throws IOException {
    try (InputStream file =
        DefaultImportsTest.class.getResourceAsStream("/META-INF/receptive/imports")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  private static Class<?> named(String line) {
    String name = line.replace(STATIC, "").replace(".*", "");
    try {
      return Class.forName(name, false, DefaultImportsTest.class.getClassLoader());
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(line + " names no class", missing);
    }
  }

  @Test
  void everyImportNamesAPublicClass() throws IOException {
    for (String line : imports()) {
      assertTrue(Modifier.isPublic(named(line).getModifiers()), line);
    }
  }

  @Test
  void noNameIsImportedTwiceAndNoneHidesAClassOfTheStandardLibrary() throws IOException {
    Set<String> names = new HashSet<>();
    for (String line : imports()) {
      if (!line.startsWith(STATIC)) {
        String name = named(line).getSimpleName();
        assertTrue(names.add(name), name);
        for (String shadowed : List.of("java.lang.", "java.util.", "java.io.", "java.nio.file.")) {
          assertFalse(exists(shadowed + name), line + " hides " + shadowed + name);
        }
      }
    }
  }

  private static boolean exists(String className) {
    try {
      Class.forName(className, false, null);
      return true;
    } catch (ClassNotFoundException free) {
      return false;
    }
  }

  @Test
  void staticNamesOfDifferentClassesDoNotCollide() throws IOException {
    List<String> all =
        imports().stream()
            .filter(line -> line.startsWith(STATIC))
            .flatMap(line -> staticNames(named(line)).stream())
            .toList();
    assertEquals(Set.copyOf(all).size(), all.size(), all.toString());
  }

  private static Set<String> staticNames(Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .map(method -> method.getName())
        .collect(Collectors.toSet());
  }

  @Test
  void theWordsOfTheLessonsAreThere() throws IOException {
    assertTrue(imports().contains("static org.receptive.lessons.Lessons.*"));
    Set<String> words = staticNames(Lessons.class);
    assertTrue(words.containsAll(Arrays.asList("claim", "check", "predict", "look")), "" + words);
  }
}
