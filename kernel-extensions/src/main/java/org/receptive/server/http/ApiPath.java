package org.receptive.server.http;

import java.util.Arrays;
import java.util.List;

/** Paths that stand in JSON bodies: not percent-encoded, but checked like those in addresses. */
public final class ApiPath {
  private ApiPath() {}

  /**
   * The segments of a path.
   *
   * @throws Refusal with status 400 if one cannot be the name of a file
   */
  public static List<String> of(String path) {
    return Arrays.stream(path.split("/"))
        .filter(segment -> !segment.isEmpty())
        .map(PathSegments::checked)
        .toList();
  }
}
