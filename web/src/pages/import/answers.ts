import type { Question } from '../../api/imports.ts';
import { formValue, readNumber } from '../../parts/form/read-form.ts';

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
  'lead_statuses',
  'outcomes',
  'activity_types',
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
  for (const [i, { setting, value }] of questions.entries()) {
    const answer = formValue(form, `answer.${i}`);
    if (answer === null) continue;
    if (lists.includes(setting) && value !== null) put(setting, value, meaningOf(setting, answer));
    else if (setting.startsWith('workspace.')) put('workspace', setting.slice('workspace.'.length), answer);
    else if (setting.startsWith('fields.')) put('fields', setting.slice('fields.'.length), answer);
    else if (setting === 'stage_order')
      next['stage_order'] = answer
        .split('\n')
        .map((stage) => stage.trim())
        .filter((stage) => stage !== '');
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

/** Says that an activity type presents a proposal; with a colon, for no channel has one. */
export const presenting = 'meeting:proposal_presentation';

function meaningOf(setting: string, answer: string): unknown {
  if (numeric.has(setting)) return readNumber(answer);
  if (setting === 'activity_types' && answer === presenting) {
    const [channel, purpose] = answer.split(':');
    return { channel, purpose };
  }
  return answer;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
