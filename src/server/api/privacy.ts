import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import { changeRetention, readRetention, type Retention } from '../../record/privacy/retention.ts';
import { id } from '../http/fields.ts';
import { type Call, reads, type Reply, type Route, writes } from '../http/route.ts';
import { type Done, forget, type Forgotten } from '../privacy/erase.ts';
import { type Everything, everythingOfContact, everythingOfRep, everythingOfUser } from '../privacy/person.ts';

const tag = 'privacy';
const rows = z.array(z.record(z.string(), z.unknown()));

const everything = z
  .object({
    about: z.object({ kind: z.enum(['contact', 'rep', 'user']), id: z.string() }),
    exported_at: z.string().meta({ format: 'date-time' }),
    record: z.record(z.string(), rows).meta({ description: 'rows by table, the audit about them among these' }),
    sign_in: z
      .object({ user: z.unknown(), sessions: rows, ways_in: rows })
      .optional()
      .meta({ description: 'without passwords, secrets and tokens' }),
  })
  .meta({ id: 'Everything' });

const months = z.int().min(1).max(1200).nullable().optional();
const shownMonths = z.int().nullable();

const retention = z
  .object({
    free_text_months: shownMonths.meta({
      description: 'what was written about activities, ratings, settled follow-ups',
    }),
    lost_lead_months: shownMonths.meta({ description: 'contacts of leads that were given up, silent since' }),
    left_contact_months: shownMonths.meta({ description: 'contacts who left their account' }),
    audit_years: shownMonths.meta({ description: 'entries of the audit' }),
  })
  .meta({ id: 'Retention' });

type OfOne = (call: Call<{ id: string }, unknown, unknown>) => Promise<Everything>;

function exported(kind: 'contact' | 'rep' | 'user', path: string, en: string, es: string, of: OfOne): Route {
  return reads<{ id: string }>({
    tag,
    id: `privacy.${kind}`,
    method: 'get',
    path,
    right: 'privacy.read',
    summary: { en, es },
    params: z.object({ id }),
    answer: everything,
    handle: async (call) => {
      const found = await of(call);
      // Noted before it is given away: whoever got it is known.
      await call.services.record.as(call.caller.actor, (tx) =>
        call.services.audit.note(tx, call.caller, {
          kind: 'saw',
          action: `privacy.${kind}`,
          subjects: [`${kind}:${call.params.id}`],
          fields: [],
        }),
      );
      return asFile(found);
    },
  });
}

function asFile(found: Everything): Reply {
  return {
    status: 200,
    body: found,
    headers: { 'Content-Disposition': `attachment; filename="${found.about.kind}.json"` },
  };
}

type Erase = Forgotten & { readonly confirm: string };

/** What is kept about people, forgetting them, and for how long it is kept. */
export const privacyRoutes: readonly Route[] = [
  exported(
    'contact',
    '/privacy/contacts/{id}',
    'Everything that is kept about a contact',
    'Todo lo que se guarda sobre un contacto',
    ({ caller, params, services }) => everythingOfContact(services, caller.actor.org, params.id),
  ),
  exported(
    'rep',
    '/privacy/reps/{id}',
    'Everything that is kept about a rep, and about the user that they are',
    'Todo lo que se guarda sobre un comercial y sobre el usuario que es',
    ({ caller, params, services }) => everythingOfRep(services, caller.actor.org, params.id),
  ),
  exported(
    'user',
    '/privacy/users/{id}',
    'Everything that is kept about somebody who has access, and about the rep that they are',
    'Todo lo que se guarda sobre quien tiene acceso y sobre el comercial que es',
    ({ caller, params, services }) => everythingOfUser(services, caller.actor.org, params.id),
  ),
  reads({
    tag,
    id: 'privacy.me',
    method: 'get',
    path: '/privacy/me',
    right: 'privacy.self',
    summary: { en: 'Everything that is kept about you', es: 'Todo lo que se guarda sobre usted' },
    answer: everything,
    handle: async ({ caller, services }) => {
      if (caller.user === null) throw noPerson();
      await services.audit.flush();
      return asFile(await everythingOfUser(services, caller.actor.org, caller.user));
    },
  }),
  reads<unknown, unknown, Erase>({
    tag,
    id: 'privacy.erase',
    method: 'post',
    path: '/privacy/erasures',
    right: 'privacy.write',
    summary: {
      en: 'Forget a contact or a person: what names them goes, what happened is still counted',
      es: 'Olvida a un contacto o a una persona: lo que les nombra se va; lo que pasó se sigue contando',
    },
    body: z
      .strictObject({
        kind: z.enum(['contact', 'rep', 'user']),
        id,
        confirm: id.meta({ description: 'the id once more: this cannot be undone' }),
      })
      .meta({ id: 'NewErasure' }),
    answer: z
      .object({
        id: z.string().nullable().meta({ description: 'under which their rows are counted from now on' }),
        rows: z.int().meta({ description: 'rows that name them, under that id' }),
        texts: z.int().meta({ description: 'texts that their name, address or number was taken out of' }),
        sign_in: z.enum(['removed', 'kept', 'none']),
      })
      .meta({ id: 'Erasure' }),
    status: 201,
    handle: async ({ body, caller, services }) => {
      if (body.confirm !== body.id) throw notConfirmed();
      const done: Done = await forget(services, caller, { kind: body.kind, id: body.id });
      return { status: 201, body: done };
    },
  }),
  reads({
    tag,
    id: 'retention.see',
    method: 'get',
    path: '/privacy/retention',
    right: 'privacy.read',
    summary: { en: 'For how long personal data is kept', es: 'Cuánto tiempo se guardan los datos personales' },
    answer: retention,
    handle: async ({ caller, services }) => ({
      status: 200,
      body: await services.record.as(caller.actor, readRetention),
    }),
  }),
  writes<unknown, unknown, Partial<Retention>>({
    tag,
    id: 'retention.change',
    method: 'patch',
    path: '/privacy/retention',
    right: 'privacy.write',
    summary: {
      en: 'Set for how long personal data is kept; applied every day',
      es: 'Fija cuánto tiempo se guardan los datos personales; se aplica cada día',
    },
    body: z
      .strictObject({
        free_text_months: months,
        lost_lead_months: months,
        left_contact_months: months,
        audit_years: z.int().min(1).max(100).nullable().optional(),
      })
      .meta({ id: 'ChangedRetention' }) as unknown as z.ZodType<Partial<Retention>>,
    answer: retention,
    handle: async ({ body }, tx) => ({ status: 200, body: await changeRetention(tx, body) }),
  }),
];

function noPerson(): UserError {
  return new UserError({
    code: 'forbidden',
    message: { en: 'A service is no person.', es: 'Un servicio no es una persona.' },
  });
}

function notConfirmed(): UserError {
  return new UserError({
    code: 'not_confirmed',
    message: {
      en: 'Erasing cannot be undone, and it was not confirmed.',
      es: 'Borrar no se puede deshacer, y no se ha confirmado.',
    },
    fix: { en: 'Give the same id as `confirm`.', es: 'Indique el mismo id en `confirm`.' },
  });
}
