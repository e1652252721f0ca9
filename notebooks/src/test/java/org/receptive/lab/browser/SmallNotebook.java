package org.receptive.lab.browser;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** Notebooks of a few cells, as text. */
final class SmallNotebook {
  private final JsonArray cells = new JsonArray();

  private SmallNotebook() {}

  /** A notebook of code cells. */
  static String of(String... sources) {
    SmallNotebook notebook = new SmallNotebook();
    for (String source : sources) {
      notebook.addCode(source);
    }
    return notebook.json();
  }

  /** A notebook of one text. */
  static String ofText(String markdown) {
    SmallNotebook notebook = new SmallNotebook();
    notebook.add("markdown", markdown);
    notebook.addCode("");
    return notebook.json();
  }

  private JsonObject add(String type, String source) {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", type);
    cell.addProperty("id", "cell-" + cells.size());
    cell.add("metadata", new JsonObject());
    cell.addProperty("source", source);
    cells.add(cell);
    return cell;
  }

  private void addCode(String source) {
    JsonObject cell = add("code", source);
    cell.add("execution_count", JsonNull.INSTANCE);
    cell.add("outputs", new JsonArray());
  }

  private String json() {
    JsonObject kernel = new JsonObject();
    kernel.addProperty("display_name", "Java (Receptive)");
    kernel.addProperty("language", "java");
    kernel.addProperty("name", "receptive");
    JsonObject metadata = new JsonObject();
    metadata.add("kernelspec", kernel);
    JsonObject notebook = new JsonObject();
    notebook.add("cells", cells);
    notebook.add("metadata", metadata);
    notebook.addProperty("nbformat", 4);
    notebook.addProperty("nbformat_minor", 5);
    return new GsonBuilder().serializeNulls().create().toJson(notebook);
  }
}
