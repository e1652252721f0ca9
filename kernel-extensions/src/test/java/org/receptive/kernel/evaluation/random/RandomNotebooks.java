package org.receptive.kernel.evaluation.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.receptive.kernel.evaluation.Overloads;
import org.receptive.kernel.evaluation.random.RandomExpressions.Variable;

/**
 * Random notebooks of a few cells: declarations, the same names again with other types, imports
 * between cells, side effects, loops, and exceptions in the middle.
 */
final class RandomNotebooks {
  private static final Pattern NAME = Pattern.compile("§(\\w+)#(\\d+)§");
  private static final List<String> NAMES = List.of("va", "vb", "vc", "vd", "ve", "vf");
  private static final List<String> TYPES =
      List.of(
          "int",
          "int",
          "int",
          "long",
          "double",
          "boolean",
          "String",
          "String",
          "char",
          "byte",
          "short",
          "float",
          "Integer",
          "Integer",
          "Long",
          "Double",
          "Character",
          "Boolean",
          "Object",
          "Object",
          "int[]",
          "double[]",
          "String[]",
          "Integer[]",
          "Object[]",
          "Tally",
          "Tally",
          "StringBuilder");
  private static final String OVERLOADS = Overloads.class.getName();
  private static final List<String> START = List.of(Tally.class.getName(), OVERLOADS);
  private static final List<String> IMPORTS =
      List.of(
          "static java.lang.Math.*",
          "static java.lang.Double.max",
          "static java.lang.Integer.*",
          "static " + OVERLOADS + ".*",
          "static " + OVERLOADS + ".few",
          "java.util.Map.*",
          "static java.lang.Float.max");

  private final RandomExpressions expressions;

  RandomNotebooks(long seed) {
    this.expressions = new RandomExpressions(new Random(seed));
  }

  /**
   * A statement of a cell.
   *
   * @param plain as it stands in the notebook
   * @param compiled the same for a method, over fields that are called after name and version
   * @param field the declaration of the field, if it declares a variable
   * @param declares the name of that variable
   */
  record Step(String plain, String compiled, Optional<String> field, Optional<String> declares) {}

  /** The imports that stand before a cell, and its statements. */
  record Cell(List<String> imports, List<Step> steps) {
    String source() {
      return String.join(" ", steps.stream().map(Step::plain).toList());
    }

    /** Returns where a statement starts in the source. */
    int start(int step) {
      return steps.subList(0, step).stream().mapToInt(s -> s.plain().length() + 1).sum();
    }
  }

  static String plain(String marked) {
    return NAME.matcher(marked).replaceAll("$1");
  }

  private static String compiled(String marked) {
    return NAME.matcher(marked).replaceAll("$1_$2");
  }

  private static Step step(String marked) {
    return new Step(plain(marked), compiled(marked), Optional.empty(), Optional.empty());
  }

  List<Cell> next() {
    expressions.variables.clear();
    expressions.imported.clear();
    List<Cell> cells = new ArrayList<>();
    int count = 4 + expressions.below(4);
    for (int c = 0; c < count; c++) {
      List<String> imports = new ArrayList<>(c == 0 ? START : List.of());
      if (c > 0 && expressions.below(12) == 0) {
        imports.add(importAnew());
      }
      boolean cut = c == count - 1 && expressions.below(12) == 0;
      cells.add(new Cell(imports, cut ? List.of(longLoop()) : steps(c == 0)));
    }
    return cells;
  }

  private String importAnew() {
    String written = expressions.one(IMPORTS);
    if (written.endsWith("Math.*")) {
      expressions.imported.addAll(List.of("max", "abs"));
    } else if (written.endsWith("max") || written.endsWith("Integer.*")) {
      expressions.imported.add("max");
    } else if (written.endsWith(".few")) {
      expressions.imported.add("few");
    } else if (written.startsWith("static")) {
      expressions.imported.addAll(List.of("kind", "few", "two", "many"));
    }
    return written;
  }

  private List<Step> steps(boolean first) {
    List<Step> steps = new ArrayList<>();
    int count = first ? 3 : 1 + expressions.below(2);
    for (int i = 0; i < count; i++) {
      steps.add(first || expressions.below(4) == 0 ? declaration() : statement());
    }
    if (expressions.below(2) == 0) {
      steps.add(value());
    }
    return steps;
  }

  private Step declaration() {
    String name = expressions.one(NAMES);
    Variable old = expressions.variables.remove(name);
    String type = expressions.one(TYPES);
    boolean none = expressions.below(12) == 0;
    boolean braces = type.endsWith("[]") && expressions.below(2) == 0;
    boolean inferred =
        !none && !braces && List.of("Tally", "StringBuilder", "int[]").contains(type);
    String value = expressions.of(type, 2);
    Variable variable = new Variable(type, old == null ? 1 : old.version() + 1);
    expressions.variables.put(name, variable);
    String shown = braces ? value.substring(value.indexOf('{')) : value;
    String plain =
        (inferred ? "var" : type) + " " + name + (none ? "" : " = " + plain(shown)) + ";";
    String field = name + "_" + variable.version();
    return new Step(
        plain,
        none ? ";" : field + " = " + compiled(value) + ";",
        Optional.of("public static " + type + " " + field + ";"),
        Optional.of(name));
  }

