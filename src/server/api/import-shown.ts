import { z } from 'zod';
import type { WrittenAsk } from '../../crm/propose/ask.ts';
import type { Doubt } from '../../crm/propose/draft.ts';
import type { Language } from '../../domain/text.ts';
import { stageKinds } from '../../domain/vocabulary.ts';
import type { Import } from '../imports/import.ts';
import { kinds, modes, states } from '../imports/kinds.ts';

/** What an import is of. */
export const kind = z.enum(kinds).nullable().meta({ description: 'null: found out by names and headers' });
/** How it goes in. */
export const mode = z.enum(modes).meta({
  description: '`replace`: in place of what there is, which is told before; `add`: beside it, whose settings stay',
});

const words = z.object({ en: z.string(), es: z.string() });
const ask = z.union([
  z.object({
    by: z.literal('choice'),
    choices: z.array(words),
    is_said: z.boolean().meta({ description: 'whether the map says something now, which may be right' }),
  }),
  z.object({
    by: z.literal('words'),
    list: z.enum(['channel', 'outcome']).meta({ description: 'what the words mean' }),
    words: z.array(z.object({ value: z.string(), records: z.int(), means: z.string().nullable() })),
  }),
  z.object({
    by: z.literal('stages'),
    stages: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(stageKinds) })),
  }),
]);

/** An import as it is answered. */
export const shown = z
  .object({
    id: z.string(),
    kind,
    mode,
    state: z.enum(states),
    step: z.string().nullable().meta({ description: 'what is being done now' }),
    version: z.int(),
    files: z.array(z.object({ name: z.string(), bytes: z.int(), is_map: z.boolean() })),
    settings: z.string().nullable().meta({ description: 'answers to its questions, as YAML or JSON' }),
    settings_from: z.string().nullable().meta({
      format: 'date-time',
      description: 'when the answers were applied that it has taken over; null: they are its own',
    }),
    questions: z.int().nullable().meta({ description: 'open questions of the report' }),
    rows: z.int().nullable().meta({ description: 'of the sales log that comes of it' }),
    refused: z.int().nullable(),
    rows_there: z.int().nullable().meta({
      description: 'of its rows were there already and stayed as they were; null: it has not been applied',
    }),
    changes: z
      .array(
        z.object({
          table: z.string(),
          before: z.int(),
          added: z.int(),
          changed: z.int(),
          gone: z.int(),
          carried: z.boolean().meta({ description: 'the export has nothing of it, so the rows stay' }),
        }),
      )
      .nullable()
      .meta({ description: 'what applying it does to the rows that there are; null: there are none, or they stay' }),
    doubts: z
      .array(
        z.object({
          file: z.string(),
          column: z.string().nullable(),
          text: words,
          ask: ask.nullable().meta({ description: 'how it is settled by choosing; null: by changing the map' }),
        }),
      )
      .nullable(),
    problem: z
      .object({ code: z.string(), detail: z.string(), fix: z.string().nullable() })
      .nullable()
      .meta({ description: 'why it failed, was not applied, or cannot be applied yet' }),
    created_at: z.string().meta({ format: 'date-time' }),
    changed_at: z.string().meta({ format: 'date-time' }),
  })
  .meta({ id: 'Import' });

/** An import as it is answered. */
export function toJson(found: Import, language: Language): object {
  const {
    id: own,
    kind: is,
    mode: how,
    state,
    step,
    version,
    settings,
    settings_from,
    report,
    proposal,
    problem,
    rows_there,
  } = found;
  const counts = report?.files ?? null;
  return {
    id: own,
    kind: is,
    mode: how,
    state,
    step,
    version,
    files: found.files
      .filter(({ place }) => place !== 'log')
      .map(({ name, bytes, place }) => ({ name, bytes, is_map: place === 'map' })),
    settings: settings === '' ? null : settings,
    settings_from,
    questions: report?.questions.length ?? null,
    rows: report?.tables.reduce((sum, { rows }) => sum + rows, 0) ?? null,
    refused: counts?.reduce((sum, { rejected, malformed }) => sum + rejected + malformed, 0) ?? null,
    rows_there,
    changes: report?.changes ?? null,
    doubts: proposal?.doubts.map(doubtShown) ?? null,
    problem:
      problem === null
        ? null
        : { code: problem.code, detail: problem.message[language], fix: problem.fix?.[language] ?? null },
    created_at: found.created_at,
    changed_at: found.changed_at,
  };
}

/** A doubt without the SQL that its answers make. */
function doubtShown({ file, column, text, ask: asked }: Doubt): object {
  return { file, column, text, ask: asked === undefined ? null : askShown(asked) };
}

function askShown(asked: WrittenAsk): z.infer<typeof ask> {
  switch (asked.by) {
    case 'choice':
      return { by: 'choice', choices: asked.choices.map(({ text }) => text), is_said: asked.isSaid };
    case 'words':
      return { by: 'words', list: asked.list, words: [...asked.words] };
    case 'stages':
      return { by: 'stages', stages: [...asked.stages] };
  }
}
