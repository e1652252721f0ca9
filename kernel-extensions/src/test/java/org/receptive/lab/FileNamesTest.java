package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
  @ParameterizedTest
  @CsvSource({"UTF-8, FINE, false", "ISO-8859-1, LESS, true", "ANSI_X3.4-1968, LESS, true"})
  void anEncodingThatLacksLettersIsFoundAndItsRemedySaid(
      String encoding, Finding.Health health, boolean warned) {
    Finding finding = FileNames.finding(encoding);
    assertEquals(health, finding.health());
    assertEquals(health != Finding.Health.FINE, finding.remedy().contains("LC_ALL=C.UTF-8"));
    assertEquals(warned, FileNames.warning(encoding).isPresent());
  }

  @Test
  void theWarningSaysWhatToDo() {
    Optional<String> warning = FileNames.warning("US-ASCII");
    assertTrue(warning.orElseThrow().contains("LC_ALL=C.UTF-8 ./lab"), warning::toString);
  }

  @Test
  void theScriptLeavesALocaleThatHasOnlyAscii() throws IOException {
    assumeTrue(FileNames.localeForKernels().isPresent(), "this system knows no C.UTF-8");
    String function =
        Files.readString(Path.of("..", "lab"))
            .replaceFirst("(?s).*?\\n(speak_utf8\\(\\) \\{\\n.*?\\n\\}\\n).*", "$1");
    for (String locale : new String[] {"C", "POSIX", "xx_XX.UTF-8"}) {
      assertEquals("C.UTF-8 UTF-8", charset(function, locale));
    }
    assertEquals("C.UTF-8 UTF-8", charset(function, "C.UTF-8"));
  }

  private static String charset(String function, String locale) throws IOException {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", function + "speak_utf8; echo $LC_ALL $(locale charmap)");
    shell.environment().put("LC_ALL", locale);
    Process process = shell.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
