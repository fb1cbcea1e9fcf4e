import { UserError } from '../../domain/errors.ts';
import type { Filter } from '../../engine/question.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { Span } from '../change/periods.ts';
import { looks } from './looks.ts';

/** Days, and filters on what is looked at: of the rep and of all others. */
export type Scope = Span & { readonly where: readonly Filter[] };

/** No KPI that is looked at has all that is filtered by. */
export function notLookedAt(where: readonly Filter[], kpis: ReadonlyMap<string, Kpi>): UserError {
  const asked = where.map(({ dimension }) => dimension).join(', ');
  const known = [...new Set(looks.flatMap(({ kpi }) => kpis.get(kpi)!.dimensions))].filter((each) => each !== 'rep');
  return new UserError({
    code: 'unknown_dimension',
    message: {
      en: `None of the KPIs that a diagnosis looks at has all of: ${asked}.`,
      es: `Ninguno de los KPI que mira un diagnóstico tiene todo esto: ${asked}.`,
    },
    fix: { en: `Each has some of: ${known.join(', ')}.`, es: `Cada uno tiene algunas de: ${known.join(', ')}.` },
  });
}

/** A filter on a rep, who is held against the others. */
export function repTwice(rep: string): UserError {
  return new UserError({
    code: 'bad_where',
    message: {
      en: `A diagnosis holds ${rep} against the others: a filter on rep would leave nobody.`,
      es: `Un diagnóstico compara ${rep} con los demás: un filtro por rep no dejaría a nadie.`,
    },
    fix: {
      en: 'Leave rep out, and filter by team, source, segment and the like.',
      es: 'Quite rep y filtre por team, source, segment y similares.',
    },
  });
}
