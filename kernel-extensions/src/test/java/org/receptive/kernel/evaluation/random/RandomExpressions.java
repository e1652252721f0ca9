package org.receptive.kernel.evaluation.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.receptive.kernel.evaluation.Overloads;

/**
 * Random expressions of a wanted type, over the variables of a notebook. A variable is written as
 * {@code §name#version§}, for a notebook may declare a name several times.
 */
final class RandomExpressions {
  private static final String OVERLOADS = Overloads.class.getSimpleName();
  private static final List<String> ANY =
      List.of(
          "int",
          "int",
          "long",
          "double",
          "boolean",
          "String",
          "String",
          "char",
          "Integer",
          "Long",
          "Double",
          "Character",
          "Boolean",
          "Object",
          "byte",
          "short",
          "float");
  private static final List<String> TEXTS =
      List.of("\"\"", "\"x\"", "\"x1\"", "\"null\"", "\"ab\"");

  /** A variable as it is declared last. */
  record Variable(String type, int version) {}

  final Random random;
  final Map<String, Variable> variables = new TreeMap<>();

  /** Static methods that can be called without saying whose they are. */
  final TreeSet<String> imported = new TreeSet<>();

  RandomExpressions(Random random) {
    this.random = random;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  String reference(String name) {
    return "§" + name + "#" + variables.get(name).version() + "§";
  }

  List<String> names(String... types) {
    List<String> found = new ArrayList<>();
    variables.forEach(
        (name, variable) -> {
          if (List.of(types).contains(variable.type())) {
            found.add(name);
          }
        });
    return found;
  }

  /** A variable of one of the types, or else the given text. */
  String variable(String otherwise, String... types) {
    List<String> names = names(types);
    return names.isEmpty() ? otherwise : reference(one(names));
  }

  String any(int depth) {
    return of(one(ANY), depth);
  }

  String of(String type, int depth) {
    return switch (type) {
      case "int" -> whole(depth);
      case "long" -> longer(depth);
      case "double" -> fraction(depth);
      case "float" -> one(List.of("0.1f", "2f", "(float) " + atom("double")));
      case "byte", "short" -> "(" + type + ") " + atom("int");
      case "char" ->
          one(List.of("'a'", "'\\u00fc'", "(char) (64 | 63 & " + atom("int") + ")"))
              .replace("\\u00fc", "ü");
      case "boolean" -> truth(depth);
      case "String" -> text(depth);
      case "Integer" -> boxed(type, "int", depth);
      case "Long" -> boxed(type, "long", depth);
      case "Double" -> boxed(type, "double", depth);
      case "Character" -> boxed(type, "char", depth);
      case "Boolean" -> boxed(type, "boolean", depth);
      case "Object" ->
          below(3) == 0
              ? "(Object) " + atom(one(ANY))
              : variable("null", "Object", "Integer", "Long", "String");
      case "StringBuilder" -> "new StringBuilder(" + text(depth - 1) + ")";
      case "Tally" -> tally(depth);
      default -> array(type.substring(0, type.length() - 2), depth);
    };
  }

  private String atom(String type) {
    return "(" + of(type, 0) + ")";
  }

  private String boxed(String box, String primitive, int depth) {
    return switch (below(8)) {
      case 0, 1 -> variable(of(primitive, depth), box);
      case 2 -> box + ".valueOf(" + of(primitive, depth) + ")";
      case 3 -> below(8) == 0 ? "null" : "(" + box + ") " + atom(primitive);
      default -> of(primitive, depth);
    };
  }

  private String tally(int depth) {
    return switch (below(5)) {
      case 0 -> variable("new Tally(\"t\")", "Tally");
      case 1 -> "new Tally(" + whole(depth - 1) + ")";
      case 2 -> variable("new Tally(2)", "Tally") + ".add(" + whole(depth - 1) + ")";
      default -> "new Tally(" + one(TEXTS) + ")";
    };
  }

  private String array(String element, int depth) {
    return "new %s[] {%s, %s}".formatted(element, of(element, depth - 1), of(element, depth - 1));
  }

  private String literal() {
    return one(
        List.of("0", "1", "-1", "2", "7", "31", "127", "128", "0x7fffffff", "1_000", "-129"));
  }

  private String whole(int depth) {
    if (depth <= 0) {
      return below(3) == 0 ? literal() : variable(literal(), "int", "short", "byte", "int");
    }
    return switch (below(20)) {
      case 0, 1, 2, 3, 4 ->
          "(%s %s %s)"
              .formatted(
                  whole(depth - 1), one(List.of("+", "-", "*", "&", "|", "^")), whole(depth - 1));
      case 5 ->
          "(%s %s (%s | %d))"
              .formatted(
                  whole(depth - 1),
                  one(List.of("/", "%")),
                  whole(depth - 1),
                  below(12) == 0 ? 0 : 1);
      case 6 -> "(%s %s %s)".formatted(whole(depth - 1), one(List.of("<<", ">>", ">>>")), whole(0));
      case 7 -> "(int) (" + fraction(depth - 1) + ")";
      case 8 ->
          "Math.%s(%s, %s)"
              .formatted(one(List.of("max", "min")), whole(depth - 1), whole(depth - 1));
      case 9 -> variable("\"abc\"", "String") + ".length()";
      case 10 -> variable("new int[] {4, 5}", "int[]") + "[" + whole(depth - 1) + " & 1]";
      case 11 -> variable("new String[] {\"a\", \"bc\"}", "String[]") + "[1].length()";
      case 12 -> stepped();
      case 13 ->
          assigned(one(List.of("=", "+=", "-=", "*=", "^=", "<<=")), whole(depth - 1), "int");
      case 14 ->
          below(3) == 0
              ? variable("5", "Integer")
              : one(List.of("-", "~", "+")) + " " + whole(depth - 1);
      case 15 -> "Tally.tick(" + whole(depth - 1) + ")";
      case 16 ->
          variable("new Tally(3)", "Tally")
              + one(List.of(".total", ".add(1).total", ".divided(2)"));
      case 17 ->
          below(8) == 0
              ? variable("new Tally(3)", "Tally") + ".next.total"
              : "Integer.parseInt(" + one(List.of("\"12\"", "\"7\"", "\"-3\"", text(0))) + ")";
      case 18 ->
          imported.contains("abs")
              ? "abs(" + whole(depth - 1) + ")"
              : variable("3", "char") + " + 0";
      default -> whole(0);
    };
  }

  private String stepped() {
    List<String> names = names("int");
    if (names.isEmpty()) {
      return literal();
    }
    String name = reference(one(names));
    return one(List.of(name + "++", "(++" + name + ")", name + "--", "(--" + name + ")"));
  }

  private String assigned(String sign, String value, String type) {
    List<String> names = names(type);
    return names.isEmpty()
        ? "(" + value + ")"
        : "(%s %s %s)".formatted(reference(one(names)), sign, value);
  }

  private String longer(int depth) {
    if (depth <= 0) {
      return one(List.of("5L", "-3L", "0xFFL", variable("1_000L", "long"), variable("9L", "long")));
    }
    return switch (below(7)) {
      case 0, 1 ->
          "(%s %s %s)"
              .formatted(
                  longer(depth - 1), one(List.of("+", "-", "*", "&", "|", "^")), whole(depth - 1));
      case 2 -> "(" + longer(depth - 1) + " >>> " + whole(0) + ")";
      case 3 ->
          assigned(one(List.of("=", "+=", "%=", "<<=")), "(" + longer(depth - 1) + " | 1)", "long");
      case 4 -> "Math.abs(" + longer(depth - 1) + ")";
      case 5 -> variable("8L", "Long") + " + 0L";
      default -> "(long) (" + whole(depth - 1) + ")";
    };
  }

  private String fraction(int depth) {
    if (depth <= 0) {
      return one(
          List.of(
              "0.5", "1e9", "3.0", "-0.0", variable("2.5", "double"), variable("0.1", "double")));
    }
    return switch (below(9)) {
      case 0, 1 ->
          "(%s %s %s)"
              .formatted(
                  fraction(depth - 1), one(List.of("+", "-", "*", "/", "%")), whole(depth - 1));
      case 2 -> "Math.sqrt(" + whole(depth - 1) + ")";
      case 3 -> assigned(one(List.of("=", "+=", "*=", "/=")), fraction(depth - 1), "double");
      case 4 -> "(%s * 1.0)".formatted(variable("2f", "float"));
      case 5 -> variable("1.5", "Double") + " + 0.0";
      case 6 ->
          imported.contains("max")
              ? "(0.0 + max(" + whole(depth - 1) + ", " + whole(depth - 1) + "))"
              : "Math.PI * " + atom("int");
      case 7 -> variable("new double[] {4, .5}", "double[]") + "[1]";
      default -> "(double) (" + whole(depth - 1) + ")";
    };
  }

  private String truth(int depth) {
    if (depth <= 0) {
      return one(
          List.of("true", "false", variable("true", "boolean"), variable("false", "boolean")));
    }
    return switch (below(10)) {
      case 0 -> "!(" + truth(depth - 1) + ")";
      case 1, 2 ->
          "((%s) %s (%s))"
              .formatted(
                  truth(depth - 1),
                  one(List.of("&&", "||", "&", "|", "^", "==", "!=")),
                  truth(depth - 1));
      case 3 -> text(0) + ".equals(" + any(depth - 1) + ")";
      case 4 -> assigned(one(List.of("=", "&=", "|=", "^=")), truth(depth - 1), "boolean");
      case 5 -> variable("true", "Boolean") + " & true";
      case 6 ->
          variable("null", "String", "Object", "Integer") + one(List.of(" == null", " != null"));
      default ->
          "(%s %s %s)"
              .formatted(
                  of(one(List.of("int", "long", "double", "char")), depth - 1),
                  one(List.of("<", "<=", ">", ">=", "==", "!=")),
                  of(one(List.of("int", "long", "double")), depth - 1));
    };
  }

  private String text(int depth) {
    if (depth <= 0) {
      return below(2) == 0 ? one(TEXTS) : variable(one(TEXTS), "String");
    }
    return switch (below(16)) {
      case 0, 1, 2 -> "(" + text(depth - 1) + " + " + any(depth - 1) + ")";
      case 3, 4 -> "(" + any(depth - 1) + " + " + text(depth - 1) + ")";
      case 5 ->
          "(\"x\" + "
              + one(
                  List.of(
                      "1",
                      "(byte) 1",
                      "\"\"",
                      "(1 < 2)",
                      "'b'",
                      "-0.0",
                      "Integer.MAX_VALUE",
                      "Tally.LIMIT",
                      "Tally.UNIT"))
              + ")";
      case 6 -> "(String) " + atom("String");
      case 7 -> "String.valueOf(" + any(depth - 1) + ")";
      case 8 ->
          assigned(
              one(List.of("=", "+=", "+=")),
              below(2) == 0 ? text(depth - 1) : "\"\" + " + any(depth - 1),
              "String");
      case 9 -> "(\"\" + " + variable("null", "Tally", "StringBuilder", "Object") + ")";
      case 10 -> variable("new Tally(\"n\")", "Tally") + ".name()";
      case 11 -> call("kind", depth);
      case 12 -> call("few", depth);
      case 13 -> call("two", depth);
      case 14 -> call("many", depth);
      default -> variable("new String[] {\"a\", \"b\"}", "String[]") + "[0]";
    };
  }

  /** A call of one of many methods of a name, which says what it was given. */
  private String call(String name, int depth) {
    String owner = imported.contains(name) && below(2) == 0 ? "" : OVERLOADS + ".";
    String arguments =
        switch (name) {
          case "two" -> any(depth - 1) + ", " + any(depth - 1);
          case "many" -> any(depth - 1) + (below(2) == 0 ? ", " + any(depth - 1) : "");
          default -> any(depth - 1);
        };
    return owner + name + "(" + arguments + ")";
  }
}
