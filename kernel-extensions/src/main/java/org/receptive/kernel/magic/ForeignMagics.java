package org.receptive.kernel.magic;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Magics of other kernels that this one has not: whose they are, and what to write instead. Those
 * that mean the same here are magics of their own.
 */
final class ForeignMagics {
  private static final String SHELLS = "IPython's, BeakerX's and Ganymede's";
  private static final String PYTHON = "IPython's";
  private static final String BEAKER = "BeakerX's";
  private static final String GANYMEDE = "Ganymede's";
  private static final String LANGUAGES = "one of kernels that run several languages";

  private static final Map<String, Advice> ALL = all();

  /**
   * What to say about a magic.
   *
   * @param whose whose it is
   * @param instead what to write here, a sentence
   */
  private record Advice(String whose, String instead) {}

  private ForeignMagics() {}

  /** Returns what to say about a magic of others. */
  static Optional<String> advice(String signs, String name) {
    return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)))
        .map(advice -> "%s%s is %s. %s".formatted(signs, name, advice.whose(), advice.instead()));
  }

  private static Map<String, Advice> all() {
    Map<String, Advice> all = new LinkedHashMap<>();
    put(
        all,
        SHELLS,
        "This kernel runs Java. A program is started with new ProcessBuilder(\"ls\", \"-l\")"
            + ".start(), and new String(process.getInputStream().readAllBytes()) is what it says.",
        "bash sh script system sx cmd powershell zsh fish");
    put(
        all,
        LANGUAGES,
        "This one runs Java; a notebook in another language has a kernel of its own.",
        "python python2 python3 pypy groovy kotlin scala clojure ruby perl r jshell php");
    put(
        all,
        BEAKER + " and Ganymede's",
        "From Java: fetch the driver with %maven, then"
            + " java.sql.DriverManager.getConnection(address).",
        "sql datasources defaultdatasource jdbc");
    put(
        all,
        BEAKER + " and Ganymede's",
        "From Java: %maven org.apache.spark:spark-sql_2.13:VERSION, then SparkSession.builder().",
        "spark spark-session");
    put(
        all,
        GANYMEDE,
        "Fetch the template engine with %maven and call it from Java; display(\"text/html\", text)"
            + " shows what it makes.",
        "freemarker handlebars mustache thymeleaf velocity");
    put(all, BEAKER, "Nothing need be undone: restart the kernel.", "unimport untype");
    put(
        all,
        BEAKER,
        "%jars and %maven bring libraries, and getKernelInstance().getMagics()"
            + ".registerMagics(C.class) their magics.",
        "load_magic");
    put(
        all,
        "rapaio's",
        "An image is shown by the line javax.imageio.ImageIO.read(new File(\"name.png\"))",
        "image");
    put(all, "that of Kotlin's kernel", "Here it is %maven GROUP:ARTIFACT:VERSION", "use");
    python(all);
    return all;
  }

  private static void python(Map<String, Advice> all) {
    put(
        all,
        PYTHON + " and BeakerX's",
        "%time EXPRESSION tells how long it takes, once.",
        "timeit prun mprun memit");
    put(
        all,
        PYTHON,
        "Figures show themselves: end a cell with one, or call display(figure).",
        "matplotlib pylab");
    put(
        all,
        PYTHON,
        "Libraries for Java come with %maven GROUP:ARTIFACT:VERSION",
        "pip conda mamba uv");
    put(
        all,
        PYTHON,
        "From Java: Path.of(\"\").toAbsolutePath() is the folder of the notebook, and"
            + " Files.list(Path.of(\".\")).toList() what is in it.",
        "cd pwd ls dir mkdir cat cp mv rm less");
    put(all, PYTHON, "From Java: System.getenv(\"NAME\")", "env set_env");
    put(all, PYTHON, "name? tells what a name stands for.", "who whos who_ls pinfo pdoc psource");
    put(all, PYTHON, "%load FILE runs a file of Java, or a notebook.", "run");
    put(all, PYTHON, "From Java: Files.writeString(Path.of(name), text)", "writefile file");
    put(
        all,
        PYTHON,
        "Nothing need be loaded: %maven and %jars bring libraries.",
        "load_ext reload_ext unload_ext autoreload");
    put(all, PYTHON, "Restart the kernel to begin anew.", "reset reset_selective");
    put(all, PYTHON, "What a cell shows stands below it; there is no way to catch it.", "capture");
    put(all, PYTHON, "The notebook itself holds what was run.", "history hist recall rerun save");
    put(all, PYTHON, "This kernel has no debugger.", "debug pdb");
    put(all, PYTHON, "There is nothing to set up.", "config alias logstart automagic");
  }

  private static void put(Map<String, Advice> all, String whose, String instead, String names) {
    for (String name : names.split(" ")) {
      all.put(name, new Advice(whose, instead));
    }
  }
}
