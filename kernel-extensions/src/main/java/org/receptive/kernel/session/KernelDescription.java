package org.receptive.kernel.session;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.receptive.kernel.protocol.ConnectionInfo;
import org.receptive.kernel.protocol.Replies;
import org.receptive.kernel.protocol.Session;

/** What the kernel says about itself. */
final class KernelDescription {
  private static final String NAME = "receptive";
  private static final String VERSION = "0.1.0";

  private KernelDescription() {}

  static Replies.KernelInfo reply() {
    String java = System.getProperty("java.version");
    JsonObject language = new JsonObject();
    language.addProperty("name", "java");
    language.addProperty("version", java);
    language.addProperty("mimetype", "text/x-java-source");
    language.addProperty("file_extension", ".java");
    language.addProperty("pygments_lexer", "java");
    language.addProperty("codemirror_mode", "text/x-java");
    language.addProperty("nbconvert_exporter", "script");
    return new Replies.KernelInfo(
        "ok",
        Session.PROTOCOL_VERSION,
        NAME,
        VERSION,
        language,
        "Receptive " + VERSION + " on Java " + java + "\n%lsmagic lists the notebook's commands.",
        false,
        List.of(
            Map.of(
                "text",
                "Java " + Runtime.version().feature() + " API",
                "url",
                "https://docs.oracle.com/en/java/javase/"
                    + Runtime.version().feature()
                    + "/docs/api/")),
        List.of());
  }

  static JsonObject ports(ConnectionInfo connection) {
    JsonObject content = Replies.status();
    content.addProperty("shell_port", connection.shellPort());
    content.addProperty("iopub_port", connection.iopubPort());
    content.addProperty("stdin_port", connection.stdinPort());
    content.addProperty("control_port", connection.controlPort());
    content.addProperty("hb_port", connection.hbPort());
    return content;
  }
}
