package org.receptive.kernel.magic.builtin;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.receptive.kernel.magic.Magic;
import org.receptive.kernel.magic.MagicCall;
import org.receptive.kernel.magic.MagicContext;
import org.receptive.kernel.magic.MagicException;
import org.receptive.kernel.protocol.Json;

/** {@code %load}: runs a file of Java snippets, or the code cells of a notebook. */
public final class LoadMagic implements Magic {
  private static final List<String> SUFFIXES = List.of("", ".ipynb", ".jshell", ".jsh", ".java");

  @Override
  public Description description() {
    return Description.ofLine(
        "load",
        "%load FILE",
        "Runs a file of Java snippets, or the code cells of a notebook.",
        "The ending may be left out: .ipynb, .jshell, .jsh and .java are tried in this order.");
  }

  @Override
  public void runLine(MagicCall call, MagicContext context) throws Exception {
    String name = call.argumentLine().strip().replaceAll("^[\"']|[\"']$", "");
    if (name.isEmpty()) {
      throw new MagicException("%load needs the name of a file: %load exercises.jshell");
    }
    Path file = find(name);
    for (String code : cells(file)) {
      context.eval(code);
    }
  }

  @Override
  public List<String> complete(List<String> before, String prefix) {
    return FileNames.startingWith(prefix);
  }

  private static Path find(String name) throws MagicException {
    for (String suffix : SUFFIXES) {
      Path file = Path.of(name + suffix);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new MagicException(
        "%load: there is no file '"
            + Path.of(name).toAbsolutePath()
            + "', with or without the"
            + " endings .ipynb, .jshell, .jsh, .java");
  }

  private static List<String> cells(Path file) throws IOException, MagicException {
    if (!file.toString().endsWith(".ipynb")) {
      return List.of(Files.readString(file));
    }
    try {
      List<String> sources = new ArrayList<>();
      JsonObject notebook = Json.parse(Files.readAllBytes(file));
      for (JsonElement cell : notebook.getAsJsonArray("cells")) {
        JsonObject tree = cell.getAsJsonObject();
        if (tree.get("cell_type").getAsString().equals("code")) {
          sources.add(text(tree.get("source")));
        }
      }
      return sources;
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new MagicException("%load: '" + file + "' is not a notebook of format 4", e);
    }
  }

  private static String text(JsonElement source) {
    if (!(source instanceof JsonArray lines)) {
      return source.getAsString();
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }
}
