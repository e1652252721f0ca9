package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/**
 * Limits what JShell imports into a snippet to what the snippet can see.
 *
 * <p>JShell compiles each snippet as a class of its own, below an import of everything that is
 * declared, some four times over: after three thousand cells a cell waits half a second for imports
 * that it does not use, and each snippet keeps its list of them. Here the list that JShell goes
 * through holds, while a cell is compiled, only what may matter: names that the source mentions, or
 * that a declaration mentions which JShell compiles anew with it, and the types of all these.
 *
 * <p>The classes that snippets were compiled to are limited in the same way: the compiler would
 * look at every one of them, and forget it again, for each cell.
 *
 * <p>Both lists are inside JShell, and reached only if a flag of the JVM opens its module to the
 * lab, as the flags of the build do. Where it is not, JShell goes through everything, as it always
 * does.
 */
final class CompileScope {
  /** The class of a snippet: its number, or several for methods that are compiled together. */
  private static final Pattern WRAPPER =
      Pattern.compile("(?:REPL\\.)?\\$JShell\\$(\\d+(?:_\\d+)*)");

  private final Optional<Chosen> chosen;

  private CompileScope(Optional<Chosen> chosen) {
    this.chosen = chosen;
  }

  /** Returns the scope of a shell that has run nothing yet. */
  static CompileScope of(JShell shell) {
    try {
      Chosen chosen = new Chosen();
      Object compiler = inside(shell, "taskFactory");
      field(inside(compiler, "fileManager"), "classObjects")
          .set(inside(compiler, "fileManager"), new Classes<>(chosen));
      field(inside(shell, "maps"), "keyIndexToSnippet").set(inside(shell, "maps"), chosen);
      return new CompileScope(Optional.of(chosen));
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return new CompileScope(Optional.empty());
    }
  }

  private static Object inside(Object owner, String name) throws ReflectiveOperationException {
    return field(owner, name).get(owner);
  }

  private static Field field(Object owner, String name) throws NoSuchFieldException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** Returns whether anything is limited. */
  boolean isLimited() {
    return chosen.isPresent();
  }

  /** Lets JShell compile a source while it sees only what the source needs. */
  <T> T during(String source, Supplier<T> work) {
    chosen.ifPresent(c -> c.limitTo(source));
    try {
      return work.get();
    } finally {
      chosen.ifPresent(Chosen::open);
    }
  }

  /** Returns how many names were imported when JShell last asked for what to import. */
  int imported() {
    return chosen.map(c -> c.imported).orElse(Integer.MAX_VALUE);
  }

  /**
   * JShell's snippets by their number. It takes single ones to compile them anew, and goes through
   * all of them for one purpose only: to import them.
   */
  private static final class Chosen extends AbstractList<Snippet> implements RandomAccess {
    private final List<Snippet> all = new ArrayList<>();
    private final Map<Snippet, Set<String>> names = new WeakHashMap<>();
    private final Set<Snippet> taken = new HashSet<>();
    private Optional<String> source = Optional.empty();
    private Set<Integer> needed = Set.of();
    private int imported;

    void limitTo(String compiled) {
      taken.clear();
      needed = Set.of();
      source = Optional.of(compiled);
    }

    void open() {
      taken.clear();
      source = Optional.empty();
    }

    @Override
    public Snippet get(int index) {
      Snippet snippet = all.get(index);
      if (source.isPresent() && snippet != null) {
        taken.add(snippet);
      }
      return snippet;
    }

    @Override
    public Snippet set(int index, Snippet snippet) {
      return all.set(index, snippet);
    }

    @Override
    public void add(int index, Snippet snippet) {
      all.add(index, snippet);
    }

    @Override
    public int size() {
      return all.size();
    }

    @Override
    public Iterator<Snippet> iterator() {
      List<Snippet> list = source.map(this::needed).orElse(all);
      imported = list.size();
      return list.iterator();
    }

    private List<Snippet> needed(String compiled) {
      Set<String> wanted = new HashSet<>(Identifiers.in(compiled));
      taken.forEach(snippet -> wanted.addAll(mentioned(snippet)));
      addOverloads(wanted);
      addTypes(wanted);
      List<Snippet> chosen = new ArrayList<>();
      Set<Integer> numbers = new HashSet<>();
      for (int i = 0; i < all.size(); i++) {
        Snippet s = all.get(i);
        if (s != null && (s.kind() == Snippet.Kind.IMPORT || wanted.contains(name(s)))) {
          chosen.add(s);
          numbers.add(i);
        }
      }
      needed = numbers;
      return chosen;
    }

    /** Returns the numbers of the snippets that are imported; nothing if all may be looked at. */
    Optional<Set<Integer>> neededNumbers() {
      return source.map(compiled -> needed);
    }

    /** Overloaded methods are compiled together. */
    private void addOverloads(Set<String> wanted) {
      Map<String, List<Snippet>> methods =
          all.stream()
              .filter(s -> s instanceof MethodSnippet && wanted.contains(name(s)))
              .collect(Collectors.groupingBy(Chosen::name));
      methods.values().stream()
          .filter(same -> same.size() > 1)
          .flatMap(List::stream)
          .forEach(s -> wanted.addAll(mentioned(s)));
    }

    /** What has a type is of no use without the type, and that not without those it speaks of. */
    private void addTypes(Set<String> wanted) {
      Set<Snippet> seen = new HashSet<>();
      boolean grown = true;
      while (grown) {
        grown = false;
        for (Snippet snippet : all) {
          if (snippet != null && wanted.contains(name(snippet)) && seen.add(snippet)) {
            grown |= wanted.addAll(types(snippet));
          }
        }
      }
    }

    private Set<String> types(Snippet snippet) {
      if (snippet instanceof VarSnippet variable) {
        return Identifiers.in(variable.typeName());
      } else if (snippet instanceof MethodSnippet method) {
        return Identifiers.in(method.source().split("\\{", 2)[0]); // With what it throws.
      }
      return mentioned(snippet);
    }

    private Set<String> mentioned(Snippet snippet) {
      return names.computeIfAbsent(snippet, s -> Identifiers.in(s.source()));
    }

    private static String name(Snippet snippet) {
      return snippet instanceof PersistentSnippet named ? named.name() : "";
    }
  }

  /** The classes that snippets were compiled to, by their names. */
  private static final class Classes<V> extends TreeMap<String, V> {
    private static final long serialVersionUID = 1L;
    private final transient Chosen chosen;
    private final transient Map<Integer, Set<String>> byNumber = new HashMap<>();
    private final transient Set<String> others = new HashSet<>();

    Classes(Chosen chosen) {
      this.chosen = chosen;
    }

    @Override
    public V put(String name, V value) {
      Matcher wrapper = WRAPPER.matcher(name);
      if (wrapper.lookingAt()) {
        for (String number : wrapper.group(1).split("_")) {
          byNumber.computeIfAbsent(Integer.valueOf(number), n -> new HashSet<>()).add(name);
        }
      } else {
        others.add(name);
      }
      return super.put(name, value);
    }

    @Override
    public Collection<V> values() {
      Optional<Set<Integer>> needed = chosen.neededNumbers();
      return needed.isEmpty()
          ? super.values()
          : Stream.concat(
                  others.stream(),
                  needed.get().stream().flatMap(n -> byNumber.getOrDefault(n, Set.of()).stream()))
              .distinct()
              .map(this::get)
              .toList();
    }
  }
}
