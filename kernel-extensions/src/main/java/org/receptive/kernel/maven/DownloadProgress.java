package org.receptive.kernel.maven;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.receptive.kernel.magic.MagicContext;

/** Prints a line for every library that comes from afar, and stops when the cell is stopped. */
final class DownloadProgress extends AbstractTransferListener {
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final MagicContext notebook;

  DownloadProgress(MagicContext notebook) {
    this.notebook = notebook;
  }

  @Override
  public void transferInitiated(TransferEvent event) throws TransferCancelledException {
    stopIfInterrupted();
  }

  @Override
  public void transferProgressed(TransferEvent event) throws TransferCancelledException {
    stopIfInterrupted();
  }

  @Override
  public void transferSucceeded(TransferEvent event) {
    String name = event.getResource().getResourceName();
    if (name.endsWith(".jar")) {
      notebook
          .out()
          .printf(
              Locale.ROOT,
              "Fetched %s (%.1f MB) from %s%n",
              name.substring(name.lastIndexOf('/') + 1),
              event.getTransferredBytes() / BYTES_PER_MEGABYTE,
              event.getResource().getRepositoryId());
    }
  }

  private void stopIfInterrupted() throws TransferCancelledException {
    try {
      notebook.checkInterrupted();
    } catch (CancellationException e) {
      throw new TransferCancelledException("the cell was stopped", e);
    }
  }
}
