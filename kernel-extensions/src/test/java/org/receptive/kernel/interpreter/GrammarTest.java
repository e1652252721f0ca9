package org.receptive.kernel.interpreter;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the parser to the grammar that {@code package-info.java} tells: for each production
 * something inside, and something just outside.
 */
class GrammarTest {
  private static final String TABLE =
      """
      cell        | int a = 1; a + 1             | int a = 1; int f() { return a; }
      statement   | a + 1;                       | ;
      statement   | a + 1                        | return 1;
      declaration | var n = 5;                   | var n;
      declaration | int[] a = {1, 2};            | int a[] = {1, 2};
      declaration | double d;                    | final double d = 1;
      declaration | java.util.Date d = null;     | java.util.List<String> l = null;
      declaration | int a = 1;                   | int a = 1, b = 2;
      count       | for (int i = 0; i < 3; i++, n += 2) f(i); | for (int i = 0, j = 0; i < 3; i++) f(i);
      count       | for (long i = 9; i > 0; i--) f(i);        | for (; i > 0; i--) f(i);
      each        | for (var e : es) f(e);       | for (var e : es()) f(e);
      inner       | for (int e : es) { f(e); }   | for (int e : es) for (int d : es) f(e);
      inner       | for (int e : es) f(e);       | for (int e : es) ;
      block       | for (int e : es) { int q = e; f(q); } | for (int e : es) { break; }
      choice      | for (int e : es) if (e > 1) f(e); else { }  | if (e > 1) f(e);
      effect      | for (int e : es) n = e;      | for (int e : es) (n = e);
      expression  | a[1] = b = 3                 | a.b = 3
      expression  | n >>>= 2                     | (n) = 2
      binary      | a + b * c == d && e          | a ? b : c
      binary      | a < b                        | a instanceof String
      unary       | - -~+!a                      | -++-a
      unary       | ++n                          | ++n[0]
      cast        | (int) 'a' + (String) t       | (List<String>) t
      postfix     | a.b().c[1].d                 | a::b
      postfix     | n++                          | n[0]++
      primary     | (f(1))                       | this
      primary     | f()                          | () -> 1
      creation    | new StringBuilder()          | new Object() { }
      creation    | new int[3]                   | new int[3][4]
      creation    | new int[] {1, 2}             | new int[][] {{1}, {2}}
      elements    | int[][] m = {{1}, {2}};      | int m = {1};
      arguments   | f(1, g(2), "x")              | f(x -> x)
      type        | java.lang.String[] t;        | String... t;
      literal     | 0x1F + 1_000L + .5e3f + 'a'  | 0b101
      literal     | null == "a\\tb"              | "\\101"
      literal     | true                         | 017
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = TABLE)
  void eachProductionEndsWhereItIsSaid(String production, String inside, String outside) {
    assertDoesNotThrow(() -> Parser.statements(inside), production);
    assertThrows(NotPlain.class, () -> Parser.statements(outside), production + ": " + outside);
  }

  @Test
  void everyProductionIsHeld() throws IOException {
    Path file = Path.of("src/main/java", getClass().getPackageName().replace('.', '/'));
    String text = Files.readString(file.resolve("package-info.java"));
    Set<String> written =
        Pattern.compile("(?m)^ \\* (\\w+) +=")
            .matcher(text)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> held =
        TABLE
            .lines()
            .map(line -> line.split(" ")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(written, held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"int a = 1;\r int b = 2;", "int a\u00adb = 1;", "%time 1", "int \\u0061 = 1;"})
  void whatTheCompilerReadsInAWayOfItsOwnIsNotRead(String cell) {
    assertThrows(NotPlain.class, () -> Parser.statements(cell));
  }
}
