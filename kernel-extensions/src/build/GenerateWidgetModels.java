import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes one Java class of every widget model in the published ipywidgets schema, and a catalogue of
 * them. Run by the build; a file whose text has not changed is left alone, so that nothing is
 * compiled again.
 */
final class GenerateWidgetModels {
  private static final String PACKAGE = "org.receptive.widgets.model";

  /** What every model says of itself; the constructor passes it on. */
  private static final Set<String> IDENTITY =
      Set.of(
          "_model_module",
          "_model_module_version",
          "_model_name",
          "_view_module",
          "_view_module_version",
          "_view_name",
          "_view_count");

  /**
   * Not a model of any front end: ipywidgets' abstract base of image, audio and video, which the
   * schema's generator lists because it is a registered class.
   */
  private static final String ABSTRACT_MEDIA = "DOMWidgetModel";

  /**
   * An attribute as Java sees it.
   *
   * @param key its name in the protocol
   * @param name its name in Java
   * @param type the type of its property
   * @param given the type that its setter takes
   * @param wrap makes the property's value of a given one; {@code %s} stands for it
   * @param codec expression
   * @param initial expression
   * @param help what the schema says about it
   */
  private record Attribute(
      String key,
      String name,
      String type,
      String given,
      String wrap,
      String codec,
      String initial,
      String help) {}

  private GenerateWidgetModels() {}

