package org.receptive.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

/**
 * The catalogue of message types, each with the record of its content. Types whose content has many
 * forms (replies that may report an error, comm data) are {@link JsonObject}s or have one constant
 * per form under the same name.
 *
 * @param <T> the content
 */
public final class MessageType<T> {
  /** Shell: run a cell. */
  public static final MessageType<Requests.Execute> EXECUTE_REQUEST =
      new MessageType<>("execute_request", Requests.Execute.class);

  /** Shell: the cell ran. */
  public static final MessageType<Replies.Executed> EXECUTE_REPLY =
      new MessageType<>("execute_reply", Replies.Executed.class);

  /** Shell: the cell was not run. */
  public static final MessageType<Replies.Aborted> EXECUTE_REPLY_ABORTED =
      new MessageType<>("execute_reply", Replies.Aborted.class);

  /** Shell: the cell failed. */
  public static final MessageType<Replies.Failed> EXECUTE_REPLY_ERROR =
      new MessageType<>("execute_reply", Replies.Failed.class);

  /** Shell: what is at the cursor? */
  public static final MessageType<Requests.Inspect> INSPECT_REQUEST =
      new MessageType<>("inspect_request", Requests.Inspect.class);

  /** Shell: description of what is at the cursor. */
  public static final MessageType<Replies.Inspected> INSPECT_REPLY =
      new MessageType<>("inspect_reply", Replies.Inspected.class);

  /** Shell: how may the text at the cursor continue? */
  public static final MessageType<Requests.Complete> COMPLETE_REQUEST =
      new MessageType<>("complete_request", Requests.Complete.class);

  /** Shell: possible continuations. */
  public static final MessageType<Replies.Completed> COMPLETE_REPLY =
      new MessageType<>("complete_reply", Replies.Completed.class);

  /** Shell: which cells ran? */
  public static final MessageType<Requests.History> HISTORY_REQUEST =
      new MessageType<>("history_request", Requests.History.class);

  /** Shell: cells that ran. */
  public static final MessageType<Replies.HistoryFound> HISTORY_REPLY =
      new MessageType<>("history_reply", Replies.HistoryFound.class);

  /** Shell: may this text be run as it is? */
  public static final MessageType<Requests.IsComplete> IS_COMPLETE_REQUEST =
      new MessageType<>("is_complete_request", Requests.IsComplete.class);

  /** Shell: whether the text may be run as it is. */
  public static final MessageType<Replies.Completeness> IS_COMPLETE_REPLY =
      new MessageType<>("is_complete_reply", Replies.Completeness.class);

  /** Shell or control: who are you? */
  public static final MessageType<JsonObject> KERNEL_INFO_REQUEST =
      new MessageType<>("kernel_info_request", JsonObject.class);

  /** Shell or control: name, version, language. */
  public static final MessageType<Replies.KernelInfo> KERNEL_INFO_REPLY =
      new MessageType<>("kernel_info_reply", Replies.KernelInfo.class);

  /** Shell: which comms are open? */
  public static final MessageType<Requests.CommInfo> COMM_INFO_REQUEST =
      new MessageType<>("comm_info_request", Requests.CommInfo.class);

  /** Shell: open comms by id. */
  public static final MessageType<JsonObject> COMM_INFO_REPLY =
      new MessageType<>("comm_info_reply", JsonObject.class);

  /** Shell: the ports of the kernel (deprecated, still asked). */
  public static final MessageType<JsonObject> CONNECT_REQUEST =
      new MessageType<>("connect_request", JsonObject.class);

  /** Shell: the ports of the kernel. */
  public static final MessageType<JsonObject> CONNECT_REPLY =
      new MessageType<>("connect_reply", JsonObject.class);

  /** Control: end the process. */
  public static final MessageType<Requests.Shutdown> SHUTDOWN_REQUEST =
      new MessageType<>("shutdown_request", Requests.Shutdown.class);

