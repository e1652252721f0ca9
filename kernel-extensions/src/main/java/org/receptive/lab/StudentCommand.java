package org.receptive.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.receptive.lab.notebook.Notebook;
import org.receptive.lab.notebook.StudentVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab student}: makes the student's notebooks from the teacher's. */
@Command(
    name = "student",
    mixinStandardHelpOptions = true,
    description = {
      "Make the student's version of notebooks.",
      "Solutions between ### BEGIN SOLUTION and ### END SOLUTION, hidden tests and outputs go."
    })
final class StudentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "NOTEBOOK", description = "The teacher's notebooks.")
  private List<Path> files;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the student's notebooks.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    WritableFolder.make(output);
    for (Path file : files) {
      Path target = output.resolve(file.getFileName());
      if (Files.exists(target) && Files.isSameFile(file, target)) {
        throw new LabException(
            "\"" + file + "\" would be overwritten by its student's version; name another folder");
      }
      Notebook students;
      try {
        students = StudentVersion.of(Notebook.read(file));
      } catch (org.receptive.lab.notebook.InvalidNotebook e) {
        throw e.getMessage().startsWith(file.toString())
            ? e
            : new LabException(file + ", " + e.getMessage(), e);
      }
      students.write(target);
      spec.commandLine().getOut().println(target);
    }
    return 0;
  }
}
