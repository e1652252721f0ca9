package org.receptive.house;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds calls of {@code formatted} that are not for words alone: it takes the machine's locale. The
 * format is a text, a sum or a choice of texts, or the name of a variable of the file that is given
 * such a value; any other cannot be read, and is found too.
 */
final class FormattedNumbers extends TreeScanner<Void, Void> {
  private static final String FORMATTED = "formatted";

  /** What says more than {@code %s}, {@code %n} and {@code %%}. */
  private static final Pattern NUMBER =
      Pattern.compile("%(?!(?:[0-9]+\\$)?[-<]?[0-9]*(?:\\.[0-9]+)?[sn%])");

  private final Map<String, List<ExpressionTree>> values = new HashMap<>();
  private final List<String> found = new ArrayList<>();
  private final CompilationUnitTree unit;

  private FormattedNumbers(CompilationUnitTree unit) {
    this.unit = unit;
  }

  /** Returns such calls, each with the name of its file. */
  static List<String> in(Iterable<? extends JavaFileObject> sources) throws IOException {
    JavacTask parser =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, sources);
    List<String> found = new ArrayList<>();
    for (CompilationUnitTree unit : parser.parse()) {
      FormattedNumbers scanner = new FormattedNumbers(unit);
      unit.accept(new Variables(scanner.values), null);
      scanner.scan(unit, null);
      found.addAll(scanner.found);
    }
    return found;
  }

  /** Every value that a variable of the file is declared with. */
  private static final class Variables extends TreeScanner<Void, Void> {
    private final Map<String, List<ExpressionTree>> values;

    Variables(Map<String, List<ExpressionTree>> values) {
      this.values = values;
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
      if (variable.getInitializer() != null) {
        values
            .computeIfAbsent(variable.getName().toString(), name -> new ArrayList<>())
            .add(variable.getInitializer());
      }
      return super.visitVariable(variable, null);
    }
  }

  @Override
  public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
    if (select.getIdentifier().contentEquals(FORMATTED)) {
      check(select, select.getExpression());
    }
    return super.visitMemberSelect(select, null);
  }

  @Override
  public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
    if (reference.getName().contentEquals(FORMATTED)) {
      check(reference, reference.getQualifierExpression());
    }
    return super.visitMemberReference(reference, null);
  }

  private void check(Tree call, Tree format) {
    Optional<String> text = text(format, true);
    if (text.isEmpty() || NUMBER.matcher(text.get().replace("%%", "")).find()) {
      String name = unit.getSourceFile().getName();
      found.add(name.substring(name.lastIndexOf('/') + 1) + ": " + call);
    }
  }

  private Optional<String> text(Tree tree, boolean byName) {
    return switch (tree) {
      case LiteralTree literal -> Optional.of(String.valueOf(literal.getValue()));
      case ParenthesizedTree inner -> text(inner.getExpression(), byName);
      case BinaryTree sum ->
          both(text(sum.getLeftOperand(), byName), text(sum.getRightOperand(), byName));
      case ConditionalExpressionTree choice ->
          both(text(choice.getTrueExpression(), byName), text(choice.getFalseExpression(), byName));
      case IdentifierTree name when byName ->
          values.getOrDefault(name.getName().toString(), List.of()).stream()
              .map(value -> text(value, false))
              .reduce(FormattedNumbers::both)
              .orElse(Optional.empty());
      default -> Optional.empty();
    };
  }

  private static Optional<String> both(Optional<String> first, Optional<String> second) {
    return first.flatMap(text -> second.map(text::concat));
  }
}
