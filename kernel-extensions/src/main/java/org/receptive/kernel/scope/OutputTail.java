package org.receptive.kernel.scope;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines of what was printed, and how much came before them. */
final class OutputTail {
  /**
   * Text of one stream.
   *
   * @param name of the stream
   * @param text that was printed
   * @param lines that end in it
   */
  record Run(StreamName name, String text, long lines) {
    static Run of(StreamName name, String text) {
      return new Run(name, text, text.chars().filter(c -> c == '\n').count());
    }
  }

  /**
   * What a tail gives away.
   *
   * @param runs the last lines, oldest first
   * @param droppedLines lines before them
   * @param droppedChars characters before them
   */
  record Taken(List<Run> runs, long droppedLines, long droppedChars) {}

  private final OutputBounds bounds;
  private final Deque<Run> runs = new ArrayDeque<>();
  private long lines;
  private long chars;
  private long droppedLines;
  private long droppedChars;

  OutputTail(OutputBounds bounds) {
    this.bounds = bounds;
  }

  void add(Run run) {
    runs.addLast(run);
    lines += run.lines();
    chars += run.text().length();
  }

  /** Returns whether there is more than will be shown. */
  boolean overflows() {
    return lines > bounds.tailLines() || chars > bounds.tailChars();
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** Returns what has not been dropped, oldest first. */
  List<Run> runs() {
    return List.copyOf(runs);
  }

  /** Drops runs that will not be shown. */
  void trim() {
    while (!runs.isEmpty()
        && (lines - runs.getFirst().lines() >= bounds.tailLines()
            || chars - runs.getFirst().text().length() >= bounds.tailChars())) {
      drop(runs.removeFirst());
    }
  }

  /** Takes out the last lines; the tail is empty then. */
  Taken takeAll() {
    trim();
    if (overflows() && !runs.isEmpty()) {
      Run oldest = runs.removeFirst();
      int start = start(oldest);
      drop(Run.of(oldest.name(), oldest.text().substring(0, start)));
      runs.addFirst(Run.of(oldest.name(), oldest.text().substring(start)));
    }
    Taken taken = new Taken(new ArrayList<>(runs), droppedLines, droppedChars);
    runs.clear();
    lines = 0;
    chars = 0;
    droppedLines = 0;
    droppedChars = 0;
    return taken;
  }

  private void drop(Run run) {
    lines -= run.lines();
    chars -= run.text().length();
    droppedLines += run.lines();
    droppedChars += run.text().length();
  }

  /** Returns where the oldest run is cut: where a line begins, if one does in what may be kept. */
  private int start(Run oldest) {
    String text = oldest.text();
    int start = (int) Math.max(0, chars - bounds.tailChars());
    if (start > 0 && text.charAt(start - 1) != '\n') {
      int next = text.indexOf('\n', start);
      start = next < 0 || next + 1 == text.length() ? start : next + 1;
    }
    long left = text.substring(start).chars().filter(c -> c == '\n').count();
    for (long after = lines - oldest.lines(); after + left > bounds.tailLines(); left--) {
      start = text.indexOf('\n', start) + 1;
    }
    return Character.isLowSurrogate(charAt(text, start)) ? start + 1 : start;
  }

  private static char charAt(String text, int index) {
    return index < text.length() ? text.charAt(index) : ' ';
  }
}
