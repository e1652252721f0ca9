package org.receptive.kernel.evaluation;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A text as the parser of {@code javac} understands it; nothing in it has been resolved.
 *
 * @param unit the tree
 * @param positions where in the text its parts are
 */
record SourceTree(CompilationUnitTree unit, SourcePositions positions) {
  /** Parses a text. What is no Java in it, the tree leaves out. */
  static SourceTree of(String source) {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problem -> {}, null, null, List.of(new Source(source)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      return new SourceTree(unit, Trees.instance(task).getSourcePositions());
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot be read", e);
    }
  }

  /** Returns where a part of the tree begins; -1 if it is not in the text. */
  int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  /** Returns where a part of the tree ends; -1 if it is not in the text. */
  int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Cell.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
