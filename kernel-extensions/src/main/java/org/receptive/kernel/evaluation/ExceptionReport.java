package org.receptive.kernel.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import org.receptive.kernel.interpreter.Interpreter;

/** Exceptions with their stack cut to the user's frames, which are named by cell and line. */
final class ExceptionReport {
  /** What JShell calls the method that computes a variable whose type it has inferred. */
  private static final String VALUE = "do_it$Aux";

  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");

  private final SnippetOrigins origins;

  ExceptionReport(SnippetOrigins origins) {
    this.origins = origins;
  }

  ErrorReport of(SnippetResult.Threw threw) {
    List<String> lines = new ArrayList<>();
    Throwable thrown = threw.thrown();
    String name = thrown.getClass().getSimpleName();
    String message = message(thrown);
    describe("", thrown, Optional.of(threw.translated()), Optional.empty(), lines);
    return new ErrorReport(name, message, lines);
  }

  /** Reports something thrown by user code that was called by the kernel, not by a snippet. */
  ErrorReport of(Throwable thrown, String where) {
    String message = message(thrown);
    return new ErrorReport(
        thrown.getClass().getSimpleName(),
        message,
        List.of(Ansi.red(typeName(thrown)) + ": " + message, "    in " + where));
  }

  /**
   * Reports something thrown by a statement that ran without the compiler.
   *
   * @param thrown what it threw
   * @param translated the same with the stack in terms of snippets, if any were called
   * @param origin the statement
   */
  ErrorReport of(
      Throwable thrown, Optional<JShellException> translated, SnippetOrigins.Origin origin) {
    List<String> lines = new ArrayList<>();
    String place = "    at " + Ansi.blue(origin.place(1));
    describe("", thrown, translated, Optional.of(place), lines);
    return new ErrorReport(thrown.getClass().getSimpleName(), message(thrown), lines);
  }

  private void describe(
      String prefix,
      Throwable thrown,
      Optional<JShellException> translated,
      Optional<String> place,
      List<String> lines) {
    String message = message(thrown);
    if (thrown.getStackTrace().length == 0 && !message.isEmpty()) {
      lines.add(prefix + message); // Written for the reader: neither class nor stack adds to it.
      return;
    }
    lines.add(prefix + Ansi.red(typeName(thrown)) + (message.isEmpty() ? "" : ": " + message));
    lines.addAll(
        Frames.shortened(
            translated.stream()
                .flatMap(t -> statementsOnce(t.getStackTrace()))
                .flatMap(frame -> userFrame(frame).stream())
                .map(frame -> "    at " + frame)
                .toList()));
    place.filter(p -> isFromInterpreter(thrown)).ifPresent(lines::add);
    Optional<JShellException> cause =
        translated
            .filter(EvalException.class::isInstance)
            .flatMap(t -> Optional.ofNullable(((EvalException) t).getCause()));
    if (thrown.getCause() != null && (cause.isPresent() || place.isPresent())) {
      describe("Caused by: ", thrown.getCause(), cause, place, lines);
    }
  }

  private static boolean isFromInterpreter(Throwable thrown) {
    String interpreter = Interpreter.class.getPackageName() + ".";
    return Stream.of(thrown.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(interpreter));
  }

  /** Leaves out the caller of {@link #VALUE}: it is the same statement. */
  private static Stream<StackTraceElement> statementsOnce(StackTraceElement[] frames) {
    return IntStream.range(0, frames.length)
        .filter(i -> i == 0 || !frames[i - 1].getMethodName().equals(VALUE))
        .mapToObj(i -> frames[i]);
  }

  /** Frames of snippets have {@code #id} for a file; all others are machinery or libraries. */
  private Optional<String> userFrame(StackTraceElement frame) {
    String file = frame.getFileName();
    if (file == null || !file.startsWith("#")) {
      return Optional.empty();
    }
    return origins
        .of(file.substring(1))
        .map(origin -> Ansi.blue(origin.place(frame.getLineNumber())) + method(frame));
  }

  /** The classes that JShell wraps snippets in are of no interest to a student. */
  private static String message(Throwable thrown) {
    return Optional.ofNullable(thrown.getMessage())
        .map(m -> WRAPPER.matcher(m).replaceAll(""))
        .orElse("");
  }

  /** Where an exception of ours lies is of no use to a student; others may have to be imported. */
  private static String typeName(Throwable thrown) {
    String name = WRAPPER.matcher(thrown.getClass().getName()).replaceAll("");
    return name.startsWith("org.receptive.") ? thrown.getClass().getSimpleName() : name;
  }

  private static String method(StackTraceElement frame) {
    String type = frame.getClassName();
    String method = frame.getMethodName();
    if (method.isEmpty() || method.equals(VALUE)) {
      return "";
    }
    if (method.startsWith("lambda$")) {
      return ", in a lambda";
    }
    return ", in " + (type.isEmpty() ? "" : type + ".") + method;
  }
}
