import { z } from 'zod';
import { channels, outcomes, stageKinds } from '../../domain/vocabulary.ts';
import { id, text } from '../http/fields.ts';
import { type Route, writes } from '../http/route.ts';
import { getImport } from '../imports/import.ts';
import { type Settled, settleByAnswers } from '../imports/settle.ts';
import { shown, toJson } from './import-shown.ts';

const word = text(1000);
const answer = z
  .union([
    z.strictObject({ choice: z.int().min(0).max(1000).meta({ description: 'the place of a choice, from 0' }) }),
    z.strictObject({
      words: z
        .record(word, z.enum([...channels, ...outcomes, 'unknown']))
        .meta({ description: 'what each word means; a word that is left out stays what it was taken for' }),
    }),
    z.strictObject({
      stages: z
        .array(
          z.strictObject({
            id: word,
            kind: z.enum(stageKinds),
            probability: z.number().min(0).max(1).nullable().default(null),
          }),
        )
        .max(1000)
        .meta({ description: 'all stages in their order' }),
    }),
  ])
  .nullable()
  .meta({ description: 'as the doubt’s `ask` asks; null: it is right as it is' });

const settle = writes<{ readonly id: string }, unknown, { readonly answers: readonly Settled[] }>({
  tag: 'imports',
  right: 'imports',
  id: 'imports.map',
  method: 'put',
  path: '/imports/{id}/map',
  summary: {
    en: 'Settle doubts of the map that was proposed for CSV files; what was read is read again when it is run',
    es: 'Resuelve dudas del mapa propuesto para archivos CSV; lo que se había leído se lee de nuevo al ejecutarla',
  },
  params: z.object({ id }),
  body: z.strictObject({
    answers: z
      .array(
        z.strictObject({
          file: text(250),
          column: text(250).nullable(),
          answer,
        }),
      )
      .min(1)
      .max(500),
  }),
  answer: shown,
  handle: async ({ params, body, language, services }, tx) => {
    await settleByAnswers(services, tx, params.id, body.answers);
    return { status: 200, body: toJson(await getImport(tx, params.id), language) };
  },
});

/** The map of an import of CSV files. */
export const importMapRoutes: readonly Route[] = [settle];
