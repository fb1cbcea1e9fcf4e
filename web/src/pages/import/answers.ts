import type { Among, Question } from '../../api/imports.ts';
import { formValue, readNumber } from '../../parts/form/read-form.ts';
import type { OrderedStage } from './among/stage-order.tsx';

/** The settings of an import as an object. */
export type Given = Readonly<Record<string, unknown>>;

/** What was answered before; nothing where it was given as YAML by somebody who wrote it. */
export function givenSettings(settings: string | null): Given {
  if (settings === null) return {};
  try {
    const given: unknown = JSON.parse(settings);
    return isRecord(given) ? given : {};
  } catch {
    return {};
  }
}

/** Settings whose answer belongs to a word of the source. */
const lists = [
  'stages',
  'deal_statuses',
  'lead_statuses',
  'outcomes',
  'roles',
  'ratings',
  'influences',
  'owners',
  'hourly_costs',
  'fx_rates',
];
const numeric = new Set(['ratings', 'influences', 'hourly_costs', 'fx_rates']);

/** What the form answers, with what was answered before. */
export function answersOf(form: FormData, questions: readonly Question[], before: Given, isCsv: boolean): Given {
  const next: Record<string, unknown> = { ...before };
  const put = (group: string, key: string, value: unknown): void => {
    next[group] = { ...(isRecord(next[group]) ? next[group] : {}), [key]: value };
  };
  for (const [i, question] of questions.entries()) {
    const { setting, value } = question;
    const name = `answer.${i}`;
    if (setting === 'activity_types') {
      for (const [word, meaning] of typesOf(form, name, question)) put(setting, word, meaning);
      continue;
    }
    const answer = formValue(form, name);
    if (answer === null) continue;
    if (lists.includes(setting) && value !== null) put(setting, value, meaningOf(setting, answer));
    else if (setting.startsWith('workspace.')) put('workspace', setting.slice('workspace.'.length), answer);
    else if (setting.startsWith('fields.')) put('fields', setting.slice('fields.'.length), answer);
    else if (setting === 'stage_order') {
      delete next['stage_order'];
      for (const [at, { value: stage, kind, probability }] of (JSON.parse(answer) as OrderedStage[]).entries())
        put('stages', stage, { kind, position: at + 1, ...(probability === null ? {} : { probability }) });
    }
  }
  const order = formValue(form, 'date_order');
  if (order !== null) next['date_order'] = order;
  const mark = formValue(form, 'decimal_mark');
  if (mark !== null && isCsv) next['decimal_comma'] = mark === ',';
  if (mark !== null && !isCsv) next['decimal_mark'] = mark;
  const zone = formValue(form, 'timezone');
  if (zone !== null) put('workspace', 'timezone', zone);
  const currency = formValue(form, 'currency');
  if (currency !== null) put('workspace', 'currency', currency);
  return next;
}

/** What was said of activity types, where it is something else than what is known. */
function typesOf(
  form: FormData,
  name: string,
  { value, among = [] }: Question,
): readonly (readonly [string, unknown])[] {
  const words = value === null ? among : [{ value, means: {} as Among['means'] }];
  return words.flatMap(({ value: word, means }, i) => {
    const field = value === null ? `${name}.${i}` : name;
    const [channel, purpose] = [formValue(form, `${field}.channel`), formValue(form, `${field}.purpose`)];
    const isKnown = channel === (means['channel'] ?? null) && purpose === (means['purpose'] ?? null);
    if (channel === null || isKnown) return [];
    return [[word, purpose === null ? channel : { channel, purpose }] as const];
  });
}

function meaningOf(setting: string, answer: string): unknown {
  return numeric.has(setting) ? readNumber(answer) : answer;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
