import type { Text } from '../../domain/text.ts';
import { needsInWords } from '../../kpi/needs.ts';
import { methodOf } from '../uncertainty/method.ts';
import { fewestEvents, fewestStretches } from './pace.ts';
import type { GoalStanding } from './standing.ts';
import type { Verdict } from './verdict.ts';

/** Writes whole numbers and shares as a language does. */
export type Writers = { readonly count: (n: number) => string; readonly percent: (share: number) => string };

/** Each verdict in a word or two. */
export const verdictNames: Readonly<Record<Verdict, Text>> = {
  reached: { en: 'reached', es: 'alcanzados' },
  on_course: { en: 'on course', es: 'en camino' },
  open: { en: 'open', es: 'abiertos' },
  behind: { en: 'behind', es: 'por detrás' },
  hardly_reachable: { en: 'hardly reachable', es: 'difíciles de alcanzar' },
  exceeded: { en: 'limit passed', es: 'con el límite superado' },
  missed: { en: 'not reached', es: 'no alcanzados' },
  too_early: { en: 'too early to say', es: 'demasiado pronto para decirlo' },
  not_begun: { en: 'not begun', es: 'sin empezar' },
  unknown: { en: 'not known', es: 'desconocidos' },
};

/** How a goal stands, in words. */
export function verdictInWords(standing: GoalStanding, writers: Writers): Text {
  const { goal, state, verdict, missing, unpriced } = standing;
  const isLimit = goal.direction === 'at_most';
  switch (verdict) {
    case 'reached':
      return isLimit ? { en: 'kept', es: 'respetado' } : { en: 'reached', es: 'alcanzado' };
    case 'missed': {
      const words = isLimit ? { en: 'not kept', es: 'no respetado' } : { en: 'not reached', es: 'no alcanzado' };
      return standing.isWithinChance
        ? { en: `${words.en}, by no more than chance`, es: `${words.es}, por no más que el azar` }
        : words;
    }
    case 'exceeded':
      return { en: 'passed: it was not to be more', es: 'superado: no debía ser más' };
    case 'on_course':
      return isState(standing)
        ? { en: 'at target as it stands', es: 'en el objetivo, tal como está' }
        : isLimit
          ? { en: 'on course to be kept', es: 'en camino de respetarse' }
          : { en: 'on course', es: 'en camino de alcanzarse' };
    case 'open':
    case 'behind':
      return undecided(standing, writers);
    case 'hardly_reachable':
      return standing.days.left > 0
        ? isLimit
          ? { en: 'hardly to be kept at this pace', es: 'difícil de respetar a este ritmo' }
          : { en: 'hardly reachable at this pace', es: 'difícil de alcanzar a este ritmo' }
        : { en: 'hardly reachable: no working day is left', es: 'difícil de alcanzar: no quedan días laborables' };
    case 'too_early':
      return tooEarly(standing, writers);
    case 'not_begun':
      return { en: 'not begun', es: 'aún no ha empezado' };
    case 'unknown':
      if (unpriced !== null) return unpriced.fault.message;
      return missing.length > 0
        ? { en: `the log lacks ${needsInWords(missing).en}`, es: `al registro le falta ${needsInWords(missing).es}` }
        : goal.owner.kind !== 'all' && !goal.kpi.dimensions.includes(goal.owner.kind)
          ? { en: `this KPI is not known by ${goal.owner.kind}`, es: `este KPI no se conoce por ${goal.owner.kind}` }
          : state === 'over'
            ? { en: 'no records', es: 'sin registros' }
            : { en: 'not known', es: 'no se sabe' };
  }
}

/** What is counted in full at one moment: there is nothing to be sure or unsure of but what comes after. */
function isState({ goal }: GoalStanding): boolean {
  return goal.way === 'level' && methodOf(goal.kpi) === 'census';
}

function undecided(standing: GoalStanding, { percent }: Writers): Text {
  const { goal, verdict, projection } = standing;
  const isBehind = verdict === 'behind';
  const words = isBehind ? { en: 'behind', es: 'por detrás' } : { en: 'open', es: 'abierto' };
  if (isState(standing)) {
    return goal.direction === 'at_most'
      ? { en: 'over the limit as it stands', es: 'por encima del límite, tal como está' }
      : { en: 'short of the target as it stands', es: 'por debajo del objetivo, tal como está' };
  }
  if (goal.way === 'level') {
    return isBehind
      ? { en: 'behind, by more than chance', es: 'por detrás, por más que el azar' }
      : { en: 'open: chance alone may make the difference', es: 'abierto: la diferencia puede ser azar' };
  }
  if (projection === null) return words;
  const chance = percent(Math.round(projection.chance * 20) / 20);
  return {
    en: `${words.en}: about ${chance} likely`,
    es: `${words.es}: probable al ${chance}`,
  };
}

function tooEarly({ goal, found }: GoalStanding, { count }: Writers): Text {
  const words = { en: 'too early to say', es: 'aún es pronto para decirlo' };
  const why = (en: string, es: string): Text => ({ en: `${words.en}: ${en}`, es: `${words.es}: ${es}` });
  if (goal.way === 'sum') {
    const isCount = goal.kpi.formula.kind === 'number' && goal.kpi.formula.of.kind === 'count';
    return isCount
      ? why(`a pace takes ${fewestStretches} whole weeks`, `un ritmo necesita ${fewestStretches} semanas completas`)
      : why(
          `a pace takes ${fewestStretches} whole weeks and ${fewestEvents} records`,
          `un ritmo necesita ${fewestStretches} semanas completas y ${fewestEvents} registros`,
        );
  }
  const pending = found.pending ?? 0;
  if (pending > 0) return why(`${count(pending)} pending`, `${count(pending)} pendientes`);
  return found.value === null ? why('no records yet', 'aún sin registros') : why('too few records', 'pocos registros');
}
