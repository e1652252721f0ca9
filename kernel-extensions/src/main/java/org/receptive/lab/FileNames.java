package org.receptive.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Which names of files this JVM can open: those that the encoding of its locale has. The script
 * {@code lab} leaves the locale C, whose encoding is ASCII, if it can; no flag of the JVM helps.
 */
final class FileNames {
  private static final String LETTERS_OF_EUROPE = "\u00dc\u00e9\u0142";
  private static final String LETTERS_OF_THE_WORLD = LETTERS_OF_EUROPE + "\u6f22\u2713";

  private FileNames() {}

  /** The encoding of names on this system. */
  static String encoding() {
    return System.getProperty("sun.jnu.encoding", "UTF-8");
  }

  /** What the start says where names such as "Übung" cannot be opened. */
  static Optional<String> warning(String encoding) {
    return has(encoding, LETTERS_OF_EUROPE)
        ? Optional.empty()
        : Optional.of(
            "files whose names have letters beyond "
                + encoding
                + " cannot be opened, for the locale has no others; "
                + remedy());
  }

  /** What the doctor finds. */
  static Finding finding(String encoding) {
    return has(encoding, LETTERS_OF_THE_WORLD)
        ? Finding.fine("File names", "all letters (" + encoding + ")")
        : Finding.less("File names", "only the letters of " + encoding, remedy());
  }

  private static String remedy() {
    return "Choose a locale with UTF-8, for example: LC_ALL=C.UTF-8 ./lab";
  }

  private static boolean has(String encoding, String letters) {
    return Charset.isSupported(encoding)
        && Charset.forName(encoding).newEncoder().canEncode(letters);
  }

  /** The locale to start kernels in elsewhere; empty where theirs is as good, or there is none. */
  static Optional<String> localeForKernels() {
    boolean ownLetters = !encoding().equals("UTF-8") && has(encoding(), LETTERS_OF_EUROPE);
    return ownLetters ? Optional.empty() : Optional.of("C.UTF-8").filter(FileNames::isUtf8);
  }

  private static boolean isUtf8(String locale) {
    ProcessBuilder program = new ProcessBuilder("locale", "charmap");
    program.environment().put("LC_ALL", locale);
    try {
      Process process = program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String charset = new String(process.getInputStream().readAllBytes(), UTF_8);
      return charset.strip().equals("UTF-8");
    } catch (IOException e) {
      // macOS and Windows have names of their own, and UTF-8 without being asked.
      return false;
    }
  }
}
