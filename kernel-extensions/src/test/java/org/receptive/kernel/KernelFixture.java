package org.receptive.kernel;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.receptive.kernel.protocol.ConnectionInfo;
import org.receptive.kernel.session.Kernel;
import org.receptive.kernel.session.KernelOptions;

/** One kernel on loopback sockets for all tests of a class, and a client to talk to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class KernelFixture {
  private Kernel kernel;
  private Conversation conversation;

  /** Environment variables of the kernel. */
  protected Map<String, String> environment() {
    return Map.of();
  }

  @BeforeAll
  protected void startKernel() throws IOException {
    ConnectionInfo connection = Conversation.freePorts();
    kernel = new Kernel(connection, KernelOptions.from(environment()));
    conversation = new Conversation(connection);
  }

  @AfterAll
  protected void stopKernel() {
    conversation.close();
    kernel.close();
  }

  protected Kernel kernel() {
    return kernel;
  }

  protected Conversation kernelClient() {
    return conversation;
  }

  protected Conversation.Exchange run(String code) {
    return conversation.execute(code);
  }
}
