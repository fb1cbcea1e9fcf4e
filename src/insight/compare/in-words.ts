import type { Text } from '../../domain/text.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { Exposure } from './compare-kpi.ts';
import type { Standing } from './verdict.ts';

/** What a comparison is of, as far as words need it. */
export type Compared = {
  readonly exposure: Exposure;
  /** The KPI that counts the records, where there is one. */
  readonly below: Pick<Kpi, 'label'> | null;
  /** The group's value. */
  readonly target: number | null;
};

/** Below this chance a member lies outside the 95 % limits, though not surely more than chance brings somebody of so many. */
const doubtful = 0.05;

/** What a comparison says of one member, in words; `number` writes a whole number. */
export function verdictInWords(
  { verdict, needed, chance, sample }: Standing,
  { exposure, below, target }: Compared,
  number: (n: number) => string,
): Text {
  switch (verdict) {
    case 'above':
      return { en: 'above the group, more than by chance', es: 'por encima del grupo, más que por azar' };
    case 'below':
      return { en: 'below the group, more than by chance', es: 'por debajo del grupo, más que por azar' };
    case 'within':
      return chance < doubtful
        ? { en: 'at the edge of what chance does', es: 'en el límite de lo que hace el azar' }
        : { en: 'within what chance does', es: 'dentro del azar' };
    case 'too_little': {
      if (needed === null) return { en: 'too little to say', es: 'muy poco para decirlo' };
      const missing = more(exposure, below, number(needed));
      if (target === null || chance >= doubtful)
        return { en: `too little to say; ${missing.en}`, es: `muy poco para decirlo; ${missing.es}` };
      const isHigher = sample.x / sample.n > target;
      return {
        en: `may be ${isHigher ? 'above' : 'below'}, not sure; ${missing.en}`,
        es: `puede estar por ${isHigher ? 'encima' : 'debajo'}, sin seguridad; ${missing.es}`,
      };
    }
  }
}

/** How much more would show a large difference. */
function more(exposure: Exposure, below: Compared['below'], n: string): Text {
  if (exposure === 'days') return { en: `about ${n} more days`, es: `unos ${n} días más` };
  if (below === null) return { en: `about ${n} more records`, es: `unos ${n} registros más` };
  return {
    en: `about ${n} more (${below.label.en})`,
    es: `unos ${n} más (${below.label.es})`,
  };
}
