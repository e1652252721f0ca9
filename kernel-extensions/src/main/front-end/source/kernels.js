import { IConnectionStatus, IKernelManager, IServerSettings, KernelManager } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';

/** A kernel that is busy for less than this, in milliseconds, is not worth a word. */
const PATIENCE = 250;

/**
 * Lets a kernel say that it is busy only when it stays so. Each move of a slider makes it busy for
 * some milliseconds; status bar, toolbar and the tab's icon would be drawn anew twice, and the
 * picture that the student waits for comes after them. All other news is told at once.
 */
function calm(kernel) {
  const news = kernel.statusChanged;
  const told = new Signal(kernel);
  let status = kernel.status;
  let soon = 0;
  const tell = now => {
    if (now !== status) {
      status = now;
      told.emit(now);
    }
  };
  Object.defineProperties(kernel, {
    status: { get: () => status },
    statusChanged: { get: () => told }
  });
  news.connect((_, now) => {
    clearTimeout(soon);
    if (now === 'busy') {
      soon = setTimeout(tell, PATIENCE, now);
    } else {
      tell(now);
    }
  });
  kernel.disposed.connect(() => clearTimeout(soon));
  return kernel;
}

class CalmKernels extends KernelManager {
  connectTo(options) {
    return calm(super.connectTo(options));
  }
}

/** JupyterLab's kernels, but calm ones. */
export const kernels = {
  id: 'receptive:kernels',
  description: 'Manages kernels, whose short work is not shown.',
  autoStart: true,
  provides: IKernelManager,
  optional: [IServerSettings, IConnectionStatus],
  activate: (_, serverSettings, connectionStatus) =>
    new CalmKernels({
      serverSettings,
      standby: () => (connectionStatus && !connectionStatus.isConnected) || 'when-hidden'
    })
};
