package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.kernel.Conversation.Exchange;
import org.receptive.kernel.protocol.Message;

/** What notebooks of other Java kernels write: it works here too, or one line leads on. */
class OtherKernelsNotebooksTest extends KernelFixture {
  @TempDir static Path folder;

  private static String jars() throws IOException {
    for (String name : List.of("a.jar", "b.jar")) {
      try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)))) {
        jar.putNextEntry(new ZipEntry("text.txt"));
      }
    }
    Files.writeString(folder.resolve("c.txt"), "no jar");
    return folder + "/*";
  }

  private Exchange succeed(String cell) {
    Exchange exchange = run(cell);
    assertEquals("ok", exchange.status(), () -> exchange.published().toString());
    return exchange;
  }

  private static String shown(Exchange exchange, String type) {
    Message display = exchange.only("display_data");
    return display.content().getAsJsonObject("data").get(type).getAsString();
  }

  @Test
  void aMagicIsAnExpression() throws IOException {
    String files = "[%s, %s]".formatted(folder.resolve("a.jar"), folder.resolve("b.jar"));
    String pattern = jars();
    assertEquals(files, succeed("List<String> j = %jars " + pattern + "\nj").result());
    assertEquals(
        files,
        succeed("int before = 1;\nvar again =\n  %jars " + pattern + ";\nbefore++;\nagain")
            .result());
    assertEquals("2", succeed("int timed = %time 1 + 1\ntimed").result());
    succeed("timed = %time 1 + 2");
    assertEquals("3", succeed("timed").result());
    assertEquals(
        "[]", succeed("List<String> none = %jars " + folder + "/nowhere/*.jar\nnone").result());
  }

  @Test
  void aDamagedJarIsLeftOutBeforeItStopsTheCompiler() throws IOException {
    Path damaged = Files.createDirectories(folder.resolve("damaged")).resolve("half.jar");
    Files.writeString(damaged, "PK");
    assertTrue(run("%jars " + damaged).traceback().contains("is damaged or no jar file"));
    assertTrue(succeed("%jars " + folder + "/damaged/*.jar").notes().contains("half.jar"));
    succeed("record AfterTheDamage(int x) {}");
  }

  @Test
  void aPercentSignInTextsAndCommentsIsNoMagic() {
    Exchange printed =
        succeed(
            "System.out.printf(\"x = %d%n\", 1); // y = %d\n"
                + "char c = '='; /* z = %time 1 */ String s = \"\"\"\n"
                + "  a = %s \"quoted\" = %s\n"
                + "\"\"\";\n"
                + "System.out.print(String.format(s, 1, 2)); int rest = 7; rest %= 4;");
    assertEquals("x = 1\n  a = 1 \"quoted\" = 2\n", printed.stream("stdout").replace("\r", ""));
    assertEquals("3", succeed("rest").result());
  }

  @Test
  void aMagicThatFailsAsAnExpressionSaysWhyInOneLine() {
    Exchange failed = run("int first = 1;\nvar no = %jars nowhere.jar");
    assertTrue(failed.traceback().startsWith("MagicError: %jars nowhere.jar"), failed::traceback);
    assertTrue(run("var u = %jarz x.jar").traceback().contains("Did you mean %jars?"));
  }

  @Test
  void magicsAndRenderersAreRegisteredWithTheKernelOfIJava() {
    succeed(
        """
        import io.github.spencerpark.ijava.IJava;
        import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
        import io.github.spencerpark.jupyter.kernel.magic.registry.*;
        public class Greetings {
          @LineMagic
          public static String greet(List<String> names) { return "Hello " + names; }
          @CellMagic("count")
          public static int lines(List<String> args, String body) {
            return (int) body.lines().count();
          }
        }
        record Money(int euros) {}
        IJava.getKernelInstance().getMagics().registerMagics(Greetings.class);
        IJava.getKernelInstance().getRenderer().createRegistration(Money.class)
            .preferring(MIMEType.TEXT_HTML)
            .register((money, ctx) ->
                ctx.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>" + money.euros() + "</b>"));
        """);
    assertEquals("Hello [a, b]", shown(succeed("%greet a b"), "text/plain"));
    assertEquals("HELLO []", succeed("String hi = %greet\nhi.toUpperCase()").result());
    assertEquals("2", shown(succeed("%%count\none\ntwo"), "text/plain"));
    assertTrue(run("%count").traceback().contains("write %%count"));
    assertTrue(run("%greed").traceback().contains("Did you mean %greet?"));
    Message money = succeed("new Money(5)").only("execute_result");
    assertEquals(
        "<b>5</b>", money.content().getAsJsonObject("data").get("text/html").getAsString());
    assertEquals("6", succeed("(int) getKernelInstance().evalRaw(\"5 + 1\")").result());
    assertEquals("[1, 2]", succeed("new int[] {1, 2}").result(), "other types as ever");
  }

  @Test
  void shellMagicsOfIJavasLibraryCanBeAdded() {
    succeed(
        "import io.github.spencerpark.jupyter.kernel.magic.common.*;\n"
            + "getKernelInstance().getMagics().registerMagics(new WriteFile());");
    succeed("%%writefile " + folder + "/written.txt\nline");
    assertTrue(Files.exists(folder.resolve("written.txt")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "display(\"<b>x</b>\", \"text/html\")|text/html|<b>x</b>",
        "display(\"text/html\", \"<b>x</b>\")|text/html|<b>x</b>",
        "display(\"html\", new StringBuilder(\"<i>\"))|text/html|<i>",
        "display(\"**x**\", \"markdown\")|text/markdown|**x**",
        "display(\"png\", new byte[] {1, 2})|image/png|AQI=",
        "%html <b>x</b>|text/html|<b>x</b>",
        "%%latex\\n$x^2$|text/latex|$x^2$",
        "%%java\\n\"java\"|text/plain|java"
      })
  void somethingIsShownAsOneType(String cell, String type, String content) {
    assertEquals(
        content,
        shown(succeed(cell.replace("\\n", "\n") + (cell.startsWith("d") ? ";" : "")), type));
  }

  @Test
  void whatIsNoTypeIsNamed() {
    String traceback = run("display(\"label\", 5)").traceback();
    assertTrue(traceback.contains("got no type such as \"text/html\""), traceback);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%classpath add jar FILE",
        "%%classpath add jar\nFILE",
        "%jars /add FILE",
        "%classpath FILE"
      })
  void theClassPathIsNamedInTheWordsOfAllKernels(String cell) throws IOException {
    jars();
    succeed(cell.replace("FILE", folder.resolve("a.jar").toString()));
    assertTrue(succeed("%classpath").stream("stdout").contains("a.jar"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%%bash\\nls|%%bash is IPython's, BeakerX's and Ganymede's",
        "%%python\\n1|runs Java",
        "%pip install x|%maven GROUP:ARTIFACT:VERSION",
        "%matplotlib inline|Figures show themselves",
        "%timeit 1|%time EXPRESSION",
        "%classpath reset|restart the kernel",
        "%classpath add npm x|%maven GROUP:ARTIFACT:VERSION",
        "%dependency|%maven GROUP:ARTIFACT:VERSION",
        "%use dataframe|%maven GROUP:ARTIFACT:VERSION",
        "%%pom\\ndependencies:\\n  nonsense|is not understood",
        "import org.dflib.jjava.kernel.JJava;|renderAs(Type.class",
        "import com.twosigma.beakerx.widget.*;|interact("
      })
  void whatIsNotOursIsExplainedInOneLine(String cell, String said) {
    String traceback = run(cell.replace("\\n", "\n")).traceback();
    assertTrue(traceback.contains(said), traceback);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%classpath add mvn GROUP no-such-library 1.0",
        "%classpath add mvn GROUP:no-such-library:1.0",
        "%dependency /add GROUP:no-such-library:1.0",
        "%%pom\n"
            + "repositories:\n"
            + "  - id: ours\n"
            + "    url: URL\n"
            + "dependencies:\n"
            + "  - GROUP:no-such-library:1.0\n"
      })
  void librariesAreAskedForInTheWordsOfAllKernels(String cell) throws IOException {
    // What is not there is named; what is there is fetched in the tests of %maven.
    Files.createDirectories(folder.resolve("empty"));
    String filled =
        cell.replace("GROUP", "test.receptive.none")
            .replace("URL", folder.resolve("empty").toUri().toString());
    String traceback = run(filled).traceback();
    assertTrue(traceback.contains("no test.receptive.none:no-such-library:jar:1.0"), traceback);
  }
}
