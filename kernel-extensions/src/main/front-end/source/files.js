import { Notification } from '@jupyterlab/apputils';
import { Drive, IDefaultDrive, IServerSettings } from '@jupyterlab/services';

/** How long a word about a file stands in its corner, in milliseconds; the bell keeps it. */
const READING_TIME = 10_000;

/** What has been said: a file is read more than once. */
const told = new Set();

function tell(words) {
  if (!told.has(words)) {
    told.add(words);
    Notification.info(words, { autoClose: READING_TIME });
  }
}

/** The server's files; what it says of one that it has repaired is passed on. */
class TellingDrive extends Drive {
  async get(path, options) {
    const model = await super.get(path, options);
    if (model.message) {
      tell(model.message);
    }
    return model;
  }
}

/** JupyterLab's files, with a word about those that were not quite valid. */
export const files = {
  id: 'receptive:files',
  description: 'Says what the server has repaired in a notebook.',
  autoStart: true,
  provides: IDefaultDrive,
  optional: [IServerSettings],
  activate: (_, serverSettings) => new TellingDrive({ serverSettings: serverSettings ?? undefined })
};
