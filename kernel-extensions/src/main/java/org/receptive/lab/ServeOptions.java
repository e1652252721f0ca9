package org.receptive.lab;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.receptive.kernel.UserHome;
import org.receptive.server.access.Hosts;
import picocli.CommandLine.Option;

/** What {@code ./lab} alone takes. */
final class ServeOptions {
  private static final int SHORTEST_TOKEN = 16;
  private static final int LONGEST_TOKEN = 200;
  private static final Pattern NOT_IN_A_TOKEN = Pattern.compile("[^A-Za-z0-9._~-]");

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = {
        "Where your notebooks are kept.",
        "Default: the folder Receptive in your home; with solutions, Receptive-solutions."
      })
  private Path folder;

  @Option(
      names = "--with-solutions",
      description = {
        "The lecturer's version, with solutions and outputs, in a folder of its own.",
        "Default: the students' version."
      })
  private boolean withSolutions;

  @Option(names = "--no-browser", description = "Print the address, and open no browser.")
  private boolean noBrowser;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The port to listen on. Default: one that is free.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "localhost",
      description = {
        "The name or address to listen on. Default: localhost, which only this machine reaches.",
        "0.0.0.0 lets others in who know the token; needs --token."
      })
  private String host;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:RECEPTIVE_TOKEN}",
      description = {
        "What a visitor must know, at least 16 characters. Default: random.",
        "The variable RECEPTIVE_TOKEN sets it too, and other users of the machine don't see that."
      })
  private String token;

  /** Which version of the lecture is asked for. */
  Edition edition() {
    return Edition.of(withSolutions);
  }

  boolean browser() {
    return !noBrowser;
  }

  int port() {
    return port;
  }

  /** The name to listen on; {@code localhost} is the same loopback address for all programs. */
  String host() {
    return host.equals("localhost") ? "127.0.0.1" : host;
  }

  boolean isLocal() {
    return Hosts.isLoopback(host);
  }

  Optional<String> token() {
    return Optional.ofNullable(token);
  }

  Path folder() {
    String name = withSolutions ? "Receptive-solutions" : "Receptive";
    Path chosen = folder == null ? UserHome.folder().resolve(name) : folder;
    return chosen.toAbsolutePath().normalize();
  }

  /** The messages do not tell the token: what a program prints is read over shoulders and kept. */
  private void checkToken() {
    if (token.length() < SHORTEST_TOKEN || token.length() > LONGEST_TOKEN) {
      throw new LabException(
          String.format(
              Locale.ROOT,
              "the token has %d character%s; it needs at least %d, and at most %d",
              token.length(),
              token.length() == 1 ? "" : "s",
              SHORTEST_TOKEN,
              LONGEST_TOKEN));
    }
    Matcher wrong = NOT_IN_A_TOKEN.matcher(token);
    if (wrong.find()) {
      throw new LabException(
          String.format(
                  Locale.ROOT,
                  "character %d of the token is %s; a token is made of letters A to Z and a to z,"
                      + " digits,",
                  wrong.start() + 1,
                  kindOf(token.codePointAt(wrong.start())))
              + " and . _ ~ -");
    }
  }

  private static String kindOf(int character) {
    if (Character.isWhitespace(character)) {
      return "a blank";
    }
    return Character.isISOControl(character)
        ? "a control character"
        : "\"" + Character.toString(character) + "\"";
  }

  /** Refuses what would let strangers in, before anything starts. */
  void check() {
    if (port < 0 || port > 65_535) {
      throw new LabException("--port is " + port + "; ports are 0 (any) to 65535");
    }
    if (folder != null && folder.toString().isBlank()) {
      throw new LabException(
          "--folder is empty; name the folder for your notebooks, or leave --folder out");
    }
    if (token != null) {
      checkToken();
    }
    if (!isLocal() && token == null) {
      throw new LabException(
          "--host %s lets other machines in: choose a --token that visitors must know"
              .formatted(host));
    }
  }
}
