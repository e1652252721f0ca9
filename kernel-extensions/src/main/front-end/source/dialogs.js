import { ISessionContextDialogs, SessionContextDialogs } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

/** What has been asked about a session's kernel: whether someone is asked now, and who waits. */
const questions = new WeakMap();

function questionAbout(context) {
  if (!questions.has(context)) {
    questions.set(context, { open: 0, waiting: [] });
  }
  return questions.get(context);
}

/** Whether the user is being asked for the kernel of a session. */
export function isAsked(context) {
  return questionAbout(context).open > 0;
}

/** A promise that is kept when the user has answered, whatever was said. */
export function answered(context) {
  return new Promise(resolve => questionAbout(context).waiting.push(resolve));
}

class TellingDialogs extends SessionContextDialogs {
  async selectKernel(context) {
    const question = questionAbout(context);
    question.open++;
    try {
      return await super.selectKernel(context);
    } finally {
      question.open--;
      question.waiting.splice(0).forEach(resolve => resolve());
    }
  }
}

/** JupyterLab's dialogs about kernels, which tell the waiting cells that they were answered. */
export const dialogs = {
  id: 'receptive:session-dialogs',
  description: 'Asks about kernels.',
  autoStart: true,
  provides: ISessionContextDialogs,
  optional: [ITranslator, ISettingRegistry],
  activate: (_, translator, settingRegistry) =>
    new TellingDialogs({ translator: translator ?? nullTranslator, settingRegistry })
};