  /** Control and publication: the process ends. */
  public static final MessageType<Replies.ShutDown> SHUTDOWN_REPLY =
      new MessageType<>("shutdown_reply", Replies.ShutDown.class);

  /** Control: stop the running cell. */
  public static final MessageType<JsonObject> INTERRUPT_REQUEST =
      new MessageType<>("interrupt_request", JsonObject.class);

  /** Control: the running cell was asked to stop. */
  public static final MessageType<Replies.Ok> INTERRUPT_REPLY =
      new MessageType<>("interrupt_reply", Replies.Ok.class);

  /** Both ways: open a comm. */
  public static final MessageType<CommContent.Open> COMM_OPEN =
      new MessageType<>("comm_open", CommContent.Open.class);

  /** Both ways: data for the other end of a comm. */
  public static final MessageType<CommContent.Data> COMM_MSG =
      new MessageType<>("comm_msg", CommContent.Data.class);

  /** Both ways: close a comm. */
  public static final MessageType<CommContent.Data> COMM_CLOSE =
      new MessageType<>("comm_close", CommContent.Data.class);

  /** Published: busy, idle or starting. */
  public static final MessageType<Publications.Status> STATUS =
      new MessageType<>("status", Publications.Status.class);

  /** Published: text on standard output or standard error. */
  public static final MessageType<Publications.Stream> STREAM =
      new MessageType<>("stream", Publications.Stream.class);

  /** Published: something to show. */
  public static final MessageType<Publications.DisplayData> DISPLAY_DATA =
      new MessageType<>("display_data", Publications.DisplayData.class);

  /** Published: a new version of something shown. */
  public static final MessageType<Publications.DisplayData> UPDATE_DISPLAY_DATA =
      new MessageType<>("update_display_data", Publications.DisplayData.class);

  /** Published: the cell's value. */
  public static final MessageType<Publications.ExecuteResult> EXECUTE_RESULT =
      new MessageType<>("execute_result", Publications.ExecuteResult.class);

  /** Published: the code that is being run. */
  public static final MessageType<Publications.ExecuteInput> EXECUTE_INPUT =
      new MessageType<>("execute_input", Publications.ExecuteInput.class);

  /** Published: the cell failed. */
  public static final MessageType<Publications.Error> ERROR =
      new MessageType<>("error", Publications.Error.class);

  /** Published: remove what the cell has shown. */
  public static final MessageType<Publications.ClearOutput> CLEAR_OUTPUT =
      new MessageType<>("clear_output", Publications.ClearOutput.class);

  /** Published: a subscription has taken effect. */
  public static final MessageType<JsonObject> IOPUB_WELCOME =
      new MessageType<>("iopub_welcome", JsonObject.class);

  /** Stdin, to the client: ask the user for a line. */
  public static final MessageType<Requests.Input> INPUT_REQUEST =
      new MessageType<>("input_request", Requests.Input.class);

  /** Stdin, from the client: the user's line. */
  public static final MessageType<Replies.Input> INPUT_REPLY =
      new MessageType<>("input_reply", Replies.Input.class);

  private final String name;
  private final Class<T> contentType;

  private MessageType(String name, Class<T> contentType) {
    this.name = name;
    this.contentType = contentType;
  }

  /** Returns the name on the wire, such as {@code execute_request}. */
  public String name() {
    return name;
  }

  /**
   * Returns the typed content of a message of this type.
   *
   * @throws MalformedMessageException if the content does not have this type's form
   */
  public T read(Message message) throws MalformedMessageException {
    try {
      return contentType == JsonObject.class
          ? contentType.cast(message.content())
          : Json.read(message.content(), contentType);
    } catch (JsonParseException | IllegalArgumentException e) {
      throw new MalformedMessageException(
          "the content of "
              + name
              + " does not have the form the protocol asks for: "
              + e.getMessage(),
          e);
    }
  }

  /** Returns the JSON of a content of this type. */
  public JsonObject write(T content) {
    return content instanceof JsonObject tree ? tree : Json.tree(content);
  }

  @Override
  public String toString() {
    return name;
  }
}
