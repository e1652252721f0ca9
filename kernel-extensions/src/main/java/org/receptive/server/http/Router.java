package org.receptive.server.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds who answers a call. A route is a method and a template such as {@code
 * /api/kernels/{id}/restart}; {@code {path*}} stands for any number of segments. The first fitting
 * route answers, so that special ones are named before general ones.
 */
public final class Router {
  /** Answers calls. */
  @FunctionalInterface
  public interface Resource {
    /** The answer to a call. */
    Answer answer(Call call) throws IOException;
  }

  private record Route(String method, List<String> template, Resource resource) {}

  private final List<Route> routes = new ArrayList<>();

  /** Adds a route. */
  public Router on(String method, String template, Resource resource) {
    List<String> parts = List.of(template.substring(1).split("/"));
    routes.add(new Route(method, template.equals("/") ? List.of() : parts, resource));
    return this;
  }

  /**
   * Answers a call.
   *
   * @throws Refusal with status 404 if nobody answers its path, 405 if not with this method
   */
  public Answer answer(Call call) throws IOException {
    String method = call.method().equals("HEAD") ? "GET" : call.method();
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, List<String>>> variables = match(route.template(), call.path());
      if (variables.isPresent() && route.method().equals(method)) {
        return route.resource().answer(call.with(variables.get()));
      }
      variables.ifPresent(_ -> allowed.add(route.method()));
    }
    if (allowed.isEmpty()) {
      throw Refusal.notFound("there is nothing at " + call.rawPath());
    }
    return Answer.refusal(405, call.rawPath() + " is not answered with " + call.method())
        .with("Allow", String.join(", ", allowed));
  }

  private static Optional<Map<String, List<String>>> match(
      List<String> template, List<String> path) {
    Map<String, List<String>> variables = new HashMap<>();
    int extra = path.size() - template.size();
    int at = 0;
    for (String part : template) {
      if (part.endsWith("*}")) {
        int length = extra + 1;
        if (length < 0) {
          return Optional.empty();
        }
        variables.put(part.substring(1, part.length() - 2), path.subList(at, at + length));
        at += length;
      } else if (at == path.size()) {
        return Optional.empty();
      } else if (part.startsWith("{")) {
        variables.put(part.substring(1, part.length() - 1), List.of(path.get(at++)));
      } else if (!part.equals(path.get(at++))) {
        return Optional.empty();
      }
    }
    return at == path.size() ? Optional.of(variables) : Optional.empty();
  }
}
