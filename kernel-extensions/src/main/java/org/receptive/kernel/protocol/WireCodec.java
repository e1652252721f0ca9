package org.receptive.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Messages to multipart frames and back: identities, the delimiter, the signature, the four
 * dictionaries, then the buffers. Safe to share between threads.
 */
public final class WireCodec {
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final int DICTIONARIES = 4;

  private final MessageSigner signer;

  /** Makes a codec that signs and verifies with the given signer. */
  public WireCodec(MessageSigner signer) {
    this.signer = signer;
  }

  /** Makes the codec that a connection file asks for. */
  public static WireCodec of(ConnectionInfo connection) {
    return new WireCodec(new MessageSigner(connection.signatureScheme(), connection.key()));
  }

  /** Returns the frames of a message, in the order in which they go on the wire. */
  public List<byte[]> encode(Message message) {
    List<byte[]> parts =
        List.of(
            Json.bytes(message.header()),
            Json.bytes(message.parentHeader()),
            Json.bytes(message.metadata()),
            Json.bytes(message.content()));
    List<byte[]> frames = new ArrayList<>(message.identities());
    frames.add(DELIMITER);
    frames.add(signer.sign(parts).getBytes(StandardCharsets.US_ASCII));
    frames.addAll(parts);
    frames.addAll(message.buffers());
    return frames;
  }

  /**
   * Returns the message that the frames hold.
   *
   * @throws MalformedMessageException if the delimiter, a dictionary or the right signature is
   *     missing
   */
  public Message decode(List<byte[]> frames) throws MalformedMessageException {
    int delimiter = delimiterIn(frames);
    int first = delimiter + 2;
    if (frames.size() < first + DICTIONARIES) {
      throw new MalformedMessageException(
          "a message needs a signature and 4 dictionaries after its delimiter; got "
              + (frames.size() - delimiter - 1)
              + " frames");
    }
    List<byte[]> parts = frames.subList(first, first + DICTIONARIES);
    if (!signer.verifies(parts, frames.get(delimiter + 1))) {
      throw new MalformedMessageException(
          "the signature does not belong to the message; is the key that of this kernel?");
    }
    return new Message(
        frames.subList(0, delimiter),
        dictionary(parts.get(0), "header"),
        dictionary(parts.get(1), "parent_header"),
        dictionary(parts.get(2), "metadata"),
        dictionary(parts.get(3), "content"),
        frames.subList(first + DICTIONARIES, frames.size()));
  }

  private static int delimiterIn(List<byte[]> frames) throws MalformedMessageException {
    for (int i = 0; i < frames.size(); i++) {
      if (Arrays.equals(DELIMITER, frames.get(i))) {
        return i;
      }
    }
    throw new MalformedMessageException(
        "no delimiter <IDS|MSG> among the " + frames.size() + " frames received");
  }

  private static JsonObject dictionary(byte[] part, String name) throws MalformedMessageException {
    try {
      return Json.parse(part);
    } catch (JsonParseException | IllegalStateException e) {
      throw new MalformedMessageException("the " + name + " is not a JSON object", e);
    }
  }
}
