package org.receptive.kernel.evaluation;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The documentation comments of the lab's own classes. JShell knows those of the JDK only; the
 * lab's jars hold their sources, of which one is read when somebody asks.
 */
final class SourceDocs {
  /** Where the jars hold sources. */
  static final String FOLDER = "META-INF/receptive/sources/";

  private final ClassLoader loader;
  private final List<String> imports;

  /**
   * Looks in what a loader finds.
   *
   * @param imports the names that stand without their package, as imports write them
   */
  SourceDocs(ClassLoader loader, List<String> imports) {
    this.loader = loader;
    this.imports = imports;
  }

  /**
   * Returns the comment of what a signature names, as it stands in the source without asterisks.
   */
  Optional<String> of(String signature) {
    Signature wanted = Signature.parse(signature);
    return Stream.of(wanted.owner(), wanted.owner() + "." + wanted.name())
        .flatMap(this::qualified)
        .flatMap(name -> source(name, wanted).stream())
        .findFirst();
  }

  /** An imported class stands in signatures by its simple name. */
  private Stream<String> qualified(String name) {
    String first = name.replaceFirst("\\..*", "");
    Stream<String> imported =
        imports.stream()
            .filter(one -> !one.startsWith("static "))
            .filter(one -> one.endsWith(".*") || one.endsWith("." + first))
            .map(one -> one.substring(0, one.lastIndexOf('.') + 1) + name);
    return Stream.concat(Stream.of(name), imported);
  }

  /** The comment in the file of the outermost class that the name begins with. */
  private Optional<String> source(String className, Signature wanted) {
    String[] parts = className.split("\\.");
    for (int length = parts.length; length > 0; length--) {
      String path = String.join("/", List.of(parts).subList(0, length));
      Optional<String> text = read(FOLDER + path + ".java");
      if (text.isPresent()) {
        return find(text.get(), List.of(parts).subList(length - 1, parts.length), wanted);
      }
    }
    return Optional.empty();
  }

  private Optional<String> read(String resource) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> find(String text, List<String> classes, Signature wanted) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask)
            compiler.getTask(null, null, problem -> {}, null, null, List.of(new Source(text)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      DocTrees docs = DocTrees.instance(task);
      Optional<TreePath> owner = Optional.of(new TreePath(unit));
      for (String name : classes) {
        owner = owner.flatMap(path -> nested(path, name));
      }
      return owner
          .flatMap(path -> member(path, wanted))
          .map(docs::getDocComment)
          .map(String::strip)
          .filter(comment -> !comment.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<TreePath> nested(TreePath path, String name) {
    return children(path.getLeaf())
        .filter(tree -> tree instanceof ClassTree type && type.getSimpleName().contentEquals(name))
        .map(tree -> new TreePath(path, tree))
        .findFirst();
  }

  private static Stream<? extends Tree> children(Tree tree) {
    return tree instanceof CompilationUnitTree unit
        ? unit.getTypeDecls().stream()
        : ((ClassTree) tree).getMembers().stream();
  }

  /** The class itself, its constructor, method or field; of overloads the one that fits best. */
  private static Optional<TreePath> member(TreePath owner, Signature wanted) {
    ClassTree type = (ClassTree) owner.getLeaf();
    if (wanted.parameters().isEmpty() && type.getSimpleName().contentEquals(wanted.name())) {
      return Optional.of(owner);
    }
    boolean constructor = type.getSimpleName().contentEquals(wanted.name());
    String name = constructor ? "<init>" : wanted.name();
    List<? extends Tree> named =
        type.getMembers().stream().filter(tree -> name(tree).equals(name)).toList();
    Optional<TreePath> found =
        Stream.<java.util.function.Predicate<Tree>>of(
                tree -> types(tree).equals(wanted.parameters()),
                tree -> types(tree).map(List::size).equals(wanted.parameters().map(List::size)),
                tree -> true)
            .flatMap(fits -> named.stream().filter(fits))
            .map(tree -> new TreePath(owner, tree))
            .findFirst();
    // A record's parts are described above the record.
    return constructor ? found.or(() -> Optional.of(owner)) : found;
  }

  private static String name(Tree tree) {
    return switch (tree) {
      case MethodTree method -> method.getName().toString();
      case VariableTree field -> field.getName().toString();
      default -> "";
    };
  }

  private static Optional<List<String>> types(Tree tree) {
    return tree instanceof MethodTree method
        ? Optional.of(
            method.getParameters().stream()
                .map(parameter -> Signature.simple(parameter.getType().toString()))
                .toList())
        : Optional.empty();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
