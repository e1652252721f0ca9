package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.kernel.Conversation.Exchange;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Requests;

/** Notebooks written for IJava run unchanged. */
class JavaNotebookCompatibilityTest extends KernelFixture {
  @TempDir static Path folder;

  @Override
  protected Map<String, String> environment() {
    try {
      Files.writeString(folder.resolve("start.jshell"), "int fromFile = 2;\n%lsmagic\n");
      Path classes = Files.createDirectories(folder.resolve("classes"));
      Files.writeString(classes.resolve("words.txt"), "found");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Map.of(
        "IJAVA_STARTUP_SCRIPTS", "int fromVariable = 1;",
        "IJAVA_STARTUP_SCRIPTS_PATH", folder.resolve("start.jshell").toString(),
        "IJAVA_CLASSPATH", folder.resolve("classes").toString(),
        "IJAVA_TIMEOUT", "20000",
        "IJAVA_COMPILER_OPTS", "-parameters");
  }

  @Test
  void startupScriptsRunBeforeTheFirstCell() {
    assertEquals("3", run("fromVariable + fromFile").result());
  }

  @Test
  void theClassPathVariableAddsEntries() {
    assertEquals(
        "found",
        run("new String(Thread.currentThread().getContextClassLoader()"
                + ".getResourceAsStream(\"words.txt\").readAllBytes())")
            .result());
  }

  @Test
  void compilerOptionsArePassedOn() {
    assertEquals(
        "speed",
        run("class Car { void drive(int speed) {} }\n"
                + "Car.class.getDeclaredMethods()[0].getParameters()[0].getName()")
            .result());
  }

  @Test
  void theOldFunctionsWork() {
    assertEquals("5", run("eval(\"2 + 3\")").result());
    Exchange shown = run("display(\"<b>x</b>\", \"text/plain\"); render(1)");
    assertEquals(1, shown.all("display_data").size());
    assertEquals("1", shown.result());
  }

  @Test
  void scriptsAndNotebooksLoad() throws IOException {
    Path notebook = folder.resolve("other.ipynb");
    Files.writeString(
        notebook,
        """
        {"cells": [{"cell_type": "markdown", "source": ["# not Java"]},
                   {"cell_type": "code", "source": ["int loaded = 7;\\n", "loaded++;"]}],
         "nbformat": 4, "nbformat_minor": 5, "metadata": {}}
        """);
    run("%load " + notebook);
    assertEquals("8", run("loaded").result());
  }

  @Test
  void magicsListExplainAndCompleteThemselves() {
    assertTrue(run("%lsmagic").stream("stdout").contains("%classpath"));
    String page = run("%jars?").reply().content().get("payload").toString();
    assertTrue(page.contains("Puts jar files on the class path"), page);
    String completed =
        kernelClient()
            .exchange(
                Channel.SHELL,
                MessageType.COMPLETE_REQUEST,
                new Requests.Complete("int x = 1;\n%cla", 15))
            .reply()
            .content()
            .get("matches")
            .toString();
    assertEquals("[\"%classpath\"]", completed);
  }

  @Test
  void anUnknownMagicIsAnErrorThatLeadsOn() {
    String traceback = run("%classpaht lib").traceback();
    assertTrue(traceback.contains("Did you mean %classpath"), traceback);
    assertTrue(traceback.contains("%lsmagic"), traceback);
    String cell = run("%%foo\nbar").traceback();
    assertTrue(cell.contains("There is no magic %%foo."), cell);
    String line = run("%%classpaht\nlib").traceback();
    assertTrue(line.contains("Did you mean %classpath"), line);
  }

  @Test
  void magicsInsideJavaAreJava() {
    assertEquals(
        "true",
        run("String text = \"\"\"\n%lsmagic\n\"\"\";\ntext.startsWith(\"%lsmagic\")").result());
  }

  @Test
  void aMagicBetweenStatementsKeepsTheLinesRight() {
    String traceback = run("int before = 1;\n%time 1 + 1\nint after = before / 0;").traceback();
    assertTrue(traceback.contains("line 3"), traceback);
  }

  @Test
  void missingJarsAreNamed() {
    assertTrue(run("%jars no/such.jar").traceback().contains("no/such"));
    Exchange pattern = run("%jars no/such/*.jar");
    assertEquals("ok", pattern.status());
    assertTrue(pattern.notes().contains("no/such"), pattern.notes());
    assertEquals(List.of(), run("%classpath " + folder.resolve("classes")).all("error"));
  }

  /** A library whose classes meet where branches meet: javac asks for what they have in common. */
  private static Path library() throws IOException {
    Path source = Files.createDirectories(folder.resolve("library")).resolve("Solid.java");
    Files.writeString(
        source,
        """
        package library;
        public abstract class Solid {
          public abstract int v();
          public static Solid of(int n) { return n > 1 ? new Disc() : new Box(); }
          public static class Disc extends Solid { public int v() { return 1; } }
          public static class Box extends Solid { public int v() { return 10; } }
        }
        """);
    Path classes = folder.resolve("library-classes");
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    assertEquals(0, javac.run(null, null, null, "-d", classes.toString(), source.toString()));
    Path jar = folder.resolve("library.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }

  @Test
  void classesOfALibraryAreTypesOfLocalVariables() throws IOException {
    assertEquals("ok", run("%jars " + library() + "\nimport library.*;\nint sum = 0;").status());
    // Plain: no compiler is needed.
    assertEquals(
        "12",
        run("for (int i = 0; i < 3; i++) { Solid g = Solid.of(i + 1); sum += g.v(); }\nsum")
            .result());
    // For the compiler.
    assertEquals(
        "ok", run("try { Solid g = Solid.of(1); sum = g.v(); } catch (Exception e) { }").status());
    assertEquals(
        "11",
        run("int pick(boolean b) { Solid s; if (b) { s = new Solid.Disc(); } else { s = new"
                + " Solid.Box(); } return s.v(); }\n"
                + "pick(true) + pick(false)")
            .result());
  }
}
