import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { Span } from '../change/periods.ts';

/** There is no contract on either side. */
export function noContracts(): UserError {
  return refused(
    {
      en: 'There are no contracts on either side: there is no difference to explain.',
      es: 'No hay contratos en ningún lado: no hay diferencia que explicar.',
    },
    { en: 'Take a longer period.', es: 'Tome un periodo más largo.' },
  );
}

/** No day of the period is over. */
export function noDayOver({ from }: Span): UserError {
  return refused(
    {
      en: `No day of the period is over yet: it begins on ${from}.`,
      es: `Aún no ha terminado ningún día del periodo: empieza el ${from}.`,
    },
    { en: 'Take one that has begun.', es: 'Tome uno que haya empezado.' },
  );
}

/** A rep who was not there on any day of the period. */
export function notThere(rep: string, { from, to }: Span): UserError {
  const last = to.subtract({ days: 1 });
  return refused(
    {
      en: `${rep} was not active on any day from ${from} to ${last}: there is nothing to hold against the others.`,
      es: `${rep} no estuvo en activo ningún día del ${from} al ${last}: no hay nada que comparar con los demás.`,
    },
    { en: 'Take a period in which they were.', es: 'Tome un periodo en que lo estuviera.' },
  );
}

/** A log of one rep. */
export function nobodyElse(rep: string): UserError {
  return refused(
    {
      en: `There is nobody but ${rep} to compare with.`,
      es: `No hay nadie más que ${rep} con quien comparar.`,
    },
    {
      en: 'Without --rep, a period is held against the one before it.',
      es: 'Sin --rep se compara un periodo con el anterior.',
    },
  );
}

/** How many days a log may begin after the earlier period: its first week need not begin with an event. */
const leeway = 6;

/** @throws UserError `nothing_to_explain` when the log begins only after the earlier period does, so that there would be less of it for that reason alone */
export function requireBegun(first: Temporal.PlainDate | null, now: Span, before: Span): void {
  if (first === null || Temporal.PlainDate.compare(first, before.from.add({ days: leeway })) <= 0) return;
  const days = first.until(now.to, { largestUnit: 'days' }).days;
  const half = Math.floor(days / 14) * 7;
  const later = now.to.subtract({ days: half });
  const isNoPeriod = half === 0;
  throw refused(
    {
      en: `The log begins on ${first}, and the earlier period on ${before.from}: as much as is missing would look like a rise.`,
      es: `El registro empieza el ${first} y el periodo anterior el ${before.from}: lo que falta parecería una subida.`,
    },
    isNoPeriod
      ? { en: 'With --rep, a rep is held against the others.', es: 'Con --rep se compara un comercial con los demás.' }
      : {
          en: `Take a later one, such as --from ${later}, or with --rep a rep against the others.`,
          es: `Tome uno posterior, como --from ${later}, o con --rep un comercial frente a los demás.`,
        },
  );
}

function refused(message: Text, fix: Text): UserError {
  return new UserError({ code: 'nothing_to_explain', message, fix });
}
