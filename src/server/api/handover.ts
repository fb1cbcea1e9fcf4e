import { z } from 'zod';
import { type Handover, handOver, repLeaves } from '../../record/handover.ts';
import { day, id, instant } from '../http/fields.ts';
import { type Route, writes } from '../http/route.ts';

const tag = 'handover';
const receiver = id.nullable().meta({ description: 'who gets the accounts; null: nobody yet' });

type Given = {
  readonly accounts: readonly string[];
  readonly from?: string | undefined;
  readonly to: string | null;
  readonly at?: string | undefined;
};

const given = z
  .strictObject({
    accounts: z.array(id).min(1).max(1000),
    from: id.optional().meta({ description: 'whose assignments end; absent: everybody’s' }),
    to: receiver,
    at: instant.optional().meta({ description: 'from when on; absent: now' }),
  })
  .meta({ id: 'NewHandover' });

type Leaving = { readonly on: string; readonly to: string | null };

/** Accounts go from one rep to another, and what was before stays whose it was. */
export const handoverRoutes: readonly Route[] = [
  writes<unknown, unknown, Given>({
    tag,
    id: 'handovers.add',
    method: 'post',
    path: '/handovers',
    right: 'assignments.write',
    summary: {
      en: 'Hand accounts over from a moment on: what was before stays whose it was',
      es: 'Traspasa cuentas a partir de un momento: lo anterior sigue siendo de quien era',
    },
    body: given,
    status: 204,
    handle: async ({ body: { accounts, from, to, at } }, tx) => {
      const handover: Handover = {
        accounts,
        to,
        ...(from === undefined ? {} : { from }),
        ...(at === undefined ? {} : { at }),
      };
      await handOver(tx, handover);
      return { status: 204, body: null };
    },
  }),
  writes<{ key: string }, unknown, Leaving>({
    tag,
    id: 'reps.leave',
    method: 'post',
    path: '/reps/{key}/leave',
    right: 'assignments.write',
    summary: {
      en: 'A rep leaves on a day, and the accounts that are theirs go to somebody else',
      es: 'Un comercial se va un día, y las cuentas que son suyas pasan a otra persona',
    },
    params: z.object({ key: id }),
    body: z
      .strictObject({ on: day.meta({ description: 'the first day on which they no longer work' }), to: receiver })
      .meta({ id: 'Leaving' }),
    answer: z.object({ accounts: z.array(z.string()).meta({ description: 'those that were handed over' }) }),
    handle: async ({ params, body }, tx) => ({
      status: 200,
      body: { accounts: await repLeaves(tx, { rep: params.key, ...body }) },
    }),
  }),
];
