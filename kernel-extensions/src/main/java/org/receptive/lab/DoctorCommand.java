package org.receptive.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lab doctor}: says what is there, what is missing, and what to do about it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Look at everything that the lab uses.",
      "Problems come with their remedy. The exit status is 1 if one keeps the lab from working."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int INDENT = 14;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean healthy = true;
    for (Finding finding : Examination.of(Home.ofThisProgram())) {
      String indent = "%n".formatted() + " ".repeat(INDENT);
      out.printf(
          Locale.ROOT,
          "%s %-11s %s%n",
          mark(finding.health()),
          finding.subject(),
          finding.detail().replaceAll("\\R", indent));
      if (!finding.remedy().isEmpty()) {
        out.printf(Locale.ROOT, "%s-> %s%n", " ".repeat(INDENT), finding.remedy());
      }
      out.flush();
      healthy &= finding.health() != Finding.Health.BROKEN;
    }
    out.flush();
    return healthy ? 0 : Lab.FAILED;
  }

  private static String mark(Finding.Health health) {
    return switch (health) {
      case FINE -> "+";
      case LESS -> "o";
      case BROKEN -> "!";
    };
  }
}
