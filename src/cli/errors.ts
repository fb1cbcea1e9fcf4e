import { CommanderError } from 'commander';
import { UserError } from '../domain/errors.ts';
import type { CliContext } from './context.ts';

/** Exit statuses: 0 ok, 1 failure, 2 bad input. */
export const exitStatus = { ok: 0, failure: 1, badInput: 2 } as const;

/** Tells a person what went wrong, and which exit status that is. */
export function explainError(context: CliContext, error: unknown): number {
  if (error instanceof UserError) {
    context.warn(`tacto: ${error.in(context.language)} [${error.code}]`);
    return exitStatus.badInput;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitStatus.ok;
    context.warn(`tacto: ${commandLineFault(context, error)}`);
    return exitStatus.badInput;
  }
  if ((error as NodeJS.ErrnoException | null)?.code === 'EPIPE') return exitStatus.ok;
  context.warn(
    `tacto: ${error instanceof Error ? (process.env['TACTO_DEBUG'] ? error.stack : error.message) : String(error)}`,
  );
  return exitStatus.failure;
}

function commandLineFault(context: CliContext, error: CommanderError): string {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownOption':
      return context.say({
        en: `there is no option ${quoted}; add --help to see them.`,
        es: `no existe la opción ${quoted}; añada --help para verlas.`,
      });
    case 'commander.unknownCommand':
      return context.say({
        en: `there is no command ${quoted}; \`tacto --help\` lists them.`,
        es: `no existe el comando ${quoted}; \`tacto --help\` los enumera.`,
      });
    case 'commander.missingArgument':
      return context.say({
        en: `the argument ${quoted} is missing; add --help for examples.`,
        es: `falta el argumento ${quoted}; añada --help para ver ejemplos.`,
      });
    case 'commander.missingMandatoryOptionValue':
      return context.say({
        en: `the option ${quoted} is needed; add --help for examples.`,
        es: `hace falta la opción ${quoted}; añada --help para ver ejemplos.`,
      });
    case 'commander.optionMissingArgument':
      return context.say({ en: `the option ${quoted} needs a value.`, es: `la opción ${quoted} necesita un valor.` });
    case 'commander.help':
      return context.say({
        en: 'say what to do; the commands are above.',
        es: 'indique qué hacer; los comandos están arriba.',
      });
    default:
      return error.message.replace(/^error: /, '');
  }
}
