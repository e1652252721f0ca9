package org.receptive.server.kernels;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.function.Supplier;
import org.receptive.kernel.client.KernelCommand;

/**
 * The kernel that a server offers.
 *
 * @param name the name of its kernelspec, which notebooks mention
 * @param spec its {@code kernel.json}
 * @param logos its pictures, by file name
 * @param command how it is started; asked at each start, for a start-up cache may have come
 */
public record KernelChoice(
    String name, JsonObject spec, Map<String, byte[]> logos, Supplier<KernelCommand> command) {
  /** Keeps its own map of pictures. */
  public KernelChoice {
    logos = Map.copyOf(logos);
  }
}
