import type { Text } from '../../domain/text.ts';
import type { Role } from './habits.ts';
import { weakPitch, weakSource } from './market.ts';
import type { World } from './model.ts';
import { overdueTeam } from './people.ts';

/** A problem that was put into the log for the figures to find. */
export type PlantedProblem = {
  readonly kind:
    | 'pressured_accounts'
    | 'silent_accounts'
    | 'unpresented_proposals'
    | 'weak_delivery'
    | 'weak_source'
    | 'weak_pitch'
    | 'hidden_dissent'
    | 'single_threaded_accounts'
    | 'overdue_pipeline';
  /** Ids of the reps, accounts, contacts, deals or teams, or the source or pitch. */
  readonly members: readonly string[];
  /** One sentence. */
  readonly description: Text;
};

/** The problems that a log holds. A short log, or one of few reps, does not have room for all. */
export function plantedProblems(world: World): PlantedProblem[] {
  const { plants, reps } = world;
  const problems: PlantedProblem[] = reps.flatMap(({ id, name, habits }) => {
    const tell = repProblems[habits.role];
    return tell === undefined ? [] : [{ kind: tell.kind, members: [id], description: tell.describe(name) }];
  });
  problems.push(
    {
      kind: 'weak_source',
      members: [weakSource],
      description: {
        en: `Leads of the source ${weakSource} are reached well below all others.`,
        es: `A los leads del origen ${weakSource} se les localiza mucho menos que a los demás.`,
      },
    },
    {
      kind: 'weak_pitch',
      members: [weakPitch],
      description: {
        en: `Deals pitched with ${weakPitch} are won about half as often as the others.`,
        es: `Las oportunidades con el argumento ${weakPitch} se ganan más o menos la mitad que las demás.`,
      },
    },
  );
  if (plants.dissent !== null) {
    const { deal, contact } = plants.dissent;
    problems.push({
      kind: 'hidden_dissent',
      members: [deal.account.id, contact.id, deal.id],
      description: {
        en: `${contact.name} of ${deal.account.name} is among those who decide on a large open deal, is rated −2, and nobody talks to them alone.`,
        es: `${contact.name}, de ${deal.account.name}, participa en la decisión de una gran oportunidad abierta, tiene una valoración de −2 y nadie le habla a solas.`,
      },
    });
  }
  if (plants.singleThreaded.length > 0) {
    // Of names that end in “S.L.” the dot ends the sentence, too.
    const names = plants.singleThreaded
      .map(({ account }) => account.name)
      .join(', ')
      .replace(/\.$/, '');
    problems.push({
      kind: 'single_threaded_accounts',
      members: plants.singleThreaded.map(({ account }) => account.id),
      description: {
        en: `An open deal hangs on a single person at ${names}.`,
        es: `Una oportunidad abierta depende de una sola persona en ${names}.`,
      },
    });
  }
  if (reps.some(({ team }) => team === overdueTeam)) {
    problems.push({
      kind: 'overdue_pipeline',
      members: [overdueTeam.id],
      description: {
        en: `Most open deals of the team ${overdueTeam.name} are past their expected close.`,
        es: `La mayoría de las oportunidades abiertas del equipo ${overdueTeam.name} han pasado su cierre previsto.`,
      },
    });
  }
  return problems;
}

type RepProblem = { readonly kind: PlantedProblem['kind']; readonly describe: (name: string) => Text };

const repProblems: Readonly<Partial<Record<Role, RepProblem>>> = {
  pressing: {
    kind: 'pressured_accounts',
    describe: (name) => ({
      en: `${name} dials most of all, but harasses a few contacts of a few accounts.`,
      es: `${name} es quien más llama, pero acosa a pocos contactos de pocas cuentas.`,
    }),
  },
  neglecting: {
    kind: 'silent_accounts',
    describe: (name) => ({
      en: `${name} calls as much as anybody, but leaves accounts with open deals in silence for weeks.`,
      es: `${name} llama tanto como cualquiera, pero deja semanas en silencio cuentas con oportunidades abiertas.`,
    }),
  },
  unpresenting: {
    kind: 'unpresented_proposals',
    describe: (name) => ({
      en: `${name} sends proposals and hardly ever presents them to those who decide.`,
      es: `${name} envía propuestas y casi nunca las presenta a quienes deciden.`,
    }),
  },
  undelivering: {
    kind: 'weak_delivery',
    describe: (name) => ({
      en: `${name} is very active, but the talks convince far less often than those of the colleagues.`,
      es: `${name} tiene mucha actividad, pero sus conversaciones convencen mucho menos que las de sus colegas.`,
    }),
  },
};
