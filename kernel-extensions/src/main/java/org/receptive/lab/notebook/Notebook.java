package org.receptive.lab.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A notebook of nbformat 4: cells and what stands around them. Immutable; unknown fields travel
 * along.
 */
public final class Notebook {
  private static final int MOST_REPAIRS_TOLD = 5;

  private final JsonObject frame;
  private final List<Cell> cells;
  private final List<String> repairs;

  private Notebook(JsonObject frame, List<Cell> cells) {
    this(frame, cells, List.of());
  }

  Notebook(JsonObject frame, List<Cell> cells, List<String> repairs) {
    this.frame = frame;
    this.cells = List.copyOf(cells);
    this.repairs = List.copyOf(repairs);
  }

  /**
   * Reads and checks a notebook file.
   *
   * @throws InvalidNotebook if the file is no notebook of nbformat 4
   * @throws IOException if it cannot be read
   */
  public static Notebook read(Path file) throws IOException {
    return NotebookReader.read(file.toString(), Files.readAllBytes(file));
  }

  /**
   * Reads and checks the bytes of a notebook.
   *
   * @param name its name in messages
   * @throws InvalidNotebook if they are no notebook of nbformat 4
   */
  public static Notebook parse(String name, byte[] bytes) {
    return NotebookReader.read(name, bytes);
  }

  /**
   * Checks the JSON of a notebook, which then belongs to the notebook.
   *
   * @param name its name in messages
   * @throws InvalidNotebook if it is no notebook of nbformat 4
   */
  public static Notebook of(String name, JsonObject json) {
    return NotebookReader.check(name, json);
  }

  /**
   * What was wrong with the notebook when it was read and has been repaired, a sentence each. Once
   * written it is valid.
   */
  public List<String> repairs() {
    return repairs;
  }

  /** The first of {@link #repairs}, and how many more there are. */
  public String repairsInBrief() {
    int more = repairs.size() - MOST_REPAIRS_TOLD;
    return String.join("; ", repairs.subList(0, Math.min(repairs.size(), MOST_REPAIRS_TOLD)))
        + (more > 0 ? "; and " + more + " more" : "");
  }

  /** The cells, from the top. */
  public List<Cell> cells() {
    return cells;
  }

  /** The text of the first heading, or an empty string. */
  public String title() {
    return cells.stream()
        .filter(cell -> cell.kind() == Cell.Kind.MARKDOWN)
        .flatMap(cell -> cell.source().lines())
        .filter(line -> line.startsWith("# "))
        .map(line -> line.substring(2).strip())
        .findFirst()
        .orElse("");
  }

  /** The name of the programming language the notebook declares; an empty string if none. */
  public String language() {
    JsonObject metadata = frame.getAsJsonObject("metadata");
    if (metadata.get("language_info") instanceof JsonObject info && info.has("name")) {
      return info.get("name").getAsString();
    }
    if (metadata.get("kernelspec") instanceof JsonObject spec && spec.has("language")) {
      return spec.get("language").getAsString();
    }
    return "";
  }

  /** The notebook with other cells. */
  public Notebook withCells(List<Cell> changed) {
    return new Notebook(frame, changed);
  }

  /** The notebook with every cell changed alike. */
  public Notebook mapCells(UnaryOperator<Cell> change) {
    return withCells(cells.stream().map(change).toList());
  }

  /** The notebook with a {@code language_info} as the kernel reported it. */
  public Notebook withLanguageInfo(JsonObject languageInfo) {
    JsonObject changed = frame.deepCopy();
    changed.getAsJsonObject("metadata").add("language_info", languageInfo.deepCopy());
    return new Notebook(changed, cells);
  }

  /** The notebook as front ends want it: every text in one piece. */
  public JsonObject toJson() {
    JsonObject root = frame.deepCopy();
    JsonArray array = new JsonArray();
    for (Cell cell : cells) {
      JsonObject json = cell.json().deepCopy();
      MultilineText.joinAll(json);
      array.add(json);
    }
    root.add("cells", array);
    return root;
  }

  /** The notebook with the states of its widgets; without any, an earlier run's are taken away. */
  Notebook withWidgetStates(Optional<JsonObject> states) {
    JsonObject changed = frame.deepCopy();
    JsonObject metadata = changed.getAsJsonObject("metadata");
    metadata.remove("widgets");
    states.ifPresent(
        state -> {
          JsonObject widgets = new JsonObject();
          widgets.add(WidgetStates.TYPE, state);
          metadata.add("widgets", widgets);
        });
    return new Notebook(changed, cells);
  }

  /** The bytes of the file, as Jupyter writes them. */
  public byte[] toBytes() {
    JsonObject root = frame.deepCopy();
    JsonArray array = new JsonArray();
    for (Cell cell : cells) {
      JsonObject json = cell.json().deepCopy();
      MultilineText.splitAll(json);
      array.add(json);
    }
    root.add("cells", array);
    return JupyterJson.write(root);
  }

  /** Writes the notebook, replacing the file in one step. */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // Not a temporary file: those are readable by their owner only, and a notebook is to be shared.
    Path draft = folder.resolve(".receptive-" + UUID.randomUUID() + ".ipynb");
    try {
      Files.write(draft, toBytes(), StandardOpenOption.CREATE_NEW);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
