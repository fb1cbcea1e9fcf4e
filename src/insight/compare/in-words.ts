import type { Text } from '../../domain/text.ts';
import type { Exposure } from './compare-kpi.ts';
import type { Standing } from './verdict.ts';

const more: Readonly<Record<Exposure, (n: string) => Text>> = {
  trials: (n) => ({ en: `${n} more records`, es: `${n} registros más` }),
  events: (n) => ({ en: `${n} more of what it counts for`, es: `${n} más de aquello por lo que se cuenta` }),
  days: (n) => ({ en: `${n} more days`, es: `${n} días más` }),
};

/** What a comparison says of one member, in words; `number` writes a whole number. */
export function verdictInWords({ verdict, needed }: Standing, exposure: Exposure, number: (n: number) => string): Text {
  switch (verdict) {
    case 'above':
      return { en: 'above the group, more than by chance', es: 'por encima del grupo, más que por azar' };
    case 'below':
      return { en: 'below the group, more than by chance', es: 'por debajo del grupo, más que por azar' };
    case 'within':
      return { en: 'within what chance does', es: 'dentro del azar' };
    case 'too_little': {
      if (needed === null) return { en: 'too little to say', es: 'muy poco para decirlo' };
      const missing = more[exposure](number(needed));
      return { en: `too little to say; about ${missing.en}`, es: `muy poco para decirlo; unos ${missing.es}` };
    }
  }
}