  /** Arguments: the schema and the root folder of generated sources. */
  public static void main(String[] args) throws IOException {
    JsonArray schema = JsonParser.parseString(Files.readString(Path.of(args[0]))).getAsJsonArray();
    Path folder = Path.of(args[1]).resolve(PACKAGE.replace('.', '/'));
    Files.createDirectories(folder);
    Map<String, String> files = new TreeMap<>();
    List<JsonObject> models = new ArrayList<>();
    for (JsonElement element : schema) {
      JsonObject model = element.getAsJsonObject();
      if (!text(model.getAsJsonObject("model"), "name").equals(ABSTRACT_MEDIA)) {
        models.add(model);
        files.put(className(model) + ".java", source(model));
      }
    }
    files.put("Models.java", catalogue(models));
    for (Map.Entry<String, String> file : files.entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
    try (var old = Files.list(folder)) {
      for (Path file : old.filter(f -> !files.containsKey(f.getFileName().toString())).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
  }

  private static String className(JsonObject model) {
    return text(model.getAsJsonObject("model"), "name").replaceFirst("Model$", "");
  }

  private static String source(JsonObject entry) {
    String name = className(entry);
    JsonObject model = entry.getAsJsonObject("model");
    JsonObject view = entry.getAsJsonObject("view");
    List<Attribute> attributes = new ArrayList<>();
    for (JsonElement element : entry.getAsJsonArray("attributes")) {
      JsonObject attribute = element.getAsJsonObject();
      if (!IDENTITY.contains(text(attribute, "name"))) {
        attributes.add(attribute(name, attribute));
      }
    }
    StringBuilder out = new StringBuilder();
    out.append("package ").append(PACKAGE).append(";\n\n");
    out.append("import com.google.gson.*;\nimport java.time.*;\nimport java.util.*;\n");
    out.append("import org.receptive.widgets.sync.*;\n\n");
    out.append("/** {@code ").append(text(model, "name")).append("} of {@code ");
    out.append(text(model, "module")).append("} ").append(text(model, "version"));
    out.append(": made from the published schema of ipywidgets. */\n");
    out.append("public final class ").append(name).append(" extends Widget {\n");
    attributes.forEach(
        a ->
            out.append(
                "  private final Property<%s> %s = property(\"%s\", %s, %s);%n"
                    .formatted(a.type(), a.name(), a.key(), a.codec(), a.initial())));
    out.append("\n  /** A model with the default values. */\n  public ")
        .append(name)
        .append("() {\n");
    out.append(
        "    super(new ModelType(%s, %s, %s, %s, %s, %s));%n"
            .formatted(
                quoted(text(model, "module")),
                quoted(text(model, "version")),
                quoted(text(model, "name")),
                quoted(text(view, "module")),
                quoted(text(view, "version")),
                viewName(view)));
    rules(name, attributes).forEach(rule -> out.append("    ").append(rule).append(";\n"));
    out.append("  }\n");
    attributes.forEach(a -> out.append(accessors(name, a)));
    return out.append("}\n").toString().replace(System.lineSeparator(), "\n");
  }

  private static String viewName(JsonObject view) {
    JsonElement name = view.get("name");
    return name == null || name.isJsonNull()
        ? "Optional.empty()"
        : "Optional.of(" + quoted(name.getAsString()) + ")";
  }

  private static String accessors(String owner, Attribute a) {
    String help = a.help().isBlank() ? "The attribute {@code " + a.key() + "}." : a.help();
    return """

      /** %s */
      public Property<%s> %s() {
        return %s;
      }

      /** Sets {@link #%s()}. */
      public %s %s(%s to) {
        %s.set(%s);
        return this;
      }
    """
        .formatted(
            help,
            a.type(),
            a.name(),
            a.name(),
            a.name(),
            owner,
            a.name(),
            a.given(),
            a.name(),
            a.wrap().formatted("to"));
  }

  /** What the values of a model owe each other. */
  private static List<String> rules(String model, List<Attribute> attributes) {
    Map<String, Attribute> byKey = new TreeMap<>();
    attributes.forEach(a -> byKey.put(a.key(), a));
    List<String> rules = new ArrayList<>();
    Attribute value = byKey.get("value");
    Attribute min = byKey.get("min");
    if (value != null && min != null && byKey.containsKey("max")) {
      String kind = value.type() + " in " + min.type();
      switch (kind) {
        case "Integer in Integer", "Double in Double" -> {
          if (!byKey.containsKey("base")) {
            rules.add("Rules.within(value, min, max)");
          } else {
            rules.add("Rules.withinPowers(value, base, min, max)");
          }
        }
        case "List<Integer> in Integer", "List<Double> in Double" ->
            rules.add("Rules.rangeWithin(value, min, max)");
        default -> {
          // Dates and times are limited by the front end's own field.
        }
      }
    }
    if (byKey.containsKey("_options_labels")) {
      String rule =
          switch (byKey.get("index").type()) {
            case "Integer" -> "Rules.indexOf(index, optionsLabels)";
            case "Optional<Integer>" -> "Rules.choiceOf(index, optionsLabels)";
            default -> "Rules.indicesOf(index, optionsLabels)";
          };
      rules.add(rule);
    }
    if (model.equals("FileUpload")) {
      rules.add("value.withoutEcho()"); // As in ipywidgets: a file is not sent back.
    }
    return rules;
  }

  private static Attribute attribute(String model, JsonObject schema) {
    String key = text(schema, "name");
    JsonElement type = schema.get("type");
    boolean optional = schema.has("allow_none") && schema.get("allow_none").getAsBoolean();
    JsonElement initial = schema.get("default");
    String[] java =
        type.isJsonArray()
            ? new String[] {"JsonElement", "JsonElement", "Codecs.NUMBER_OR_ANY", number(initial)}
            : switch (type.getAsString()) {
              case "string" -> ofString(schema, initial);
              case "int" -> new String[] {"Integer", "int", "Codecs.INTEGER", value(initial)};
              case "float" -> new String[] {"Double", "double", "Codecs.FLOAT", value(initial)};
              case "bool" -> new String[] {"Boolean", "boolean", "Codecs.BOOLEAN", value(initial)};
              case "bytes" -> new String[] {"byte[]", "byte[]", "Codecs.BYTES", "new byte[0]"};
              case "Date" -> plain("LocalDate", "Codecs.DATE");
              case "Time" -> plain("LocalTime", "Codecs.TIME");
              case "Datetime" ->
                  model.equals("NaiveDatetime")
                      ? plain("LocalDateTime", "Codecs.LOCAL_DATE_TIME")
                      : plain("Instant", "Codecs.INSTANT");
              case "reference" -> ofReference(text(schema, "widget"));
              case "array" -> ofArray(key, schema, initial);
              default ->
                  throw new IllegalStateException(
                      model + "." + key + " has the unknown type " + type);
            };
    if (!optional) {
      return new Attribute(
          key, javaName(key), java[0], java[1], "%s", java[2], java[3], help(schema));
    }
    return new Attribute(
        key,
        javaName(key),
        "Optional<" + java[0] + ">",
        java[1],
        "Optional.of(%s)",
        "Codecs.optional(" + java[2] + ")",
        initial == null || initial.isJsonNull()
            ? "Optional.empty()"
            : "Optional.of(" + java[3] + ")",
        help(schema));
  }

  private static String[] plain(String type, String codec) {
    return new String[] {type, type, codec, "null"};
  }

  private static String[] ofString(JsonObject schema, JsonElement initial) {
    String codec = "Codecs.STRING";
    if (schema.has("enum")) {
      List<String> words = new ArrayList<>();
      schema.getAsJsonArray("enum").forEach(word -> words.add(quoted(word.getAsString())));
      codec = "Codecs.oneOf(" + String.join(", ", words) + ")";
    }
    String value = initial == null || initial.isJsonNull() ? "\"\"" : quoted(initial.getAsString());
    return new String[] {"String", "String", codec, value};
  }

  private static String[] ofReference(String widget) {
    return new String[] {
      widget, widget, "Codecs.reference(" + widget + ".class)", "new " + widget + "()"
    };
  }

  private static String[] ofArray(String key, JsonObject schema, JsonElement initial) {
    JsonArray defaults = initial.isJsonArray() ? initial.getAsJsonArray() : new JsonArray();
    String items =
        schema.has("items")
            ? text(schema.getAsJsonObject("items"), "type")
            : defaults.isEmpty()
                ? "any"
                : defaults.get(0).toString().contains(".") ? "float" : "int";
    String type =
        switch (items) {
          case "string" -> "String";
          case "int" -> "Integer";
          case "float" -> "Double";
          case "reference" -> "Widget";
          case "object" -> "JsonObject";
          default -> "JsonElement";
        };
    String codec =
        switch (items) {
          case "string" -> "Codecs.STRING";
          case "int" -> "Codecs.INTEGER";
          case "float" -> "Codecs.FLOAT";
          case "reference" -> "Codecs.reference(Widget.class)";
          case "object" -> "Codecs.OBJECT";
          default -> "Codecs.ANY";
        };
    List<String> values = new ArrayList<>();
    defaults.forEach(d -> values.add(d.isJsonPrimitive() ? value(d) : ""));
    return new String[] {
      "List<" + type + ">",
      "List<" + type + ">",
      "Codecs.list(" + codec + ")",
      "List.of(" + String.join(", ", values) + ")"
    };
  }

  private static String number(JsonElement initial) {
    return "new JsonPrimitive(" + initial.getAsString() + ")";
  }

  private static String value(JsonElement initial) {
    if (initial == null || initial.isJsonNull()) {
      return "null";
    }
    return initial.getAsJsonPrimitive().isString()
        ? quoted(initial.getAsString())
        : initial.toString();
  }

  private static String javaName(String key) {
    StringBuilder name = new StringBuilder();
    for (String word : key.replaceFirst("^_", "").split("_")) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  private static String help(JsonObject schema) {
    return text(schema, "help")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("*/", "* /")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String catalogue(List<JsonObject> models) {
    StringBuilder out = new StringBuilder();
    out.append("package ").append(PACKAGE).append(";\n\n");
    out.append("import java.util.*;\nimport org.receptive.widgets.sync.Widget;\n\n");
    out.append("/** All models of the published schema of ipywidgets, by name. */\n");
    out.append("public final class Models {\n  private Models() {}\n\n");
    out.append("  /** The names of all models. */\n  public static List<String> names() {\n");
    out.append("    return List.of(");
    out.append(
        String.join(
            ", ",
            models.stream().map(m -> "\n        " + quoted(className(m) + "Model")).toList()));
    out.append(");\n  }\n\n");
    out.append(
        "  /** A new widget of the model, with default values; empty if there is none. */\n");
    out.append("  public static Optional<Widget> create(String model) {\n");
    out.append("    return switch (model) {\n");
    for (JsonObject model : models) {
      String name = className(model);
      out.append(
          "      case %s -> Optional.of(new %s());\n".formatted(quoted(name + "Model"), name));
    }
    out.append("      default -> Optional.empty();\n    };\n  }\n}\n");
    return out.toString();
  }

  private static String text(JsonObject object, String key) {
    JsonElement value = object.get(key);
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> out.append(c < ' ' || c > '~' ? "\\u%04x".formatted((int) c) : c);
      }
    }
    return out.append('"').toString();
  }
}
