package org.receptive.kernel.evaluation.random;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.receptive.kernel.evaluation.random.RandomNotebooks.Cell;
import org.receptive.kernel.evaluation.random.RandomNotebooks.Step;

/**
 * A notebook as javac compiles it: variables are static fields, statements are methods. An import
 * between cells begins a new class, which inherits what there was.
 */
final class CompiledNotebook {
  static final String PACKAGE = "made";

  /** A statement's place. */
  record Place(int cell, int step) {}

  private final int number;
  private final List<Cell> cells;

  CompiledNotebook(int number, List<Cell> cells) {
    this.number = number;
    this.cells = cells;
  }

  List<Cell> cells() {
    return cells;
  }

  /** The class that a cell's statements are in. */
  String type(int cell) {
    int epoch = 0;
    for (int c = 1; c <= cell; c++) {
      epoch += cells.get(c).imports().isEmpty() ? 0 : 1;
    }
    return "N" + number + (char) ('a' + epoch);
  }

  String lastType() {
    return type(cells.size() - 1);
  }

  /** Adds the text of each class, and tells for each of its lines what stands there. */
  void write(Map<String, String> sources, Map<String, Map<Integer, Place>> places) {
    List<String> imports = new ArrayList<>(List.of(Shown.class.getName()));
    for (int first = 0; first < cells.size(); ) {
      String type = type(first);
      imports.addAll(cells.get(first).imports());
      StringBuilder text = new StringBuilder("package " + PACKAGE + "; ");
      imports.forEach(i -> text.append("import ").append(i).append("; "));
      text.append("public class ").append(type);
      text.append(first == 0 ? "" : " extends " + type(first - 1)).append(" {\n");
      Map<Integer, Place> lines = new TreeMap<>();
      int line = 2;
      int c = first;
      for (; c < cells.size() && type(c).equals(type); c++) {
        for (int s = 0; s < cells.get(c).steps().size(); s++) {
          lines.put(line++, new Place(c, s));
          text.append(method(cells.get(c).steps().get(s), c, s)).append('\n');
        }
      }
      sources.put(PACKAGE + "." + type, text.append("}\n").toString());
      places.put(type, lines);
      first = c;
    }
  }

  private static String method(Step step, int cell, int number) {
    String end = step.compiled().startsWith("return ") ? "" : " return null;";
    return step.field().orElse("")
        + " public static Object c%ds%d() throws Throwable { ".formatted(cell, number)
        + step.compiled()
        + end
        + " }";
  }

  /** Returns the notebook up to a statement, which is left out. */
  CompiledNotebook before(Place end) {
    List<Cell> kept = new ArrayList<>(cells.subList(0, end.cell()));
    Cell last = cells.get(end.cell());
    if (end.step() > 0) {
      kept.add(new Cell(last.imports(), last.steps().subList(0, end.step())));
    }
    return new CompiledNotebook(number, kept);
  }

  /** What there is in the fields: texts of the values, and which of them are the same object. */
  static String state(Class<?> type, Map<String, Integer> versions) {
    IdentityHashMap<Object, Integer> objects = new IdentityHashMap<>();
    Map<String, String> state = new LinkedHashMap<>();
    versions.forEach(
        (name, version) -> {
          try {
            Field field = type.getField(name + "_" + version);
            Object value = field.get(null);
            String identity = "";
            if (!field.getType().isPrimitive() && value != null) {
              identity = " @" + objects.computeIfAbsent(value, o -> objects.size());
              if (value instanceof Object[] elements) {
                for (Object element : elements) {
                  identity +=
                      element == null
                          ? " null"
                          : " " + objects.computeIfAbsent(element, o -> objects.size());
                }
              }
            }
            state.put(name, Shown.text(value) + identity);
          } catch (ReflectiveOperationException e) {
            state.put(name, e.toString());
          }
        });
    return state.toString();
  }
}
