package org.receptive.server.kernels;

import com.google.gson.JsonObject;
import java.util.UUID;

/**
 * That a document uses a kernel.
 *
 * @param id the session's id
 * @param path the document's path
 * @param name the document's name; may be empty
 * @param type {@code notebook}, {@code console} or {@code file}
 * @param kernel the kernel
 */
record NotebookSession(String id, String path, String name, String type, RunningKernel kernel) {
  static NotebookSession start(String path, String name, String type, RunningKernel kernel) {
    return new NotebookSession(UUID.randomUUID().toString(), path, name, type, kernel);
  }

  NotebookSession with(String newPath, String newName, String newType, RunningKernel newKernel) {
    return new NotebookSession(id, newPath, newName, newType, newKernel);
  }

  JsonObject model() {
    JsonObject model = new JsonObject();
    model.addProperty("id", id);
    model.addProperty("path", path);
    model.addProperty("name", name);
    model.addProperty("type", type);
    model.add("kernel", kernel.model());
    if (type.equals("notebook")) {
      JsonObject notebook = new JsonObject();
      notebook.addProperty("path", path);
      notebook.addProperty("name", name);
      model.add("notebook", notebook);
    }
    return model;
  }
}
