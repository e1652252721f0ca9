package org.receptive.widgets;

import org.receptive.kernel.scope.NotebookHost;
import org.receptive.widgets.model.Models;
import org.receptive.widgets.sync.WidgetRegistry;

/** What a kernel answers pages that speak of widgets first. Loads nothing until one does. */
public final class WidgetTargets {
  private static final String CONTROL = "jupyter.widget.control";

  private WidgetTargets() {}

  /** Lets a kernel answer: a page that was reloaded, and a page that makes a widget itself. */
  public static void register(NotebookHost host) {
    host.comms().register(CONTROL, (comm, first) -> WidgetRegistry.of(host).control(comm, first));
    host.comms()
        .register(
            WidgetRegistry.TARGET,
            (comm, first) -> WidgetRegistry.of(host).adopt(comm, first, Models::create));
  }
}
