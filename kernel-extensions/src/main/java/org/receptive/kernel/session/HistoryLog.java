package org.receptive.kernel.session;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.receptive.kernel.protocol.Requests;

/** The cells of this session. Safe to share between threads. */
final class HistoryLog {
  private static final int SESSION = 1;

  private record Entry(int line, String input, Optional<String> output) {}

  private final List<Entry> entries = new ArrayList<>();

  synchronized void add(int line, String input, Optional<String> output) {
    entries.add(new Entry(line, input, output));
  }

  /** Returns the triples that a request asks for. */
  synchronized JsonArray find(Requests.History request) {
    JsonArray found = new JsonArray();
    select(request).forEach(entry -> found.add(triple(entry, request.output())));
    return found;
  }

  private List<Entry> select(Requests.History request) {
    return switch (request.accessType()) {
      case "range" -> range(request);
      case "search" -> last(search(request), request.n());
      default -> last(entries, request.n());
    };
  }

  private List<Entry> range(Requests.History request) {
    if (request.session() != 0 && request.session() != SESSION) {
      return List.of();
    }
    int stop = request.stop() > 0 ? request.stop() : Integer.MAX_VALUE;
    return entries.stream().filter(e -> e.line() >= request.start() && e.line() < stop).toList();
  }

  private List<Entry> search(Requests.History request) {
    Pattern pattern = glob(request.pattern());
    Stream<Entry> matching = entries.stream().filter(e -> pattern.matcher(e.input()).matches());
    if (!request.unique()) {
      return matching.toList();
    }
    Map<String, Entry> latest = new LinkedHashMap<>();
    matching.forEach(
        e -> {
          latest.remove(e.input());
          latest.put(e.input(), e);
        });
    return List.copyOf(latest.values());
  }

  private static List<Entry> last(List<Entry> all, int n) {
    return n <= 0 || n >= all.size() ? all : all.subList(all.size() - n, all.size());
  }

  private static JsonArray triple(Entry entry, boolean withOutput) {
    JsonArray triple = new JsonArray();
    triple.add(SESSION);
    triple.add(entry.line());
    if (withOutput) {
      JsonArray pair = new JsonArray();
      pair.add(entry.input());
      pair.add(entry.output().<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
      triple.add(pair);
    } else {
      triple.add(entry.input());
    }
    return triple;
  }

  /** {@code *} stands for any text, {@code ?} for any character. */
  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
