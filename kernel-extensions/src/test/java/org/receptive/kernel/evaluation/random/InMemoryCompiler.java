package org.receptive.kernel.evaluation.random;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** javac from text to classes, without files. */
final class InMemoryCompiler {
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final Map<String, byte[]> classes = new TreeMap<>();

  /** A mistake: the class it is in, and its line from 1. */
  record Mistake(String type, int line, String message) {}

  /** Compiles classes; if there are mistakes, some of the classes may be missing. */
  List<Mistake> compile(Map<String, String> sources, List<String> options) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    try (StandardJavaFileManager standard = compiler.getStandardFileManager(found, null, null);
        JavaFileManager manager = new Memory(standard)) {
      List<String> all = new ArrayList<>(List.of("-nowarn", "-proc:none", "-Xmaxerrs", "100000"));
      all.addAll(options);
      compiler.getTask(null, manager, found, all, null, files).call();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    List<Mistake> mistakes = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : found.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        String type = diagnostic.getSource().getName().replaceAll(".*/|\\.java", "");
        int line = (int) diagnostic.getLineNumber();
        mistakes.add(new Mistake(type, line, diagnostic.getMessage(null)));
      }
    }
    return mistakes;
  }

  /** Returns a loader with classes of its own: their static fields are shared with no other. */
  ClassLoader newWorld() {
    return new ClassLoader(InMemoryCompiler.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    Memory(JavaFileManager manager) {
      super(manager);
    }

    @Override
    public Iterable<JavaFileObject> list(
        Location location,
        String packageName,
        java.util.Set<JavaFileObject.Kind> kinds,
        boolean recurse)
        throws IOException {
      Iterable<JavaFileObject> files = super.list(location, packageName, kinds, recurse);
      if (!packageName.equals("made") || !kinds.contains(JavaFileObject.Kind.CLASS)) {
        return files;
      }
      Map<String, JavaFileObject> all = new LinkedHashMap<>();
      files.forEach(file -> all.put(file.getName(), file));
      classes.forEach((name, bytes) -> all.put(name, new Made(name, bytes)));
      return all.values();
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
      return file instanceof Made made ? made.name : super.inferBinaryName(location, file);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              classes.put(name, toByteArray());
            }
          };
        }
      };
    }
  }

  private static final class Made extends SimpleJavaFileObject {
    private final String name;
    private final byte[] bytes;

    Made(String name, byte[] bytes) {
      super(URI.create("memory:///" + name + ".class"), Kind.CLASS);
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public java.io.InputStream openInputStream() {
      return new java.io.ByteArrayInputStream(bytes);
    }
  }
}
