package org.receptive.widgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.kernel.protocol.Json;
import org.receptive.widgets.model.Models;
import org.receptive.widgets.sync.Widget;

/** Every generated model against what ipywidgets publishes about it. */
class ModelsTest {
  private static final Path PUBLISHED =
      Path.of("src/main/schema/jupyter-widgets/jupyterwidgetmodels.latest.json");

  /** ipywidgets' abstract base of image, audio and video: no front end has such a model. */
  private static final String ABSTRACT = "DOMWidgetModel";

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  static List<JsonObject> published() throws IOException {
    JsonArray models =
        JsonParser.parseString(Files.readString(PUBLISHED, StandardCharsets.UTF_8))
            .getAsJsonArray();
    return StreamSupport.stream(models.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .filter(model -> !name(model).equals(ABSTRACT))
        .toList();
  }

  static List<String> names() throws IOException {
    return published().stream().map(ModelsTest::name).toList();
  }

  private static JsonObject published(String name) throws IOException {
    return published().stream().filter(m -> name(m).equals(name)).findFirst().orElseThrow();
  }

  private static String name(JsonObject model) {
    return model.getAsJsonObject("model").get("name").getAsString();
  }

  private static Widget create(JsonObject model) {
    return Models.create(name(model)).orElseThrow(() -> new AssertionError("no " + name(model)));
  }

  private static List<JsonObject> attributes(JsonObject model) {
    return StreamSupport.stream(model.getAsJsonArray("attributes").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .filter(attribute -> !key(attribute).equals("_view_count"))
        .toList();
  }

  private static String key(JsonObject attribute) {
    return attribute.get("name").getAsString();
  }

  private static boolean isBytes(JsonObject attribute) {
    return attribute.get("type").toString().equals("\"bytes\"");
  }

  @Test
  void everyPublishedModelHasAClassAndNoOtherHas() throws IOException {
    assertEquals(names(), Models.names());
    assertTrue(Models.create("NoSuchModel").isEmpty());
    assertTrue(Models.names().size() >= 68);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNewModelHasThePublishedAttributesWithThePublishedDefaults(String name) throws IOException {
    JsonObject model = published(name);
    JsonObject state = create(model).state();
    Set<String> expected = new TreeSet<>();
    for (JsonObject attribute : attributes(model)) {
      if (isBytes(attribute)) {
        continue;
      }
      expected.add(key(attribute));
      JsonElement value = state.get(key(attribute));
      JsonElement published = attribute.get("default");
      if (attribute.get("type").toString().equals("\"reference\"")) {
        assertTrue(value.getAsString().matches("IPY_MODEL_[0-9a-f]{32}"), key(attribute));
      } else {
        assertTrue(same(published, value), () -> key(attribute) + ": " + published + ", " + value);
      }
    }
    assertEquals(expected, new TreeSet<>(state.keySet()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theStateOfANewModelFitsTheTypesOfItsAttributes(String name) throws IOException {
    JsonObject model = published(name);
    assertEquals(
        List.of(),
        SCHEMAS
            .getSchema(Json.text(schemaOf(model)), InputFormat.JSON)
            .validate(Json.text(create(model).state()), InputFormat.JSON));
  }

  @Test
  void aWrongStateDoesNotFit() throws IOException {
    JsonObject slider = published("IntSliderModel");
    Schema schema = SCHEMAS.getSchema(Json.text(schemaOf(slider)), InputFormat.JSON);
    for (Map.Entry<String, JsonElement> wrong :
        Map.<String, JsonElement>of(
                "value", new JsonPrimitive("3"),
                "orientation", new JsonPrimitive("slanted"),
                "max", JsonNull.INSTANCE,
                "surplus", new JsonPrimitive(1))
            .entrySet()) {
      JsonObject state = create(slider).state();
      state.add(wrong.getKey(), wrong.getValue());
      assertFalse(schema.validate(Json.text(state), InputFormat.JSON).isEmpty(), wrong.getKey());
    }
  }

  @Test
  void theSavedStatesOfAllModelsTogetherFitThePublishedFormat() throws IOException {
    JsonObject states = new JsonObject();
    for (JsonObject model : published()) {
      Widget widget = create(model);
      JsonObject saved = new JsonObject();
      saved.addProperty("model_name", widget.type().model());
      saved.addProperty("model_module", widget.type().module());
      saved.addProperty("model_module_version", widget.type().version());
      saved.add("state", widget.state());
      states.add(widget.id(), saved);
    }
    JsonObject document = new JsonObject();
    document.addProperty("version_major", 2);
    document.addProperty("version_minor", 0);
    document.add("state", states);
    try (var schema = ModelsTest.class.getResourceAsStream("state.schema.json")) {
      assertEquals(
          List.of(),
          SCHEMAS
              .getSchema(
                  new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
              .validate(Json.text(document), InputFormat.JSON));
    }
  }

  private static boolean same(JsonElement published, JsonElement value) {
    if (published.isJsonPrimitive() && published.getAsJsonPrimitive().isNumber()) {
      return value.isJsonPrimitive() && published.getAsDouble() == value.getAsDouble();
    }
    return published.equals(value);
  }

  /** The published types of a model's attributes as a JSON schema. */
  private static JsonObject schemaOf(JsonObject model) {
    JsonObject properties = new JsonObject();
    JsonArray required = new JsonArray();
    for (JsonObject attribute : attributes(model)) {
      if (!isBytes(attribute)) {
        properties.add(key(attribute), schemaOfType(attribute));
        required.add(key(attribute));
      }
    }
    JsonObject schema = new JsonObject();
    schema.addProperty("type", "object");
    schema.add("properties", properties);
    schema.add("required", required);
    schema.addProperty("additionalProperties", false);
    return schema;
  }

  private static JsonObject schemaOfType(JsonObject attribute) {
    JsonArray alternatives = new JsonArray();
    if (attribute.has("union_attributes")) {
      attribute
          .getAsJsonArray("union_attributes")
          .forEach(one -> alternatives.add(schemaOfType(one.getAsJsonObject())));
    } else {
      alternatives.add(plain(attribute));
    }
    // The views of models that are never shown have no name, though the schema calls it a text.
    boolean unnamed = attribute.has("default") && attribute.get("default").isJsonNull();
    if (attribute.has("allow_none") || unnamed) {
      alternatives.add(typed("null"));
    }
    JsonObject any = new JsonObject();
    any.add("anyOf", alternatives);
    return any;
  }

  private static JsonObject plain(JsonObject attribute) {
    JsonObject schema =
        switch (attribute.get("type").getAsString()) {
          case "int" -> typed("integer");
          case "float" -> typed("number");
          case "bool" -> typed("boolean");
          case "array" -> typed("array");
          case "string" -> typed("string");
          case "reference" -> typed("string");
          default -> typed("object");
        };
    if (attribute.has("enum")) {
      schema.add("enum", attribute.get("enum"));
    }
    if (attribute.has("items")) {
      schema.add("items", plain(attribute.getAsJsonObject("items")));
    }
    return schema;
  }

  private static JsonObject typed(String type) {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", type);
    return schema;
  }
}
