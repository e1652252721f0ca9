package org.receptive.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.receptive.kernel.UserHome;
import org.receptive.kernel.client.KernelFailure;
import org.receptive.lab.notebook.InvalidNotebook;
import org.receptive.server.frontend.FrontEndArchive;
import org.receptive.server.http.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code lab}. Without a subcommand it opens the lecture. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    versionProvider = Lab.Version.class,
    description = "A lab for convolutional networks in Java notebooks.",
    footer = {
      "",
      "Without a command, the lecture opens.",
      "lab format formats all Java sources; a build with Maven checks that they are."
    },
    subcommands = {
      RunCommand.class,
      InstallCommand.class,
      StudentCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      DistCommand.class
    })
public final class Lab implements Callable<Integer> {
  /** Exit status of a command that was understood but failed. */
  static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--pages",
      description = "Run the lecture and open it as pages, which cannot be changed there.")
  private boolean pages;

  @Mixin private ServeOptions serve;

  /** Runs the command line and ends the process with its status. */
  public static void main(String[] args) {
    UserHome.adopt(System.getenv());
    Locale.setDefault(Locale.ENGLISH);
    FileNames.warning(FileNames.encoding())
        .ifPresent(warning -> writer(System.err).println("lab: " + warning));
    System.exit(run(writer(System.out), writer(System.err), args));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  /**
   * Runs the command line.
   *
   * @return 0 for success, 1 for a failure that was reported, 2 for a wrong command line
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Lab());
    line.setOut(out).setErr(err);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println("lab: " + explain(failure));
          return FAILED;
        });
    return line.execute(args);
  }

  @Override
  public Integer call() throws IOException {
    CommandLine line = spec.commandLine();
    Home home = Home.ofThisProgram();
    return pages || !FrontEndArchive.isBundled()
        ? new LecturePages(home, line.getOut(), line.getErr())
            .open(serve.edition(), serve.browser())
        : new LectureServer(home, serve, line.getOut()).open();
  }

  /** What went wrong, in one sentence; an unexpected failure comes with its stack trace. */
  private static String explain(Exception failure) {
    return switch (failure) {
      case InvalidNotebook e -> e.getMessage();
      case KernelFailure e -> e.getMessage();
      case LabException e -> e.getMessage();
      case Refusal e -> e.getMessage();
      case NoSuchFileException e -> "there is no file \"" + e.getFile() + "\"";
      case AccessDeniedException e ->
          "\"" + e.getFile() + "\" may not be read or written; check its permissions";
      case FileSystemException e ->
          "\"" + e.getFile() + "\" cannot be used: " + reason(e.getReason(), e);
      default -> {
        var trace = new java.io.StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        yield "unexpected failure\n" + trace;
      }
    };
  }

  private static String reason(String reason, Exception failure) {
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }

  /** The version, as the build wrote it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties build = new Properties();
      try (InputStream stream = Lab.class.getResourceAsStream("build.properties")) {
        build.load(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8));
      }
      return new String[] {
        "Receptive " + build.getProperty("version"), "Java " + Runtime.version()
      };
    }
  }
}
