package org.receptive.kernel.comm;

import com.google.gson.JsonObject;
import java.util.List;
import org.receptive.kernel.protocol.MessageType;

/** The way out for comm messages; finds the right parent header itself. */
public interface CommPublisher {
  /** Publishes a comm message. */
  <T> void publish(MessageType<T> type, T content, JsonObject metadata, List<byte[]> buffers);
}
