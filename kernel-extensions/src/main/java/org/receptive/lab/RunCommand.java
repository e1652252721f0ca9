package org.receptive.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.lab.html.IndexPage;
import org.receptive.lab.html.NotebookPage;
import org.receptive.lab.html.PageSet;
import org.receptive.lab.notebook.Notebook;
import org.receptive.lab.notebook.NotebookRunner;
import org.receptive.lab.notebook.StudentVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab run}: runs notebooks from the top, without Jupyter. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Run notebooks from the top and, if asked, keep the result.",
      "The exit status is 1 if a cell throws."
    })
final class RunCommand implements Callable<Integer> {
  /** What a run leaves behind. */
  enum Format {
    /** A page for the browser. */
    html,
    /** A notebook with its outputs. */
    ipynb
  }

  private static final Duration KERNEL_START = Duration.ofMinutes(2);

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "NOTEBOOK", description = "Files to run.")
  private List<Path> files;

  @Option(
      names = "--to",
      paramLabel = "html|ipynb",
      description = {
        "Write a page, or the notebook with its outputs.",
        "Without --to, pages are written if there is an --output; else the run is only reported."
      })
  private Format to;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Folder to write to; it is made if it does not exist. Default: beside the notebook.")
  private Path output;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long one cell may take (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--student",
      description = {
        "Run the student's version: without solutions, and on past exercises that nobody answered.",
        "Without it, a check that is not answered fails its cell."
      })
  private boolean student;

  private PageSet pages = PageSet.none();

  @Override
  public Integer call() throws IOException {
    checkTheCommandLine();
    if (student && to == Format.ipynb && output == null) {
      throw new LabException(
          "--student --to ipynb would replace the lecturer's notebooks; name an --output folder");
    }
    if (output != null) {
      WritableFolder.make(output);
      to = to == null ? Format.html : to;
    }
    // All files are read before the first runs: a typing error shows at once.
    Map<Path, Notebook> notebooks = new LinkedHashMap<>();
    for (Path file : files) {
      Notebook notebook = readJava(file);
      notebooks.put(file, student ? StudentVersion.of(notebook) : notebook);
    }
    pages = to == Format.html ? pageSet(notebooks) : PageSet.none();
    int status = 0;
    for (Map.Entry<Path, Notebook> entry : notebooks.entrySet()) {
      status = Math.max(status, run(entry.getKey(), entry.getValue()));
    }
    if (pages.index()) {
      writeIndex();
    }
    return status;
  }

  /** Pages made at once lead to each other; with a folder of their own they get an overview. */
  private PageSet pageSet(Map<Path, Notebook> notebooks) throws IOException {
    List<PageSet.Entry> entries = new ArrayList<>();
    notebooks.forEach(
        (file, notebook) -> {
          String title = notebook.title().isEmpty() ? name(file) : notebook.title();
          entries.add(PageSet.Entry.of(file, title));
        });
    boolean oneFolder =
        output != null || files.stream().map(RunCommand::folderOf).distinct().count() == 1;
    boolean index = output != null && entries.size() > 1 && IndexPage.hasRoomIn(output);
    return oneFolder ? new PageSet(entries, index) : PageSet.none();
  }

  private void writeIndex() throws IOException {
    List<IndexPage.Line> lines = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      LectureOverview.Entry about = LectureOverview.entry(files.get(i));
      lines.add(new IndexPage.Line(pages.pages().get(i), about.slides(), about.summary()));
    }
    Path index = output.resolve(PageSet.INDEX);
    Files.writeString(index, IndexPage.toHtml(lines), StandardCharsets.UTF_8);
    spec.commandLine().getOut().println("  " + index);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private void checkTheCommandLine() {
    if (timeout < 1) {
      throw new ParameterException(
          spec.commandLine(), "--timeout is " + timeout + "; it takes seconds, at least 1");
    }
    Map<Path, Path> made = new LinkedHashMap<>();
    for (Path file : files) {
      Path folder = Optional.ofNullable(output).orElse(folderOf(file));
      Path before = made.put(folder.resolve(file.getFileName()), file);
      if (output != null && before != null) {
        throw new LabException(
            "\"%s\" and \"%s\" would both be written to \"%s\" under one name; run them one by one"
                .formatted(before, file, output));
      }
      if (to != null && output == null && Files.exists(file)) {
        WritableFolder.make(folder);
      }
    }
  }

  private static Path folderOf(Path file) {
    return file.toAbsolutePath().getParent();
  }

  private Notebook readJava(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new LabException("\"" + file + "\" is a folder; name the notebooks in it");
    }
    Notebook notebook = Notebook.read(file);
    if (!notebook.repairs().isEmpty()) {
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT, "lab: %s was not quite valid: %s.%n", file, notebook.repairsInBrief());
    }
    String language = notebook.language();
    if (!language.isEmpty() && !language.equalsIgnoreCase("java")) {
      throw new LabException(
          "\"%s\" is written in %s; this kernel runs Java".formatted(file, language));
    }
    return notebook;
  }

  private int run(Path file, Notebook notebook) throws IOException {
    Path folder = folderOf(file);
    var console = new ConsoleProgress(spec.commandLine().getOut());
    console.heading(file.getFileName().toString());
    NotebookRunner.Outcome outcome;
    try (KernelClient kernel =
        KernelClient.start(KernelCommand.receptive(), folder, KERNEL_START)) {
      NotebookRunner runner = new NotebookRunner(kernel, Duration.ofSeconds(timeout), console);
      outcome = (student ? runner.pastUnanswered() : runner).run(notebook);
    }
    outcome.failure().ifPresent(failure -> report(file, failure));
    keep(file, folder, outcome);
    return outcome.failure().isPresent() ? Lab.FAILED : 0;
  }

  private void report(Path file, NotebookRunner.CellFailure failure) {
    String id = failure.cell().id();
    spec.commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "lab: %s, code cell %d%s failed: %s%s%n",
            file,
            failure.position(),
            id.isEmpty() ? "" : " (" + id + ")",
            failure.error().ename(),
            failure.error().evalue().isEmpty() ? "" : ": " + failure.error().evalue());
  }

  private void keep(Path file, Path folder, NotebookRunner.Outcome outcome) throws IOException {
    if (to == null) {
      return;
    }
    boolean inPlace = to == Format.ipynb && output == null;
    if (inPlace && outcome.failure().isPresent()) {
      spec.commandLine().getErr().println("lab: the notebook was left as it was");
      return;
    }
    String name = file.getFileName().toString().replaceFirst("\\.ipynb$", "");
    Path target = Optional.ofNullable(output).orElse(folder).resolve(name + "." + to.name());
    try {
      write(outcome.notebook(), file, target);
    } catch (NoSuchFileException e) {
      throw new LabException(
          "\"%s\" cannot be written: its folder is gone, or takes no files".formatted(target), e);
    }
    spec.commandLine().getOut().println("  " + target);
  }

  private void write(Notebook notebook, Path file, Path target) throws IOException {
    switch (to) {
      case html ->
          Files.writeString(
              target,
              new NotebookPage(notebook, folderOf(file), name(file), pages).toHtml(),
              StandardCharsets.UTF_8);
      case ipynb -> notebook.write(target);
    }
  }
}