  private Step value() {
    String value =
        switch (expressions.below(8)) {
          case 0 -> expressions.variable("1", TYPES.toArray(String[]::new));
          case 1 -> "(" + expressions.variable("1", TYPES.toArray(String[]::new)) + ")";
          default -> expressions.any(3);
        };
    return new Step(
        plain(value),
        "return Shown.of(" + compiled(value) + ");",
        Optional.empty(),
        Optional.empty());
  }

  private Step statement() {
    return expressions.below(4) == 0 ? step(loop()) : step(effect(2) + ";");
  }

  private String effect(int depth) {
    return switch (expressions.below(9)) {
      case 0 -> "Tally.tick(" + expressions.of("int", depth) + ")";
      case 1 -> "System.out.println(" + expressions.any(depth) + ")";
      case 2 ->
          expressions.variable("new Tally(1)", "Tally")
              + ".add("
              + expressions.of("int", depth)
              + ")";
      case 3 ->
          expressions.variable("new StringBuilder()", "StringBuilder")
              + ".append("
              + expressions.any(depth)
              + ")";
      case 4 -> element(depth);
      default -> assignment(depth);
    };
  }

  private String element(int depth) {
    List<String> arrays =
        expressions.names("int[]", "double[]", "String[]", "Integer[]", "Object[]");
    if (arrays.isEmpty()) {
      return assignment(depth);
    }
    String name = expressions.one(arrays);
    String type = expressions.variables.get(name).type();
    String element = type.substring(0, type.length() - 2);
    String index = expressions.below(8) == 0 ? expressions.of("int", 1) : expressions.below(2) + "";
    String sign =
        element.equals("Object")
            ? "="
            : element.equals("String")
                ? expressions.one(List.of("=", "+="))
                : expressions.one(List.of("=", "+=", "*="));
    return expressions.reference(name)
        + "["
        + index
        + "] "
        + sign
        + " "
        + expressions.of(element, depth);
  }

  private String assignment(int depth) {
    if (expressions.variables.isEmpty()) {
      return "Tally.tick(1)";
    }
    String name = expressions.one(List.copyOf(expressions.variables.keySet()));
    String type = expressions.variables.get(name).type();
    String reference = expressions.reference(name);
    return switch (type) {
      case "int", "long", "double", "short", "byte", "char", "float" ->
          expressions.below(4) == 0
              ? reference + "++"
              : reference
                  + " "
                  + expressions.one(List.of("+=", "-=", "*="))
                  + " "
                  + expressions.of(expressions.one(List.of("int", "double", "long")), depth);
      case "String" ->
          reference + expressions.one(List.of(" = ", " += ")) + expressions.of("String", depth);
      default -> reference + " = " + expressions.of(type, depth);
    };
  }

  private String loop() {
    List<String> arrays = expressions.names("int[]", "double[]", "String[]", "Object[]");
    if (!arrays.isEmpty() && expressions.below(3) == 0) {
      String name = expressions.one(arrays);
      String type = expressions.variables.get(name).type();
      String element = expressions.below(3) == 0 ? "var" : type.substring(0, type.length() - 2);
      return "for (%s e : %s) %s"
          .formatted(element, expressions.reference(name), body("System.out.println(e)"));
    }
    int rounds = expressions.below(5);
    return switch (expressions.below(3)) {
      case 0 -> "for (int k = 0; k < %d; k++) %s".formatted(rounds, body("Tally.tick(k)"));
      case 1 ->
          "for (long k = %d; k > 0; k -= 2, %s) %s"
              .formatted(rounds, effect(1), body("System.out.print(k)"));
      default -> "for (int k = 0; Tally.more(); k++) " + body("Tally.tick(k)");
    };
  }

  private String body(String last) {
    return switch (expressions.below(4)) {
      case 0 -> last + ";";
      case 1 -> "{ %s; %s; }".formatted(effect(1), last);
      case 2 -> "{ int q = %s; Tally.tick(q); %s; }".formatted(expressions.of("int", 1), last);
      default -> "{ if (%s) %s; else { %s; } }".formatted(notConstant(), last, effect(1));
    };
  }

  private String notConstant() {
    return expressions.variable("Tally.more()", "boolean") + " == " + expressions.of("boolean", 1);
  }

  /** More rounds than are interpreted: the compiler goes on. */
  private Step longLoop() {
    String counted = expressions.variable("Tally.tick(0)", "int", "long", "short", "double");
    String effect = counted.endsWith(")") ? "Tally.tick(0)" : counted + " += k";
    return step(
        switch (expressions.below(3)) {
          case 0 -> "for (int k = 0; k < 20_003; k++) { if (k % 1_000 == 1) " + effect + "; }";
          case 1 ->
              "for (long k = 20_005; Tally.yes() && k > 0; k--) { if (k < 9) " + effect + "; }";
          default -> "for (int k = -3; k < 19_999; k++) { if (k > 19_990) Tally.tick(k); }";
        });
  }
}
