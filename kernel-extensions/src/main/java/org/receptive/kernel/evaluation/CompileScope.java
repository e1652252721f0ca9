package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
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

  private static final Pattern IMPORT = Pattern.compile("\\s*import\\b");

  private final Optional<Chosen> chosen;

  /** All that JShell was ever given, which it goes through some ten times for each cell. */
  private final Set<Snippet> everything;

  private CompileScope(Optional<Chosen> chosen, Set<Snippet> everything) {
    this.chosen = chosen;
    this.everything = everything;
  }

  /** Returns the scope of a shell that has run nothing yet. */
  static CompileScope of(JShell shell) {
    try {
      Chosen chosen = new Chosen();
      Object compiler = inside(shell, "taskFactory");
      field(inside(compiler, "fileManager"), "classObjects")
          .set(inside(compiler, "fileManager"), new Classes<>(chosen));
      Object maps = inside(shell, "maps");
      field(maps, "keyIndexToSnippet").set(maps, chosen);
      field(maps, "dependencies").set(maps, new Dependents(chosen));
      Set<Snippet> everything = new LinkedHashSet<>();
      field(maps, "snippets").set(maps, everything);
      return new CompileScope(Optional.of(chosen), everything);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return new CompileScope(Optional.empty(), new LinkedHashSet<>());
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

  /** Forgets a snippet that has run, and that nothing can refer to. */
  void forget(Snippet snippet) {
    everything.remove(snippet);
  }

  /** Returns how many snippets JShell goes through; nothing if it remembers all of them. */
  int remembered() {
    return chosen.isPresent() ? everything.size() : Integer.MAX_VALUE;
  }

  /** Returns how many names were imported when JShell last asked for what to import. */
  int imported() {
    return chosen.map(c -> c.imported).orElse(Integer.MAX_VALUE);
  }

  /**
   * JShell's snippets by their number. It goes through all of them for one purpose only: to import
   * them.
   */
  private static final class Chosen extends AbstractList<Snippet> implements RandomAccess {
    private final List<Snippet> all = new ArrayList<>();
    private final Map<String, Set<Integer>> byName = new HashMap<>();
    private final Set<Integer> imports = new TreeSet<>();
    private final Map<Snippet, Set<String>> names = new WeakHashMap<>();
    private final Set<Integer> anew = new HashSet<>();
    private Optional<String> source = Optional.empty();
    private Set<Integer> needed = Set.of();
    private int imported;

    void limitTo(String compiled) {
      anew.clear();
      needed = Set.of();
      source = Optional.of(compiled);
    }

    void open() {
      anew.clear();
      source = Optional.empty();
    }

    /** Says that snippets are compiled anew with the source. */
    void compiledAnew(Set<Integer> numbers) {
      if (source.isPresent()) {
        anew.addAll(numbers);
      }
    }

    @Override
    public Snippet get(int index) {
      return all.get(index);
    }

    @Override
    public Snippet set(int index, Snippet snippet) {
      Snippet before = all.set(index, snippet);
      if (before instanceof PersistentSnippet named) {
        byName.getOrDefault(named.name(), new TreeSet<>()).remove(index);
      }
      if (snippet instanceof PersistentSnippet named) {
        byName.computeIfAbsent(named.name(), name -> new TreeSet<>()).add(index);
      }
      if (snippet instanceof ImportSnippet) {
        imports.add(index);
      }
      return before;
    }

    @Override
    public void add(int index, Snippet snippet) {
      all.add(index, null); // At the end: the numbers of the others stay.
      set(index, snippet);
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
      Set<String> mentioned = new HashSet<>(Identifiers.in(compiled));
      anew.stream()
          .map(all::get)
          .filter(s -> s != null)
          .map(this::mentioned)
          .forEach(mentioned::addAll);
      Set<String> wanted = new HashSet<>(mentioned);
      mentioned.forEach(name -> wanted.addAll(ofOverloads(name)));
      // An import finds what it names without the others; declarations may need any of them.
      boolean alone = IMPORT.matcher(compiled).lookingAt() && anew.isEmpty();
      Set<Integer> numbers = alone ? new TreeSet<>() : new TreeSet<>(imports);
      Deque<String> open = new ArrayDeque<>(alone ? Set.of() : wanted);
      while (!open.isEmpty()) {
        for (int number : byName.getOrDefault(open.poll(), Set.of())) {
          if (numbers.add(number)) {
            // What has a type is of no use without the type, and that not without those it names.
            types(all.get(number)).stream().filter(wanted::add).forEach(open::add);
          }
        }
      }
      needed = numbers;
      return numbers.stream().map(all::get).toList();
    }

    /** Returns the numbers of the snippets that are imported; nothing if all may be looked at. */
    Optional<Set<Integer>> neededNumbers() {
      return source.map(compiled -> needed);
    }

    /** Overloaded methods are compiled together: returns what they mention. */
    private Set<String> ofOverloads(String name) {
      List<Snippet> methods =
          byName.getOrDefault(name, Set.of()).stream()
              .map(all::get)
              .filter(MethodSnippet.class::isInstance)
              .toList();
      return methods.size() < 2
          ? Set.of()
          : methods.stream()
              .flatMap(method -> mentioned(method).stream())
              .collect(Collectors.toSet());
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
  }

  /** Which snippets mention a name: JShell asks for those that it then compiles anew. */
  private static final class Dependents extends HashMap<String, Set<Integer>> {
    private static final long serialVersionUID = 1L;
    private final transient Chosen chosen;

    Dependents(Chosen chosen) {
      this.chosen = chosen;
    }

    @Override
    public Set<Integer> get(Object name) {
      Set<Integer> numbers = super.get(name);
      if (numbers != null) {
        chosen.compiledAnew(numbers);
      }
      return numbers;
    }

    /** After an import of everything, any of them may mean something else. */
    @Override
    public Collection<Set<Integer>> values() {
      super.values().forEach(chosen::compiledAnew);
      return super.values();
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
