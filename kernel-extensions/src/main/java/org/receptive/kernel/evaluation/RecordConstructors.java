package org.receptive.kernel.evaluation;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * Makes the constructors of records public. JShell declares every class of a cell as public, and
 * the canonical constructor of a record has to be at least as accessible as the record (JLS
 * 8.10.4); within a file, where a record without {@code public} is none, it may do without as well.
 */
final class RecordConstructors {
  private static final Pattern RECORD = Pattern.compile("\\brecord\\b");

  private static final String PUBLIC = "public";
  private static final String NARROWER = "protected";

  private RecordConstructors() {}

  /** Returns the parts of a cell in which the constructors of its records are accessible. */
  static List<CellPart> open(List<CellPart> parts) {
    return parts.stream()
        .map(part -> part instanceof CellPart.Code code ? open(code) : part)
        .toList();
  }

  private static CellPart open(CellPart.Code part) {
    if (!RECORD.matcher(part.source()).find()) {
      return part;
    }
    SourceTree tree = SourceTree.of(part.source());
    StringBuilder text = new StringBuilder(part.source());
    for (Tree declared : tree.unit().getTypeDecls().reversed()) {
      if (declared instanceof ClassTree type
          && type.getKind() == Tree.Kind.RECORD
          && !type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
        constructors(type).reversed().forEach(constructor -> open(constructor, tree, text));
      }
    }
    return new CellPart.Code(text.toString(), part.line(), part.terminated());
  }

  private static List<MethodTree> constructors(ClassTree type) {
    return type.getMembers().stream()
        .filter(MethodTree.class::isInstance)
        .map(MethodTree.class::cast)
        .filter(method -> method.getName().contentEquals("<init>"))
        .toList();
  }

  private static void open(MethodTree constructor, SourceTree tree, StringBuilder text) {
    Set<Modifier> written = constructor.getModifiers().getFlags();
    int start = tree.start(constructor);
    if (written.contains(Modifier.PROTECTED)) {
      int word = text.indexOf(NARROWER, start);
      text.replace(word, word + NARROWER.length(), PUBLIC);
    } else if (!written.contains(Modifier.PUBLIC) && !written.contains(Modifier.PRIVATE)) {
      text.insert(start, PUBLIC + " ");
    }
  }
}
