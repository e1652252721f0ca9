package org.receptive.kernel.evaluation.random;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.receptive.kernel.evaluation.random.RandomNotebooks.Cell;
import org.receptive.kernel.evaluation.random.RandomNotebooks.Step;
import org.receptive.kernel.interpreter.Interpreter;
import org.receptive.kernel.interpreter.Interpreter.Outcome;
import org.receptive.kernel.interpreter.Scope;
import org.receptive.kernel.interpreter.StaticType;
import org.receptive.kernel.scope.PrintedTraces;

/**
 * A notebook that runs over the fields of its compiled classes: by the interpreter as far as it
 * goes, or by the compiled methods alone.
 */
final class NotebookWorld implements Scope {
  /** Stands where the interpreter does not say the type of what it shows: of a variable alone. */
  static final String UNKNOWN_TYPE = "?";

  /** What a cell showed or threw. */
  record Result(String text, boolean threw, boolean plain, Optional<String> cutRest) {}

  private final CompiledNotebook notebook;
  private final ClassLoader loader;
  private final Class<?> type;
  private final List<String> imports = new ArrayList<>();
  private final Map<String, Integer> versions = new TreeMap<>();
  private final Interpreter interpreter;
  private Optional<StaticType> kept = Optional.empty();

  NotebookWorld(CompiledNotebook notebook, ClassLoader loader) throws ClassNotFoundException {
    this.notebook = notebook;
    this.loader = loader;
    this.type = loader.loadClass(CompiledNotebook.PACKAGE + "." + notebook.lastType());
    this.interpreter =
        new Interpreter(
            this,
            new Interpreter.UserCode() {
              @Override
              public <T> T call(Callable<T> work) throws Exception {
                return work.call();
              }

              @Override
              public boolean stopped() {
                return false;
              }

              @Override
              public StackTraceElement frame(int line) {
                return PrintedTraces.frame("Cell", line);
              }
            });
  }

  String state() {
    return CompiledNotebook.state(type, versions);
  }

  /** Runs a cell by its compiled methods. */
  Result compiled(int cell) {
    imports.addAll(notebook.cells().get(cell).imports());
    return compiled(cell, 0);
  }

  private Result compiled(int cell, int from) {
    List<Step> steps = notebook.cells().get(cell).steps();
    Object result = null;
    for (int s = from; s < steps.size(); s++) {
      steps.get(s).declares().ifPresent(name -> versions.merge(name, 1, Integer::sum));
      try {
        result = type.getMethod("c" + cell + "s" + s).invoke(null);
      } catch (InvocationTargetException e) {
        return new Result(thrown(e.getCause()), true, false, Optional.empty());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return new Result(String.valueOf(result), false, false, Optional.empty());
  }

  /** Runs a cell by the interpreter, and what that leaves by its compiled methods. */
  Result plain(int cell) {
    Cell here = notebook.cells().get(cell);
    imports.addAll(here.imports());
    kept = Optional.empty();
    Outcome outcome = interpreter.run(here.source());
    return switch (outcome) {
      case Outcome.Nothing _ -> compiled(cell, 0);
      case Outcome.Partly partly -> rest(cell, here, partly.rest());
      case Outcome.Finished finished ->
          new Result(shown(here, finished), false, true, Optional.empty());
      case Outcome.Threw threw -> new Result(thrown(threw.thrown()), true, true, Optional.empty());
      case Outcome.Stopped _ -> throw new IllegalStateException("nobody stops it");
    };
  }

  /** Returns whether the interpreter leaves a statement alone that javac refuses, too. */
  boolean refuses(Cell cell) {
    cell.imports().stream().filter(i -> !imports.contains(i)).forEach(imports::add);
    try {
      return interpreter.run(cell.source()) instanceof Outcome.Nothing;
    } catch (AssertionError | LinkageError e) {
      return false; // It has declared something.
    }
  }

  private static int step(Cell cell, String rest) {
    int start = rest.length() - rest.stripLeading().length();
    int step = 0;
    while (step + 1 < cell.steps().size() && cell.start(step + 1) <= start) {
      step++;
    }
    return step;
  }

  private Result rest(int cell, Cell here, String rest) {
    int step = step(here, rest);
    boolean cut = rest.charAt(here.start(step)) == ' ';
    return cut
        ? new Result("", false, false, Optional.of(renamed(rest.strip())))
        : compiled(cell, step);
  }

  private String renamed(String source) {
    String text = source;
    for (Map.Entry<String, Integer> variable : versions.entrySet()) {
      text =
          text.replaceAll(
              "\\b" + variable.getKey() + "\\b", variable.getKey() + "_" + variable.getValue());
    }
    return text;
  }

  /** A method returns nothing of a statement with a semicolon, of which a cell shows the value. */
  private String shown(Cell cell, Outcome.Finished finished) {
    Step last = cell.steps().getLast();
    if (!finished.shown() || !last.compiled().startsWith("return ")) {
      return "null";
    }
    String value = Shown.text(finished.value());
    if (versions.containsKey(last.plain())) {
      return UNKNOWN_TYPE + ": " + value;
    }
    return kept.map(StaticType::source).orElse(UNKNOWN_TYPE) + ": " + value;
  }

  /** Runs what is left of the last cell, in a class of its own. */
  String goOn(String name) {
    try {
      loader.loadClass(name).getMethod("rest").invoke(null);
      return "null";
    } catch (InvocationTargetException e) {
      return thrown(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String thrown(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    return thrown.getClass().getName()
        + ": "
        + message.replaceAll("made\\.N\\d+[a-z]\\.", "").replaceAll("\\b(v[a-f])_\\d+", "$1");
  }

  @Override
  public Meaning variable(String name) {
    Integer version = versions.get(name);
    if (version == null) {
      return new Meaning.Free();
    }
    try {
      var field = type.getField(name + "_" + version);
      return new Meaning.Known(
          new Variable() {
            @Override
            public StaticType type() {
              return new StaticType(field.getGenericType());
            }

            @Override
            public Object get() throws IllegalAccessException {
              return field.get(null);
            }

            @Override
            public void set(Object value) throws IllegalAccessException {
              field.set(null, value);
            }
          });
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean declaresMethod(String name) {
    return false;
  }

  @Override
  public boolean declaresType(String name) {
    return false;
  }

  @Override
  public boolean mayDeclare(String name, StaticType type) {
    return true;
  }

  @Override
  public void declare(String name, StaticType declared, Optional<String> written, Object value) {
    versions.merge(name, 1, Integer::sum);
    try {
      var field = type.getField(name + "_" + versions.get(name));
      if (field.getType() != declared.erased()) {
        throw new AssertionError(name + " is of " + field.getType() + ", not " + declared.type());
      }
      field.set(null, value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name + " is declared once more than in javac's code", e);
    }
  }

  @Override
  public void keep(StaticType type, Object value) {
    kept = Optional.of(type);
  }

  @Override
  public Iterable<String> imports() {
    return imports;
  }

  @Override
  public ClassLoader loader() {
    return loader;
  }
}
