package org.receptive.lab.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as written by a person, and what front ends and runs leave behind. */
final class WrittenPartTest {
  private static final String NOTEBOOK =
      """
      {"cells": [
        {"cell_type": "code", "id": "a", "metadata": {"tags": ["varies"]}, "outputs": [],
         "execution_count": null, "source": ["int x = 1;\\n", "x"]},
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "see"}],
       "metadata": {"kernelspec": {"display_name": "Java", "language": "java", "name": "receptive"}},
       "nbformat": 4, "nbformat_minor": 5}
      """;

  private static byte[] written(String notebook) {
    return WrittenPart.of(notebook.getBytes(StandardCharsets.UTF_8));
  }

  private static String changed(String old, String replacement) {
    String changed = NOTEBOOK.replace(old, replacement);
    assertFalse(changed.equals(NOTEBOOK), () -> "nothing was changed: " + old);
    return changed;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "outputs": []           | "outputs": [{"output_type": "stream", "name": "o", "text": "1"}]
          "execution_count": null | "execution_count": 7
          ["int x = 1;\\n", "x"]  | "int x = 1;\\nx"
          "name": "receptive"     | "name": "java"
          "metadata": {"kernelsp  | "metadata": {"language_info": {"name": "java"}, "kernelsp
          "metadata": {"kernelsp  | "metadata": {"widgets": {}, "kernelsp
          "id": "a"               | "id": "other"
          {"tags": ["varies"]}    | {"tags": ["varies"], "trusted": true, "collapsed": true}
          {"tags": ["varies"]}    | {"tags": ["varies"], "scrolled": "auto", "execution": {"a": "b"}}
          {"tags": ["varies"]}    | {"tags": ["varies"], "jupyter": {"outputs_hidden": true}}
          "metadata": {}          | "metadata": {"jp-MarkdownHeadingCollapsed": true}
          "metadata": {}          | "metadata": {"tags": [], "editable": true}
          "metadata": {}          | "metadata": {"slideshow": {"slide_type": ""}}
          "metadata": {}          | "attachments": {}, "metadata": {}
          """)
  void whatFrontEndsAndRunsLeaveBehindIsNotWritten(String old, String replacement) {
    assertEquals(
        new String(written(NOTEBOOK), StandardCharsets.UTF_8),
        new String(written(changed(old, replacement)), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          int x = 1;              | int x = 2;
          "source": "see"         | "source": "seen"
          "source": "see"         | "source": "see "
          "markdown"              | "raw"
          {"tags": ["varies"]}    | {"tags": ["varies", "mine"]}
          {"tags": ["varies"]}    | {}
          "metadata": {}          | "metadata": {"editable": false}
          "metadata": {}          | "metadata": {"slideshow": {"slide_type": "slide"}}
          "metadata": {}          | "metadata": {"mine": 1}
          "metadata": {}          | "attachments": {"p.png": {"image/png": "AA"}}, "metadata": {}
          "source": "see"}        | "source": "see"}, {"cell_type": "raw", "id": "c", "metadata": {}, "source": ""}
          """)
  void whatAPersonChangesIsWritten(String old, String replacement) {
    assertFalse(Arrays.equals(written(NOTEBOOK), written(changed(old, replacement))));
  }

  @Test
  void aFileThatIsNoNotebookIsWrittenFromEndToEnd() {
    assertArrayEquals("{\"cells\": [".getBytes(StandardCharsets.UTF_8), written("{\"cells\": ["));
    String number = NOTEBOOK.replace("\"nbformat\": 4", "\"nbformat\": 99999999999");
    assertArrayEquals(number.getBytes(StandardCharsets.UTF_8), written(number));
  }
}
