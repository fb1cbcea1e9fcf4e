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
  const meant = /\(Did you mean (?:one of )?(.*)\?\)/.exec(error.message)?.[1];
  const hint =
    meant === undefined ? { en: '', es: '' } : { en: ` Did you mean ${meant}?`, es: ` ¿Quiso decir ${meant}?` };
  switch (error.code) {
    case 'commander.unknownOption':
      return context.say({
        en: `there is no option ${quoted}; add --help to see them.${hint.en}`,
        es: `no existe la opción ${quoted}; añada --help para verlas.${hint.es}`,
      });
    case 'commander.unknownCommand':
      return context.say({
        en: `there is no command ${quoted}; \`tacto --help\` lists them.${hint.en}`,
        es: `no existe el comando ${quoted}; \`tacto --help\` los enumera.${hint.es}`,
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
    case 'commander.invalidArgument': {
      const [, option = '', value = '', choices = ''] =
        /option '(\S+)[^']*' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s.exec(error.message) ?? [];
      return context.say({
        en: `“${value}” is no value of ${option}; choose one of: ${choices}.`,
        es: `«${value}» no es un valor de ${option}; elija uno de: ${choices}.`,
      });
    }
    case 'commander.excessArguments': {
      const words = /but got \d+: (.*)\.$/s.exec(error.message)?.[1] ?? '';
      return context.say({
        en: `these are more words than it takes: ${words}. Separate names by commas alone; add --help for examples.`,
        es: `sobran palabras: ${words}. Separe los nombres solo con comas; añada --help para ver ejemplos.`,
      });
    }
    case 'commander.help':
      return context.say({
        en: 'say what to do; the commands are above.',
        es: 'indique qué hacer; los comandos están arriba.',
      });
    default:
      return error.message.replace(/^error: /, '');
  }
}
