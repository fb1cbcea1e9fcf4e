import { UserError } from '../../domain/errors.ts';
import { makeLog } from './make-log.ts';
import type { Said, Task } from './made.ts';

/** The process of one import: it is told its task, works in its folder, says what came of it and ends. */
process.once('message', (task: Task) => {
  void work(task).then((said) => process.send?.(said, () => process.disconnect?.()));
});

async function work(task: Task): Promise<Said> {
  const tell = (step: string): void => void process.send?.({ say: 'step', step } satisfies Said);
  try {
    return { say: 'made', made: await makeLog(task, tell) };
  } catch (error) {
    if (error instanceof UserError) return { say: 'fault', fault: error.fault };
    if (error instanceof Error && error.message.startsWith('Out of Memory Error'))
      return { say: 'fault', fault: tooLarge.fault };
    const { name, stack = '' } = error instanceof Error ? error : new Error();
    return { say: 'broke', name, frames: stack.split('\n').filter((line) => /^\s+at /.test(line)) };
  }
}

const tooLarge = new UserError({
  code: 'import_too_large',
  message: {
    en: 'The import needs more memory or disk than there is for it.',
    es: 'La importación necesita más memoria o disco de lo disponible.',
  },
  fix: {
    en: 'Import it on the command line (tacto import), and send the sales log that comes of it.',
    es: 'Impórtela con la línea de órdenes (tacto import) y envíe el registro de ventas que resulte.',
  },
});
