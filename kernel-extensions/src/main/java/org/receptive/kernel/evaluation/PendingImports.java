package org.receptive.kernel.evaluation;

import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The default imports that no cell has needed yet. JShell compiles every import on its own, and
 * each one again with every snippet; so an import waits until a snippet mentions a name of it.
 */
final class PendingImports {
  /** A method called without naming whose it is; not {@code out.println(}, not {@code if (}. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?<!\\.)"
              + Identifiers.NONE_BEFORE
              + "(?!(?:if|for|while|switch|catch|try|synchronized)\\b)"
              + "(%s)\\s*\\(".formatted(Identifiers.ONE));

  /** A class declared by a snippet itself, not inside another one. */
  private static final Pattern TYPE_DECLARATION =
      Pattern.compile(
          "\\A\\s*(?:(?:public|final|abstract|sealed|static|strictfp|non-sealed|@\\w+)\\s+)*"
              + "(?:class|record|enum|interface|@interface)\\s+(%s)".formatted(Identifiers.ONE));

  private static final String STATIC = "static ";

  private final List<Import> waiting = new ArrayList<>();
  private final List<String> all = new ArrayList<>();

  /** One import, and what it makes known. */
  private sealed interface Import {
    /** As it is written between {@code import} and the semicolon. */
    String written();

    /** Whether one of the names of a snippet would be found by it. */
    boolean gives(Mentioned names);

    /** The names that it makes known; nothing if only the compiler can list them. */
    Optional<Stream<String>> names();
  }

  /**
   * What a snippet mentions.
   *
   * @param all all names
   * @param calls names of methods that are called without saying whose they are
   */
  private record Mentioned(Set<String> all, Set<String> calls) {
    static Mentioned in(String source) {
      return new Mentioned(
          Identifiers.in(source),
          CALL.matcher(source).results().map(m -> m.group(1)).collect(Collectors.toSet()));
    }

    Stream<String> types() {
      return all.stream().filter(name -> Character.isUpperCase(name.charAt(0)));
    }
  }

  private record SingleType(String written) implements Import {
    @Override
    public boolean gives(Mentioned names) {
      return names.all().contains(simple());
    }

    @Override
    public Optional<Stream<String>> names() {
      return Optional.of(Stream.of(simple()));
    }

    private String simple() {
      return written.substring(written.lastIndexOf('.') + 1);
    }
  }

  private record WholePackage(String written, ClassLoader loader) implements Import {
    @Override
    public boolean gives(Mentioned names) {
      String prefix = written.substring(0, written.length() - 1);
      return names.types().anyMatch(name -> load(prefix + name, loader).findAny().isPresent());
    }

    @Override
    public Optional<Stream<String>> names() {
      return Optional.empty();
    }
  }

  private record StaticMembers(String written, ClassLoader loader) implements Import {
    @Override
    public boolean gives(Mentioned names) {
      if (!member().equals("*")) {
        return names.all().contains(member());
      }
      // Looking into a class loads what its methods speak of: only if there is something to find.
      Set<String> sought =
          Stream.concat(names.calls().stream(), names.types()).collect(Collectors.toSet());
      return !sought.isEmpty() && ofType().anyMatch(sought::contains);
    }

    @Override
    public Optional<Stream<String>> names() {
      return Optional.of(member().equals("*") ? ofType() : Stream.of(member()));
    }

    private String member() {
      return written.substring(written.lastIndexOf('.') + 1);
    }

    private Stream<String> ofType() {
      String type = written.substring(STATIC.length(), written.lastIndexOf('.'));
      return load(type, loader).flatMap(StaticMembers::members);
    }

    private static Stream<String> members(Class<?> type) {
      Stream<Member> members =
          Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getFields()));
      Stream<String> types = Stream.of(type.getClasses()).map(Class::getSimpleName);
      return Stream.concat(members.map(Member::getName), types);
    }
  }

  private static Stream<Class<?>> load(String name, ClassLoader loader) {
    try {
      return Stream.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return Stream.empty(); // No such class, or one whose name differs in case only.
    }
  }

  /**
   * Adds imports.
   *
   * @param names as they are written between {@code import} and the semicolon
   * @param loader finds what packages and classes hold
   */
  void add(List<String> names, ClassLoader loader) {
    all.addAll(names);
    for (String name : names) {
      waiting.add(
          name.startsWith(STATIC)
              ? new StaticMembers(name, loader)
              : name.endsWith(".*") ? new WholePackage(name, loader) : new SingleType(name));
    }
  }

  /** Returns all imports ever added, as they are written. */
  List<String> all() {
    return List.copyOf(all);
  }

  /** Takes out the declarations of the imports that a source may need. */
  List<String> takeNeededBy(String source) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    Mentioned names = Mentioned.in(source);
    return take(waiting.stream().filter(one -> one.gives(names)).toList());
  }

  /**
   * Forgets the imports of single classes that a source declares itself: the student's class hides
   * the lab's.
   *
   * @return the full names of those classes
   */
  List<String> giveWayTo(String source) {
    Set<String> declared =
        TYPE_DECLARATION.matcher(source).results().map(m -> m.group(1)).collect(Collectors.toSet());
    List<String> hidden =
        all.stream()
            .filter(name -> !name.startsWith(STATIC) && !name.endsWith("*"))
            .filter(name -> declared.contains(name.substring(name.lastIndexOf('.') + 1)))
            .toList();
    all.removeAll(hidden);
    waiting.removeIf(one -> hidden.contains(one.written()));
    return hidden;
  }

  /** Returns the names that the imports make known which {@link #takeUnlisted} leaves. */
  Stream<String> names() {
    return waiting.stream().flatMap(one -> one.names().stream()).flatMap(names -> names);
  }

  /** Takes out the declarations of the imports whose names only the compiler can list. */
  List<String> takeUnlisted() {
    return take(waiting.stream().filter(one -> one.names().isEmpty()).toList());
  }

  /** Takes out the declarations of all imports. */
  List<String> takeAll() {
    return take(List.copyOf(waiting));
  }

  private List<String> take(List<Import> taken) {
    waiting.removeAll(taken);
    return taken.stream().map(one -> "import " + one.written() + ";").toList();
  }
}
