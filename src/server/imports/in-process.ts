import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../domain/errors.ts';
import { places, type Made, type Said, type Task } from './made.ts';

/** How long an import may take, in milliseconds. */
const longest = 3_600_000;
/** Memory for objects of JavaScript, in MiB; DuckDB's is limited by the task. */
const heap = 1024;
/** Below the server, which answers people meanwhile. */
const niceness = 5;

/** Where the program and its packages are. */
const program = [
  join(import.meta.dirname, '..', '..', '..'),
  fileURLToPath(import.meta.resolve('yaml')).replace(/(.*[\\/]node_modules[\\/]).*/, '$1'),
];

/**
 * Runs the work of an import in a process of its own, in a folder that it may write to and no other; it has no address of a database, no
 * secrets and no network, and starts no other program.
 * @throws UserError what the import found wrong, `import_too_large`, `import_too_slow`; the signal's reason when that is given
 */
export async function inProcess(
  folder: string,
  task: Task,
  { signal, onStep }: { readonly signal: AbortSignal; readonly onStep: (step: string) => void },
): Promise<Made> {
  signal.throwIfAborted();
  // What the process may read and write is told to it as seen from where it runs.
  const dir = resolve(folder);
  const child = fork(join(import.meta.dirname, 'child.ts'), {
    cwd: dir,
    execArgv: [
      `--max-old-space-size=${heap}`,
      '--permission',
      '--allow-addons',
      ...[...program, dir].map((readable) => `--allow-fs-read=${readable}`),
      `--allow-fs-write=${dir}`,
    ],
    env: { TMPDIR: join(dir, places.tmp), HOME: join(dir, places.tmp) },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(kill, longest);
  signal.addEventListener('abort', kill);
  const started = performance.now();
  try {
    const last = await new Promise<Said | null>((done, fail) => {
      let said: Said | null = null;
      child.on('message', (message: Said) => {
        if (message.say === 'step') onStep(message.step);
        else said = message;
      });
      child.on('error', fail);
      child.on('exit', () => done(said));
      child.on('spawn', () => {
        try {
          setPriority(child.pid!, niceness);
        } catch {
          // It runs all the same.
        }
      });
      child.send(task);
    });
    signal.throwIfAborted();
    if (last === null) throw performance.now() - started >= longest ? tooSlow() : tooLarge();
    if (last.say === 'made') return last.made;
    if (last.say === 'fault') throw new UserError(last.fault);
    throw broken(last.say === 'broke' ? last : { name: 'Error', frames: [] });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
    kill();
  }
}

/** The error of the other process, with its place. */
function broken({ name, frames }: { readonly name: string; readonly frames: readonly string[] }): Error {
  return Object.assign(new Error('an import broke'), { name, stack: [name, ...frames].join('\n') });
}

/** A process that ends without a word was stopped for the memory that it took. */
function tooLarge(): UserError {
  return new UserError({
    code: 'import_too_large',
    message: {
      en: 'The import needs more memory than there is for it.',
      es: 'La importación necesita más memoria de la que hay para ella.',
    },
    fix: onTheCommandLine,
  });
}

function tooSlow(): UserError {
  const minutes = longest / 60_000;
  return new UserError({
    code: 'import_too_slow',
    message: {
      en: `The import was broken off: it took longer than ${minutes} minutes.`,
      es: `La importación se interrumpió: tardaba más de ${minutes} minutos.`,
    },
    fix: onTheCommandLine,
  });
}

const onTheCommandLine = {
  en: 'Import it on the command line (tacto import), and send the sales log that comes of it.',
  es: 'Impórtela con la línea de órdenes (tacto import) y envíe el registro de ventas que resulte.',
};
