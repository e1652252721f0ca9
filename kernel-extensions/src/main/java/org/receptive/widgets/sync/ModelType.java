package org.receptive.widgets.sync;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;

/**
 * Which classes of the front end stand behind a widget.
 *
 * @param module JavaScript package of the model
 * @param version of that package, as a semver range
 * @param model name of the model
 * @param viewModule JavaScript package of the view
 * @param viewVersion of that package, as a semver range
 * @param view name of the view; empty if the model is never shown itself
 */
public record ModelType(
    String module,
    String version,
    String model,
    String viewModule,
    String viewVersion,
    Optional<String> view) {

  /** Adds the keys that every state begins with. */
  void addTo(JsonObject state) {
    state.addProperty("_model_module", module);
    state.addProperty("_model_module_version", version);
    state.addProperty("_model_name", model);
    state.addProperty("_view_module", viewModule);
    state.addProperty("_view_module_version", viewVersion);
    state.add("_view_name", view.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
  }
}
