package org.receptive.lab;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.receptive.kernel.protocol.Json;

/** A lab that runs in another process. */
final class RunningLab {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private RunningLab() {}

  /**
   * Asks a lab for an address that opens it once.
   *
   * @param address its address with its token
   * @throws LabException if it does not answer
   */
  static URI ticketAddress(URI address) {
    String token = address.getQuery().replaceFirst("^token=", "");
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/api/ticket"))
            .timeout(PATIENCE)
            .header("Authorization", "token " + token)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      byte[] answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
      return URI.create(Json.parse(answer).get("address").getAsString());
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new LabException("the lab at " + address.resolve("/") + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
  }
}
