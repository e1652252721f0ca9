package org.receptive.kernel.scope;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Keeps a flood of text out of the page: the head of what a scope prints is shown as it comes, the
 * tail when the scope is done, and all that follows the head stands in a file. Nothing is cut that
 * fits into head and tail together. Not safe to share between threads.
 */
final class OutputLimit {
  private static final double CHARS_PER_MEGABYTE = 1e6;

  private final BiConsumer<StreamName, String> publisher;
  private final OutputBounds bounds = OutputBounds.current();
  private final OutputTail tail = new OutputTail(bounds);
  private final OutputFile file;
  private long headLines;
  private long headChars;
  private long lineChars;
  private boolean full;
  private boolean atLineStart = true;

  OutputLimit(BiConsumer<StreamName, String> publisher, Supplier<OutputFiles> files) {
    this.publisher = publisher;
    this.file = new OutputFile(files);
  }

  /** Shows text, or keeps it. */
  void accept(StreamName name, String text) {
    int shown = full ? 0 : fits(text);
    if (shown > 0) {
      publish(name, text.substring(0, shown));
    }
    if (shown < text.length()) {
      full = true;
      keep(OutputTail.Run.of(name, text.substring(shown)));
    }
  }

  /** Shows the tail, and how much is missing before it. */
  void finish() {
    if (tail.isEmpty()) {
      return;
    }
    OutputTail.Taken taken = tail.takeAll();
    if (taken.droppedChars() > 0) {
      publish(
          taken.runs().getFirst().name(),
          String.format(
              Locale.ROOT,
              "[... %,d lines (%.1f MB) are not shown; for more, in an earlier cell:"
                  + " System.setProperty(\"%s\", \"%d\")]%n",
              taken.droppedLines(),
              taken.droppedChars() / CHARS_PER_MEGABYTE,
              OutputBounds.PROPERTY,
              bounds.linesFor(headLines + taken.droppedLines(), headChars + taken.droppedChars())));
    }
    taken.runs().forEach(run -> publish(run.name(), run.text()));
  }

  private void keep(OutputTail.Run run) {
    tail.add(run);
    if (file.isUsed()) {
      file.append(run.text());
    } else if (tail.overflows()) {
      tail.runs().forEach(waiting -> file.append(waiting.text()));
      publish(
          run.name(),
          String.format(
              Locale.ROOT,
              "%s[... what is printed after %,d lines (%.1f MB) %s; its end follows when the cell"
                  + " is done]%n",
              atLineStart ? "" : "\n",
              headLines,
              headChars / CHARS_PER_MEGABYTE,
              file.whereabouts()));
    }
    if (file.isUsed()) {
      tail.trim();
    }
  }

  /** Returns how many characters of a text the head still takes; counts them. */
  private int fits(String text) {
    return text.indexOf('\r') < 0 ? fitsInLines(text) : fitsInChars(text);
  }

  /** The same for text in which nothing is written over, by lines: a flood comes this way. */
  private int fitsInLines(String text) {
    int most = (int) Math.min(text.length(), bounds.headChars() - headChars);
    int end = 0;
    while (headLines < bounds.headLines()) {
      int newline = text.indexOf('\n', end);
      if (newline < 0 || newline >= most) {
        lineChars += most - end;
        headChars += most - end;
        return most;
      }
      headLines++;
      lineChars = 0;
      headChars += newline + 1 - end;
      end = newline + 1;
    }
    return end;
  }

  private int fitsInChars(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (headLines >= bounds.headLines() || headChars >= bounds.headChars()) {
        return i;
      }
      char c = text.charAt(i);
      headChars++;
      lineChars++;
      if (c == '\n') {
        headLines++;
        lineChars = 0;
      } else if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) != '\n') {
        headChars -= lineChars; // A line that is written over is not there twice.
        lineChars = 0;
      }
    }
    return text.length();
  }

  private void publish(StreamName name, String text) {
    atLineStart = text.endsWith("\n");
    publisher.accept(name, text);
  }
}
