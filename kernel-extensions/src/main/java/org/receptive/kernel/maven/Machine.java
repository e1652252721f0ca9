package org.receptive.kernel.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine as the classifiers of libraries with native parts name it, such as {@code linux-x86_64}
 * (JavaCPP, DJL, Netty), {@code natives-macos-arm64} (LWJGL), {@code mac-aarch64} (JavaFX) or
 * {@code natives-windows-amd64} (JOGL).
 *
 * @param os {@code linux}, {@code windows} or {@code macos}; empty if another
 * @param arch {@code x86_64}, {@code aarch64}, ...; empty if another
 * @param musl whether its C library is musl
 */
record Machine(String os, String arch, boolean musl) {
  private static final Map<String, String> SYSTEMS =
      names(
          "linux linux linuxmusl",
          "windows windows win mingw msvc",
          "macos macos macosx osxuniversal osx mac darwin",
          "android android",
          "ios ios iossimulator tvos watchos",
          "solaris solaris sunos",
          "freebsd freebsd",
          "openbsd openbsd",
          "netbsd netbsd",
          "aix aix");

  private static final Map<String, String> PROCESSORS =
      names(
          "x86_64 x86_64 x86-64 amd64 x64 64",
          "x86 x86_32 x86 i386 i486 i586 i686 32",
          "aarch64 aarch64 aarch_64 arm64 armv8 arm64v8",
          "arm arm armhf armel arm32 aarch32 aarch_32 armv6 armv7 armv6hf armv7hf armv7l arm32v6"
              + " arm32v7",
          "ppc64le ppc64le ppcle_64 powerpc64le",
          "ppc64 ppc64 ppc_64 powerpc64",
          "ppc ppc powerpc",
          "s390x s390x s390_64",
          "riscv64 riscv64 riscv_64",
          "loongarch64 loongarch64 loongarch_64",
          "mips64 mips64 mips64el mips_64",
          "mips mips mipsel",
          "sparcv9 sparcv9 sparc_64",
          "ia64 ia64 itanium_64");

  /** The longer names first: {@code x86} is the beginning of {@code x86_64}. */
  private static final Pattern WORD =
      Pattern.compile(
          "(?<system>SYSTEM)(?:(?<bits>64|32)?(?![a-z0-9])|(?=(?:PROCESSOR)(?![a-z0-9])))|(?<processor>PROCESSOR)(?![a-z0-9])|[a-z0-9]+"
              .replace("SYSTEM", alternatives(SYSTEMS))
              .replace("PROCESSOR", alternatives(PROCESSORS)));

  /** This machine. */
  static Machine here() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).split(" ")[0];
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return new Machine(
        SYSTEMS.getOrDefault(os, os),
        PROCESSORS.getOrDefault(arch, arch),
        Files.exists(Path.of("/lib/ld-musl-" + arch.replace("amd64", "x86_64") + ".so.1")));
  }

  /**
   * Returns whether what has a classifier may run here: it names no other system, processor or C
   * library. Most classifiers name none at all.
   */
  boolean runs(String classifier) {
    String system = "";
    String processor = "";
    String bits = "";
    boolean asksForMusl = false;
    Matcher word = WORD.matcher(classifier.toLowerCase(Locale.ROOT));
    while (word.find()) {
      asksForMusl |= word.group().endsWith("musl");
      if (system.isEmpty() && word.group("system") != null) {
        system = SYSTEMS.get(word.group("system"));
        bits = PROCESSORS.getOrDefault(String.valueOf(word.group("bits")), "");
      } else if (processor.isEmpty() && word.group("processor") != null) {
        processor = PROCESSORS.get(word.group("processor"));
      }
    }
    // In win32-x86-64 the bits are part of the system's name.
    String wanted = processor.isEmpty() ? bits : processor;
    // A processor alone, without a system, may be anything: "x86" may name a data set.
    return system.isEmpty()
        || system.equals(os) && (wanted.isEmpty() || wanted.equals(arch)) && (!asksForMusl || musl);
  }

  /**
   * The properties by which POMs ask for a machine, as the Maven extension os-maven-plugin does.
   */
  Map<String, String> properties() {
    String name = os.equals("macos") ? "osx" : os;
    String processor = arch.equals("aarch64") ? "aarch_64" : arch;
    return Map.of(
        "os.detected.name", name,
        "os.detected.arch", processor,
        "os.detected.classifier", name + "-" + processor);
  }

  /** The first word of a line is the name, all others are names for it. */
  private static Map<String, String> names(String... lines) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      for (int i = 1; i < words.length; i++) {
        names.put(words[i], words[0]);
      }
    }
    return names;
  }

  private static String alternatives(Map<String, String> names) {
    return names.keySet().stream()
        .sorted((a, b) -> b.length() - a.length())
        .map(Pattern::quote)
        .reduce((a, b) -> a + "|" + b)
        .orElseThrow();
  }
}
