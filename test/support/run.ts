import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', 'bin', 'tacto.js');

export type Outcome = {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  /** The output's bytes, for binary formats. */
  readonly bytes: Buffer;
};
export type RunOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: number;
  /** A file that takes the output instead. */
  readonly to?: string;
  /** Called when the process runs. */
  readonly watch?: (child: ChildProcess) => void;
};

/** Runs the command line in a process of its own, in English unless the environment says otherwise. */
export async function tacto(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const file = options.to === undefined ? null : await open(options.to, 'w');
  const child = spawn(process.execPath, [program, ...args], {
    cwd: '/',
    stdio: ['pipe', file?.fd ?? 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], TZ: 'Asia/Kolkata', LANG: 'C.UTF-8', ...options.env },
    ...(options.user === undefined ? {} : { uid: options.user, gid: options.user }),
  });
  options.watch?.(child);
  const chunks: { out: Buffer[]; err: Buffer[] } = { out: [], err: [] };
  child.stdout?.on('data', (chunk: Buffer) => chunks.out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.err.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  await file?.close();
  const bytes = Buffer.concat(chunks.out);
  return { status, bytes, out: bytes.toString(), err: Buffer.concat(chunks.err).toString() };
}
