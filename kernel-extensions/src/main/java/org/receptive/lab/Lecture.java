package org.receptive.lab;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Opens the lecture: in JupyterLab or Notebook where one is installed, else as pages in the
 * browser.
 */
final class Lecture {
  private static final long OPENER_SECONDS = 5;

  private final Home home;
  private final PrintWriter out;
  private final PrintWriter err;

  Lecture(Home home, PrintWriter out, PrintWriter err) {
    this.home = home;
    this.out = out;
    this.err = err;
  }

  /**
   * Opens the lecture.
   *
   * @param jupyterAllowed whether an installed Jupyter may be used
   * @return the exit status
   */
  int open(boolean jupyterAllowed) throws IOException {
    List<Path> notebooks = home.notebooks();
    if (notebooks.isEmpty()) {
      throw new LabException("there are no notebooks in \"" + home.lecture() + "\"");
    }
    Optional<JupyterFrontEnd> jupyter = jupyterAllowed ? JupyterFrontEnd.find() : Optional.empty();
    return jupyter.isPresent()
        ? openInJupyter(jupyter.get(), notebooks.getFirst())
        : openAsPages(notebooks);
  }

  private int openInJupyter(JupyterFrontEnd jupyter, Path notebook) throws IOException {
    Path data = home.workshop().resolve("jupyter");
    if (!Files.exists(Kernelspec.folderIn(data).resolve("kernel.json"))) {
      out.println("Preparing the kernel, once after each build.");
      out.flush();
      Kernelspec.install(data, out);
    }
    List<String> command = new ArrayList<>(jupyter.command());
    if (System.getProperty("user.name").equals("root")) {
      command.add("--allow-root");
    }
    command.add(notebook.toString());
    out.println("Opening the lecture in " + jupyter.name() + ". Ctrl-C ends it.");
    out.flush();
    ProcessBuilder process = new ProcessBuilder(command).inheritIO();
    process
        .environment()
        .merge("JUPYTER_PATH", data.toString(), (old, ours) -> ours + File.pathSeparator + old);
    return waitFor(process.start());
  }

  private int openAsPages(List<Path> notebooks) throws IOException {
    Path pages = home.workshop().resolve("pages");
    List<String> arguments = new ArrayList<>(List.of("run", "--to", "html", "--output"));
    arguments.add(pages.toString());
    notebooks.forEach(notebook -> arguments.add(notebook.toString()));
    int status = Lab.run(out, err, arguments.toArray(new String[0]));
    if (status != 0) {
      return status;
    }
    List<Path> made = notebooks.stream().map(file -> page(pages, file)).toList();
    out.println("The lecture:");
    made.forEach(page -> out.println("  " + page.toUri()));
    out.flush();
    if (!showInBrowser(made.getFirst())) {
      out.println("Open these pages in a browser; none could be opened from here.");
    }
    return 0;
  }

  private static Path page(Path folder, Path notebook) {
    String name = notebook.getFileName().toString();
    return folder.resolve(name.replaceFirst("\\.ipynb$", ".html"));
  }

  private static boolean showInBrowser(Path page) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> command;
    if (system.contains("mac")) {
      command = List.of("open", page.toString());
    } else if (system.contains("windows")) {
      command = List.of("rundll32", "url.dll,FileProtocolHandler", page.toString());
    } else if (System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null) {
      command = List.of("xdg-open", page.toString());
    } else {
      return false;
    }
    try {
      Process opener =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      // Some openers stay for as long as the browser does: those have succeeded.
      return !opener.waitFor(OPENER_SECONDS, TimeUnit.SECONDS) || opener.exitValue() == 0;
    } catch (IOException e) {
      // There is no such program; the pages' addresses have been printed.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      return Lab.FAILED;
    }
  }
}
