package org.receptive.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.text.DateFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.function.UnaryOperator;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers and letters are written alike on every machine: German and Arabic ones have other points
 * and digits, and a Turkish one another small I. {@code String.format(Locale.ROOT, ...)} is the way
 * to write numbers; {@code formatted} is for words.
 */
final class LocaleOfNumbersTest {
  private static final String CONSTRUCTOR = "<init>";

  /** What takes the machine's locale unless it is given one. */
  private static final Map<Class<?>, String> BY_THE_MACHINE =
      Map.ofEntries(
          Map.entry(String.class, "format|toLowerCase|toUpperCase"),
          Map.entry(PrintStream.class, "format|printf"),
          Map.entry(PrintWriter.class, "format|printf"),
          Map.entry(Formatter.class, CONSTRUCTOR),
          Map.entry(Scanner.class, CONSTRUCTOR),
          Map.entry(NumberFormat.class, CONSTRUCTOR + "|get\\w*Instance"),
          Map.entry(DecimalFormat.class, CONSTRUCTOR),
          Map.entry(DecimalFormatSymbols.class, CONSTRUCTOR + "|getInstance"),
          Map.entry(MessageFormat.class, CONSTRUCTOR + "|format"),
          Map.entry(DateFormat.class, "get\\w*Instance"),
          Map.entry(SimpleDateFormat.class, CONSTRUCTOR),
          Map.entry(DateTimeFormatter.class, "ofPattern|ofLocalized\\w*"),
          Map.entry(Locale.class, "getDefault"));

  private static final ArchRule ASKS_NOT_THE_MACHINE =
      noClasses()
          .should()
          .accessTargetWhere(
              describe("it takes the machine's locale", LocaleOfNumbersTest::takesTheMachines));

  private static boolean takesTheMachines(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget called
        && called.getRawParameterTypes().stream()
            .noneMatch(
                type ->
                    type.isEquivalentTo(Locale.class)
                        || type.isEquivalentTo(DecimalFormatSymbols.class))
        && BY_THE_MACHINE.entrySet().stream()
            .anyMatch(
                entry ->
                    called.getOwner().isAssignableTo(entry.getKey())
                        && called.getName().matches(entry.getValue()));
  }

  @Test
  void noClassWritesByTheLocaleOfTheMachine() {
    ASKS_NOT_THE_MACHINE.check(House.CLASSES);
  }

  @ParameterizedTest
  @FieldSource("org.receptive.house.House#ROOMS")
  void formattedIsForWords(String room) throws IOException {
    List<Path> sources = House.sources(room);
    assertTrue(sources.size() > 50, room + ": " + sources.size());
    try (var files =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      assertEquals(
          List.of(), FormattedNumbers.in(files.getJavaFileObjectsFromPaths(sources)), room);
    }
  }

  /** Each of its methods does what no class may do. */
  @SuppressWarnings({"unused", "StringCaseLocaleUsage"})
  private static final class Wrong {
    String format(double x) {
      return String.format("%.1f", x);
    }

    void print(int x) {
      System.out.printf("%d", x);
    }

    void write(PrintWriter out, int x) {
      out.printf("%d", x);
    }

    String small(String text) {
      return text.toLowerCase();
    }

    UnaryOperator<String> large() {
      return String::toUpperCase;
    }

    List<String> within(List<String> texts) {
      return texts.stream().map(text -> text.toUpperCase()).toList();
    }

    DecimalFormat decimals() {
      return new DecimalFormat("#.0");
    }

    String number(double x) {
      return NumberFormat.getInstance().format(x);
    }

    Formatter formatter() {
      return new Formatter(new StringBuilder());
    }

    DateTimeFormatter date() {
      return DateTimeFormatter.ofPattern("d MMM");
    }
  }

  @Test
  void everyWayToDoSoIsFound() {
    List<String> found = new ArrayList<>();
    ASKS_NOT_THE_MACHINE
        .evaluate(new ClassFileImporter().importClasses(Wrong.class))
        .getFailureReport()
        .getDetails()
        .forEach(found::add);
    for (var method : Wrong.class.getDeclaredMethods()) {
      if (!method.isSynthetic()) {
        String name = "Wrong." + method.getName() + "(";
        assertTrue(found.stream().anyMatch(line -> line.contains(name)), name + " in " + found);
      }
    }
  }

  private static List<String> found(String call) throws IOException {
    String source =
        "class A { static final String WORDS = \"%s\", NUMBER = \"%5d\"; Object a = " + call + ";}";
    return FormattedNumbers.in(
        List.of(
            new SimpleJavaFileObject(URI.create("mem:///A.java"), JavaFileObject.Kind.SOURCE) {
              @Override
              public CharSequence getCharContent(boolean ignoreErrors) {
                return source;
              }
            }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%d MiB\".formatted(n)",
        "(\"a \" + \"of %,d\" + \" b\").formatted(n)",
        "\"\"\"\n%s: %.1f\n\"\"\".formatted(s, x)",
        "\"%2$08X\".formatted(s, n)",
        "\"%S\".formatted(\"title\")",
        "NUMBER.formatted(n)",
        "(wide ? \"%s\" : \"%d\").formatted(n)",
        "Other.FORMAT.formatted(n)",
        "list.map(\"%e\"::formatted)",
        "\"%%%d\".formatted(n)",
        "\"%s\".formatted(\"%d\".formatted(n))",
      })
  void aNumberThatIsFormattedIsFound(String call) throws IOException {
    assertEquals(1, found(call).size(), call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%s MiB\".formatted(n)",
        "\"%-11s%n100%% of %1$s\".formatted(s)",
        "WORDS.formatted(s)",
        "(up ? \"(%s)\" : \"[%s]\").formatted(s)",
        "list.map(\"'%s'\"::formatted)",
        "String.format(Locale.ROOT, \"%d\", n) + \"%s\".formatted(s)",
      })
  void wordsAreNot(String call) throws IOException {
    assertEquals(List.of(), found(call));
  }
}
