package org.receptive.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** The libraries of others that this program runs with, and their licences. */
final class Libraries {
  private final Properties licences;

  private Libraries(Properties licences) {
    this.licences = licences;
  }

  static Libraries known() throws IOException {
    Properties licences = new Properties();
    try (InputStream file = Libraries.class.getResourceAsStream("dist/libraries.properties")) {
      licences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
    return new Libraries(licences);
  }

  /** The licence of a jar, such as {@code gson-2.15.0.jar}, if it is known. */
  Optional<String> licenceOf(String jar) {
    String name = jar.replaceFirst("-[0-9][^/]*\\.jar$", "");
    Optional<String> exact = Optional.ofNullable(licences.getProperty(name));
    return exact.or(
        () ->
            licences.stringPropertyNames().stream()
                .filter(key -> key.endsWith("*"))
                .filter(key -> name.startsWith(key.substring(0, key.length() - 1)))
                .findFirst()
                .map(licences::getProperty));
  }
}
