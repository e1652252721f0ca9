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

/**
 * Opens the lecture: in JupyterLab or Notebook where one is installed, else as pages in the
 * browser.
 */
final class Lecture {
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
    String name = notebooks.getFirst().getFileName().toString();
    Path first = pages.resolve(name.replaceFirst("\\.ipynb$", ".html"));
    if (status == 0 && !showInBrowser(first)) {
      out.println("Open this page in a browser: " + first.toUri());
    }
    return status;
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
      return waitFor(new ProcessBuilder(command).start()) == 0;
    } catch (IOException e) {
      // No such program: the page's address is printed instead.
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
