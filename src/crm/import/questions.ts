import type { Text } from '../../domain/text.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Database } from '../../duckdb/database.ts';
import { name, raw, sql } from '../../duckdb/sql.ts';
import type { Question } from '../report/model.ts';
import { amongOf } from './among.ts';
import { type Crm, type ListName, listNames } from './definition.ts';
import { listShapes } from './list-shapes.ts';
import type { ImportSettings } from './settings.ts';

/** How many words of one list are asked for one by one; the rest are counted together. */
const mostWords = 40;

const meanings: Readonly<Record<ListName, (word: string) => Text>> = {
  stages: (word) => ({
    en: `Is the stage “${word}” open, won or lost?`,
    es: `¿La etapa «${word}» es abierta, ganada o perdida?`,
  }),
  deal_statuses: (word) => ({
    en: `Is a deal with the status “${word}” open, won or lost?`,
    es: `¿Una oportunidad con el estado «${word}» está abierta, ganada o perdida?`,
  }),
  lead_statuses: (word) => ({
    en: `Does the lead status “${word}” mean new, qualified, disqualified or prospect?`,
    es: `¿El estado de lead «${word}» significa nuevo, cualificado, descartado o prospecto?`,
  }),
  outcomes: (word) => ({
    en: `What came of an activity with the result “${word}”: was anyone reached?`,
    es: `¿En qué quedó una actividad con el resultado «${word}»: se habló con alguien?`,
  }),
  activity_types: (word) => ({
    en: `Which channel is an activity of the type “${word}”, and is it the presentation of a proposal?`,
    es: `¿De qué canal es una actividad del tipo «${word}», y es la presentación de una propuesta?`,
  }),
  roles: (word) => ({
    en: `Which part does the role “${word}” play in the decision team?`,
    es: `¿Qué papel tiene el rol «${word}» en el equipo de decisión?`,
  }),
  ratings: (word) => ({
    en: `How strong is a relationship called “${word}”, from −3 to +3?`,
    es: `¿Qué fuerza tiene una relación llamada «${word}», de −3 a +3?`,
  }),
  influences: (word) => ({
    en: `How much influence does “${word}” mean, from 0 to 3?`,
    es: `¿Cuánta influencia significa «${word}», de 0 a 3?`,
  }),
  owners: (word) => ({
    en: `Who is the owner “${word}”? It may be another person of the team under an older name.`,
    es: `¿Quién es el propietario «${word}»? Puede ser otra persona del equipo con un nombre anterior.`,
  }),
  hourly_costs: (word) => ({ en: `What does an hour of ${word} cost?`, es: `¿Cuánto cuesta una hora de ${word}?` }),
};

const left: Text = { en: 'left unknown', es: 'se deja sin dato' };

/** The words of the export that neither the CRM's own meanings nor the settings explain, with the records that hang on each. */
export async function openQuestions(db: Database, crm: Crm): Promise<Question[]> {
  const questions: Question[] = [];
  for (const list of listNames) {
    const { seen, meanwhile = left } = crm.lists[list] ?? {};
    if (seen === undefined) continue;
    const words = await db.rows<{ word: string; records: number }>(sql`
      SELECT min(given) AS word, sum(n)::DOUBLE AS records
      FROM (SELECT trim(given) AS given, key(given) AS k, n FROM (SELECT given, count(*) AS n FROM (${raw(seen)}) GROUP BY given))
      WHERE given <> '' AND k NOT IN (SELECT given FROM ${raw(`settings.${list}`)} WHERE ${name(listShapes[list].columns[0]!.name)} IS NOT NULL) GROUP BY k ORDER BY records DESC, word`);
    questions.push(
      ...words.slice(0, mostWords).map(({ word, records }) => ({
        setting: list,
        value: word,
        records,
        question: meanings[list](word),
        meanwhile,
      })),
    );
    const others = words.slice(mostWords);
    if (others.length > 0) {
      questions.push({
        setting: list,
        value: null,
        records: others.reduce((sum, { records }) => sum + records, 0),
        question: {
          en: `${others.length} more words of this kind, such as “${others[0]!.word}”.`,
          es: `${others.length} palabras más de este tipo, como «${others[0]!.word}».`,
        },
        meanwhile,
      });
    }
  }
  for (const { records, ...assumption } of crm.assumptions ?? []) {
    const found = await db.row<{ n: number }>(sql`SELECT (${raw(records)})::DOUBLE AS n`);
    if (found.n === 0) continue;
    const among = await amongOf(db, assumption.setting);
    questions.push({ value: null, ...assumption, records: found.n, ...(among === undefined ? {} : { among }) });
  }
  return questions;
}

/** What the workspace should say and the settings do not. `dated`: records that have a time; `currencies`: of the amounts, null where none is said, most frequent first. */
export function workspaceQuestions(
  { workspaceGiven }: ImportSettings,
  workspace: Workspace,
  counts: { readonly dated: number; readonly currencies: readonly { currency: string | null; records: number }[] },
): Question[] {
  const questions: Question[] = [];
  if (!workspaceGiven.has('timezone') && workspace.timezone === 'UTC' && counts.dated > 0) {
    questions.push({
      setting: 'workspace.timezone',
      value: null,
      records: counts.dated,
      question: {
        en: 'In which time zone does the team work? Days, weeks and months begin at its midnight.',
        es: '¿En qué zona horaria trabaja el equipo? Los días, semanas y meses empiezan en su medianoche.',
      },
      meanwhile: { en: 'days are those of UTC', es: 'los días son los de UTC' },
    });
  }
  const given = counts.currencies.flatMap(({ currency, records }) =>
    currency === null || currency === workspace.currency ? [] : [{ currency, records }],
  );
  const amounts = counts.currencies.reduce((sum, { records }) => sum + records, 0);
  if (!workspaceGiven.has('currency') && amounts > 0) {
    questions.push({
      setting: 'workspace.currency',
      value: workspace.currency,
      records: amounts,
      question: { en: 'In which currency do you want the figures?', es: '¿En qué moneda quiere las cifras?' },
      meanwhile: { en: `in ${workspace.currency}`, es: `en ${workspace.currency}` },
    });
  }
  questions.push(
    ...given.map(({ currency, records }) => ({
      setting: 'fx_rates',
      value: currency,
      records,
      question: {
        en: `How many ${workspace.currency} is one ${currency}?`,
        es: `¿Cuántos ${workspace.currency} vale un ${currency}?`,
      },
      meanwhile: {
        en: 'KPIs of money refuse to answer for periods with such amounts',
        es: 'los KPI de dinero no responden para periodos con esos importes',
      },
    })),
  );
  return questions;
}
