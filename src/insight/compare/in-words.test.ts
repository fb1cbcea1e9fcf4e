import { expect, test } from 'vitest';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { type Compared, verdictInWords } from './in-words.ts';
import type { Standing } from './verdict.ts';

const standing: Standing = {
  sample: { x: 4, n: 545 },
  verdict: 'within',
  chance: 0.4,
  limits95: [0.01, 0.06],
  limits998: [0, 0.08],
  pooled: null,
  needed: null,
};
const below = catalogue.find(({ id }) => id === 'dials_reached')!;
const rate: Compared = { exposure: 'events', below, target: 0.04 };

test.each<readonly [Partial<Standing>, Compared, string, string]>([
  [
    { verdict: 'above', chance: 1e-4 },
    rate,
    'above the group, more than by chance',
    'por encima del grupo, más que por azar',
  ],
  [
    { verdict: 'below', chance: 1e-4 },
    rate,
    'below the group, more than by chance',
    'por debajo del grupo, más que por azar',
  ],
  [{}, rate, 'within what chance does', 'dentro del azar'],
  [{ chance: 0.03 }, rate, 'at the edge of what chance does', 'en el límite de lo que hace el azar'],
  [
    { verdict: 'too_little', needed: 1130 },
    rate,
    'too little to say; about 1130 more (Dials reached)',
    'muy poco para decirlo; unos 1130 más (Llamadas contestadas)',
  ],
  [
    { verdict: 'too_little', needed: 1130, chance: 0.03 },
    rate,
    'may be below, not sure; about 1130 more (Dials reached)',
    'puede estar por debajo, sin seguridad; unos 1130 más (Llamadas contestadas)',
  ],
  [
    { verdict: 'too_little', needed: 52 },
    { exposure: 'trials', below: null, target: 0.3 },
    'too little to say; about 52 more records',
    'muy poco para decirlo; unos 52 registros más',
  ],
  [
    { verdict: 'too_little', needed: 90 },
    { exposure: 'days', below: null, target: 3 },
    'too little to say; about 90 more days',
    'muy poco para decirlo; unos 90 días más',
  ],
  [{ verdict: 'too_little' }, rate, 'too little to say', 'muy poco para decirlo'],
])('%o', (rest, compared, en, es) => {
  expect(verdictInWords({ ...standing, ...rest }, compared, String)).toEqual({ en, es });
});
