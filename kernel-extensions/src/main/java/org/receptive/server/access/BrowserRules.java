package org.receptive.server.access;

import java.util.Map;

/** What browsers are told with every answer. */
public final class BrowserRules {
  /**
   * Nothing comes from or goes to another machine. Inline scripts are those of figures in
   * notebooks; JupyterLab compiles its settings' schemas, which needs {@code unsafe-eval}.
   */
  private static final String CONTENT_POLICY =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
          + " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
          + " media-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
          + " worker-src 'self' blob:; frame-src 'self' data: blob:; object-src 'none';"
          + " base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

  /** A student's page runs its scripts, but is a stranger to this server: it has no cookie. */
  private static final String SANDBOX =
      "sandbox allow-scripts allow-popups allow-modals; default-src 'self' 'unsafe-inline' data:"
          + " blob:; connect-src 'none'; form-action 'none'; frame-ancestors 'self'";

  private BrowserRules() {}

  /** The headers of every answer. */
  public static Map<String, String> headers() {
    return Map.of(
        "Content-Security-Policy", CONTENT_POLICY,
        "X-Content-Type-Options", "nosniff",
        "Referrer-Policy", "same-origin",
        "Cross-Origin-Opener-Policy", "same-origin",
        "Cross-Origin-Resource-Policy", "same-origin");
  }

  /** The content policy of a file that is not ours. */
  public static String sandbox() {
    return SANDBOX;
  }
}
