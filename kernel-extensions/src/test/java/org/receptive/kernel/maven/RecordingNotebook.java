package org.receptive.kernel.maven;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.receptive.kernel.magic.MagicContext;

/** A notebook that remembers what a magic did to it. */
final class RecordingNotebook implements MagicContext {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> lines = new ArrayList<>();
  private Object given = List.of();
  private final List<String> notes = new ArrayList<>();
  private final List<Path> entries = new ArrayList<>();

  List<String> jars() {
    return entries.stream().map(entry -> entry.getFileName().toString()).toList();
  }

  String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The notes, a line each. */
  String noted() {
    return String.join("\n", notes);
  }

  /** What a grader would take for a failure. */
  String warned() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void note(String sentence) {
    notes.add(sentence);
  }

  @Override
  public PrintStream out() {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  @Override
  public PrintStream err() {
    return new PrintStream(err, true, StandardCharsets.UTF_8);
  }

  /** What the last magic has given to an expression. */
  Object given() {
    return given;
  }

  @Override
  public void give(Object value) {
    given = value;
  }

  @Override
  public void line(String name, List<String> arguments) {
    lines.add("%" + name + " " + String.join(" ", arguments));
  }

  /** The magics that magics have run. */
  List<String> lines() {
    return lines;
  }

  @Override
  public void addToClassPath(List<Path> added) {
    entries.addAll(added);
  }

  @Override
  public List<Path> classPath() {
    return List.copyOf(entries);
  }

  @Override
  public Object eval(String code) {
    throw new IllegalStateException("a library needs no code: " + code);
  }

  @Override
  public void show(Object value) {
    throw new IllegalStateException("a library shows nothing: " + value);
  }

  @Override
  public String display(Map<String, String> bundle) {
    throw new IllegalStateException("a library shows nothing: " + bundle);
  }

  @Override
  public void updateDisplay(String displayId, Map<String, String> bundle) {
    throw new IllegalStateException("a library shows nothing: " + bundle);
  }

  @Override
  public void page(Map<String, String> bundle) {
    throw new IllegalStateException("a library shows nothing: " + bundle);
  }

  @Override
  public void checkInterrupted() {}
}
