package org.receptive.server.frontend;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.receptive.kernel.UserHome;
import org.receptive.kernel.protocol.Json;

/** What JupyterLab's page is told about its server; the front end's README names every key. */
final class PageConfig {
  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("appName", "Receptive"),
          Map.entry("appNamespace", "lab"),
          Map.entry("appUrl", "/lab"),
          Map.entry("baseUrl", "/"),
          Map.entry("wsUrl", ""),
          Map.entry("token", ""),
          Map.entry("preferredPath", ""),
          Map.entry("notebookVersion", "[2, 0, 0]"),
          Map.entry("fullStaticUrl", "/static/lab"),
          Map.entry("staticUrl", "/static/lab"),
          Map.entry("settingsUrl", "/lab/api/settings"),
          Map.entry("fullSettingsUrl", "/lab/api/settings"),
          Map.entry("themesUrl", "/lab/api/themes"),
          Map.entry("fullThemesUrl", "/lab/api/themes"),
          Map.entry("workspacesApiUrl", "/lab/api/workspaces"),
          Map.entry("fullWorkspacesApiUrl", "/lab/api/workspaces"),
          Map.entry("translationsApiUrl", "/lab/api/translations"),
          Map.entry("fullTranslationsApiUrl", "/lab/api/translations"),
          Map.entry("licensesUrl", "/lab/api/licenses"),
          Map.entry("fullLicensesUrl", "/lab/api/licenses"),
          Map.entry("listingsUrl", "/lab/api/listings"),
          Map.entry("fullListingsUrl", "/lab/api/listings"),
          Map.entry("treeUrl", "/lab/tree"),
          Map.entry("shareUrl", "/"),
          Map.entry("notFoundUrl", ""));

  private static final List<String> OFF =
      List.of(
          "devMode",
          "buildAvailable",
          "buildCheck",
          "terminalsAvailable",
          "copyAbsolutePath",
          "allow_hidden_files",
          "delete_to_trash");

  private static final List<String> NO_EXTENSIONS =
      List.of("disabledExtensions", "deferredExtensions", "federated_extensions");

  private PageConfig() {}

  static JsonObject of(String version, Path folder) {
    JsonObject config = Json.tree(FIXED);
    config.addProperty("appVersion", version);
    config.addProperty("serverRoot", shown(folder));
    config.addProperty("rootUri", folder.toUri().toString());
    config.addProperty("cacheFiles", true);
    config.addProperty("quitButton", true);
    OFF.forEach(key -> config.addProperty(key, false));
    NO_EXTENSIONS.forEach(key -> config.add(key, new JsonArray()));
    return config;
  }

  /** A folder as people write it. */
  private static String shown(Path folder) {
    Path home = UserHome.folder();
    return folder.startsWith(home) && !folder.equals(home)
        ? "~/" + home.relativize(folder)
        : folder.toString();
  }
}
