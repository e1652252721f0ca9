package org.receptive.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.receptive.lab.notebook.InvalidNotebook;
import org.receptive.lab.notebook.Notebook;
import org.receptive.lab.notebook.StudentVersion;
import org.receptive.server.contents.AtomicFile;
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

  @Option(
      names = "--overwrite",
      description = "Replace notebooks that are in that folder already, and what was done in them.")
  private boolean overwrite;

  @Override
  public Integer call() throws IOException {
    WritableFolder.make(output);
    // All are made before the first is written: what cannot be made leaves the folder as it is.
    Map<Path, byte[]> students = new LinkedHashMap<>();
    for (Path file : files) {
      Path target = output.resolve(file.getFileName());
      byte[] bytes = studentsVersion(file);
      requireFree(file, target, bytes);
      if (students.put(target, bytes) != null) {
        throw new LabException(
            "two of the notebooks would be written to \"" + target + "\"; make them one by one");
      }
    }
    AtomicFile writer = new AtomicFile();
    for (Map.Entry<Path, byte[]> notebook : students.entrySet()) {
      writer.write(notebook.getKey(), notebook.getValue());
      spec.commandLine().getOut().println(notebook.getKey());
    }
    return 0;
  }

  private static byte[] studentsVersion(Path file) throws IOException {
    try {
      return StudentVersion.of(Notebook.read(file)).toBytes();
    } catch (InvalidNotebook e) {
      throw e.getMessage().startsWith(file.toString())
          ? e
          : new LabException(file + ", " + e.getMessage(), e);
    }
  }

  /** Neither the teacher's notebook is replaced, nor one in which somebody may have worked. */
  private void requireFree(Path file, Path target, byte[] bytes) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (Files.isSameFile(file, target)) {
      throw new LabException(
          "\"" + file + "\" would be overwritten by its student's version; name another folder");
    }
    if (!overwrite && !Arrays.equals(Files.readAllBytes(target), bytes)) {
      throw new LabException(
          "\"%s\" is there already, and somebody may have worked in it; name another folder,"
                  .formatted(target)
              + " or say --overwrite");
    }
  }
}
