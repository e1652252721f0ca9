package org.receptive.viz.summary;

/**
 * The frame of a table that may be wider than its place: the table scrolls, the words above it do
 * not.
 */
final class WideTable {
  /** Behind the last part of the table. */
  static final String END = "</table></div>\n";

  private WideTable() {}

  /**
   * What stands before the first part of the table.
   *
   * @param title escaped
   * @param words under the title, escaped
   */
  static String begin(String title, String words) {
    return "<div style=\"padding:4px 10px\"><b>"
        + title
        + "</b><br>"
        + words
        + "</div>\n<div style=\"overflow-x:auto;margin:0 0 8px 0\"><table aria-label=\""
        + title.replace("\"", "&quot;")
        + "\" style=\"border-collapse:collapse;table-layout:auto;font-size:90%;margin:0\">\n";
  }
}
