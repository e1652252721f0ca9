package org.receptive.kernel.evaluation;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes out the {@code permits} of sealed classes. Within one file Java infers them (JLS 8.1.6);
 * JShell compiles each class of a cell as a file of its own.
 *
 * <p>JShell waits for a class that is declared later, but not for one inside of it. So a sealed
 * class with a subclass inside of another class comes twice: open, for that class to extend, and
 * sealed once all of them are there.
 */
final class SealedFamilies {
  private static final Pattern SEALED = Pattern.compile("(?<!non-)\\bsealed\\b");

  private SealedFamilies() {}

  /** Returns the parts of a cell in which each sealed class names its subclasses in the cell. */
  static List<CellPart> complete(List<CellPart> parts) {
    if (parts.stream().noneMatch(p -> p instanceof CellPart.Code c && isSealed(c.source()))) {
      return parts;
    }
    List<Declared> all =
        parts.stream()
            .flatMap(p -> p instanceof CellPart.Code c ? declared(c).stream() : Stream.empty())
            .toList();
    Map<String, List<String>> families = new LinkedHashMap<>();
    for (Declared type : all) {
      for (String parent : type.parents()) {
        families.computeIfAbsent(parent, none -> new ArrayList<>()).add(type.path());
      }
    }
    List<CellPart> completed = new ArrayList<>();
    Map<CellPart, List<CellPart>> after = new HashMap<>();
    for (CellPart part : parts) {
      if (part instanceof CellPart.Code c && isSealed(c.source())) {
        CellPart.Code whole = complete(c, all, families);
        Optional<CellPart.Code> last = lastElsewhere(c, all, families);
        completed.add(last.isPresent() ? opened(c, all) : whole);
        last.ifPresent(l -> after.computeIfAbsent(l, none -> new ArrayList<>()).add(whole));
      } else {
        completed.add(part);
      }
      completed.addAll(after.getOrDefault(part, List.of()));
    }
    return completed;
  }

  /**
   * Returns the last part with a subclass, if one of them is inside of a class of another part; the
   * part itself, if all the others are before it.
   */
  private static Optional<CellPart.Code> lastElsewhere(
      CellPart.Code part, List<Declared> all, Map<String, List<String>> families) {
    List<String> subclasses =
        all.stream()
            .filter(type -> type.part().equals(part) && type.incomplete())
            .flatMap(type -> families.getOrDefault(type.path(), List.of()).stream())
            .toList();
    boolean inside =
        all.stream()
            .anyMatch(
                type ->
                    !type.part().equals(part)
                        && type.path().contains(".")
                        && subclasses.contains(type.path()));
    return inside
        ? all.stream()
            .filter(type -> type.part().equals(part) || subclasses.contains(type.path()))
            .map(Declared::part)
            .reduce((before, later) -> later)
        : Optional.empty();
  }

  /** Returns a part with blanks instead of the word {@code sealed}. */
  private static CellPart.Code opened(CellPart.Code part, List<Declared> all) {
    StringBuilder text = new StringBuilder(part.source());
    for (Declared type : all) {
      if (type.part().equals(part) && type.incomplete()) {
        Matcher word = SEALED.matcher(text);
        if (word.find(type.head())) {
          text.replace(word.start(), word.end(), " ".repeat("sealed".length()));
        }
      }
    }
    return new CellPart.Code(text.toString(), part.line(), part.terminated());
  }

  private static boolean isSealed(String source) {
    return SEALED.matcher(source).find();
  }

  /**
   * A class of a cell.
   *
   * @param part where it is declared
   * @param path its name, after those of the classes around it
   * @param parents what it extends or implements
   * @param incomplete whether it is sealed and names no subclasses
   * @param head where its declaration begins in the part
   * @param body where its body begins in the part
   */
  private record Declared(
      CellPart.Code part,
      String path,
      List<String> parents,
      boolean incomplete,
      int head,
      int body) {}

  private static CellPart.Code complete(
      CellPart.Code part, List<Declared> all, Map<String, List<String>> families) {
    TreeMap<Integer, String> clauses = new TreeMap<>();
    for (Declared type : all) {
      List<String> subclasses = families.getOrDefault(type.path(), List.of());
      if (type.part().equals(part) && type.incomplete() && !subclasses.isEmpty()) {
        clauses.put(type.body(), "permits " + String.join(", ", subclasses) + " ");
      }
    }
    StringBuilder text = new StringBuilder(part.source());
    clauses.descendingMap().forEach(text::insert);
    return new CellPart.Code(text.toString(), part.line(), part.terminated());
  }

  private static List<Declared> declared(CellPart.Code part) {
    List<Declared> found = new ArrayList<>();
    SourceTree tree = SourceTree.of(part.source());
    new Scanner(part, tree, found).scan(tree.unit(), null);
    return found;
  }

  /** Collects the classes that have names; those in methods are nobody's business. */
  private static final class Scanner extends TreePathScanner<Void, Void> {
    private final CellPart.Code part;
    private final SourceTree tree;
    private final List<Declared> found;

    Scanner(CellPart.Code part, SourceTree tree, List<Declared> found) {
      this.part = part;
      this.tree = tree;
      this.found = found;
    }

    @Override
    public Void visitClass(ClassTree type, Void none) {
      if (type.getSimpleName().isEmpty()) {
        return super.visitClass(type, null);
      }
      boolean sealed = type.getModifiers().getFlags().contains(Modifier.SEALED);
      List<String> parents =
          Stream.concat(
                  Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream())
              .map(Scanner::name)
              .toList();
      int body = sealed ? body(type) : -1;
      found.add(
          new Declared(
              part,
              path(),
              parents,
              body >= 0 && type.getPermitsClause().isEmpty(),
              Math.max(0, tree.start(type.getModifiers())),
              body));
      return super.visitClass(type, null);
    }

    private String path() {
      Function<TreePath, String> name = p -> ((ClassTree) p.getLeaf()).getSimpleName().toString();
      List<String> names = new ArrayList<>();
      for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
        if (at.getLeaf() instanceof ClassTree named && !named.getSimpleName().isEmpty()) {
          names.addFirst(name.apply(at));
        }
      }
      return String.join(".", names);
    }

    private static String name(Tree type) {
      Tree raw = type instanceof ParameterizedTypeTree generic ? generic.getType() : type;
      return raw instanceof IdentifierTree id ? id.getName().toString() : raw.toString();
    }

    /** The first brace after the head of the declaration, whose annotations may hold some, too. */
    private int body(ClassTree type) {
      int from =
          Stream.of(
                  type.getTypeParameters().stream(),
                  Stream.ofNullable(type.getExtendsClause()),
                  type.getImplementsClause().stream(),
                  Stream.of(type.getModifiers()))
              .flatMap(trees -> trees)
              .mapToInt(tree::end)
              .max()
              .orElse(0);
      return part.source().indexOf('{', Math.max(0, from));
    }
  }
}
