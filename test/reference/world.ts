import { defaultWorkspace, type Workspace } from '../../src/domain/workspace.ts';
import type { Row, Tables } from '../support/tables.ts';
import { type Micros, microsOf } from './time.ts';

// The words of the KPI contract, said once more in plain loops over plain objects, with nothing of the engine: slow, and easy to hold
// against the text. The engine must agree with it on any log.

export type Contact = {
  readonly id: string;
  readonly account: string;
  readonly influence: number;
  readonly created: Micros | null;
  readonly left: Micros | null;
};
export type Lead = {
  readonly id: string;
  readonly rep: string;
  readonly contact: string | null;
  readonly account: string | null;
  readonly source: string | null;
  readonly campaign: string | null;
  readonly product: string | null;
  readonly created: Micros;
  readonly qualified: Micros | null;
  readonly disqualified: Micros | null;
  readonly prospect: Micros | null;
};
export type Change = { readonly at: Micros; readonly stage: string; readonly rep: string | null };
export type Deal = {
  readonly id: string;
  readonly rep: string;
  readonly account: string | null;
  readonly lead: Lead | null;
  readonly source: string | null;
  readonly campaign: string | null;
  readonly product: string | null;
  readonly created: Micros;
  readonly begin: Micros;
  readonly changes: readonly Change[];
  readonly won: Micros | null;
  readonly lost: Micros | null;
  /** Who is credited with its end. */
  readonly closer: string;
  readonly requested: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly expected: string | null;
};
export type Stage = {
  readonly id: string;
  readonly position: number;
  readonly kind: string;
  readonly probability: number;
};
export type Member = {
  readonly contact: Contact;
  readonly joined: Micros | null;
  readonly left: Micros | null;
};
export type Rating = { readonly at: Micros; readonly strength: number };
export type Assignment = {
  readonly account: string;
  readonly rep: string;
  readonly from: Micros;
  readonly to: Micros | null;
};

/** A log as of an instant: what had not begun by then is not there, later instants are null. */
export type World = {
  readonly asOf: Micros;
  readonly workspace: Workspace;
  readonly tables: Tables;
  readonly reps: ReadonlyMap<string, Row>;
  readonly accounts: ReadonlyMap<string, Row>;
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly leads: ReadonlyMap<string, Lead>;
  readonly stages: ReadonlyMap<string, Stage>;
  readonly deals: ReadonlyMap<string, Deal>;
  readonly members: ReadonlyMap<string, readonly Member[]>;
  readonly ratings: ReadonlyMap<string, readonly Rating[]>;
  readonly assignments: readonly Assignment[];
};

export function worldOf(tables: Tables, settings: Readonly<Record<string, unknown>>, asOf: Micros): World {
  const workspace = {
    ...defaultWorkspace,
    ...settings,
    thresholds: { ...defaultWorkspace.thresholds, ...(settings['thresholds'] as object) },
  } as Workspace;
  const accounts = byId(tables.accounts.filter((row) => hasBegun(row['created_at'], asOf)));
  const contacts = contactsOf(tables, accounts, asOf);
  const leads = leadsOf(tables, accounts, contacts, asOf);
  const stages = stagesOf(tables);
  const deals = dealsOf(tables, { accounts, leads, stages }, asOf);
  return {
    asOf,
    workspace,
    tables,
    reps: byId(tables.reps),
    accounts,
    contacts,
    leads,
    stages,
    deals,
    members: membersOf(tables, deals, contacts, asOf),
    ratings: ratingsOf(tables, contacts, asOf),
    assignments: tables.assignments
      .filter((row) => accounts.has(row['account_id']!) && hasBegun(row['valid_from'], asOf))
      .map((row) => ({
        account: row['account_id']!,
        rep: row['rep_id']!,
        from: microsOf(row['valid_from'])!,
        to: known(row['valid_to'], asOf),
      })),
  };
}

function byId(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row['id']!, row]));
}

/** Whether what begins then exists; null: since ever. */
export function hasBegun(text: string | null | undefined, asOf: Micros): boolean {
  const at = microsOf(text);
  return at === null || at < asOf;
}

/** An instant that had come by then. */
function known(text: string | null | undefined, asOf: Micros): Micros | null {
  const at = microsOf(text);
  return at !== null && at < asOf ? at : null;
}

/** A reference to something that exists. */
function ref(id: string | null | undefined, to: { has: (id: string) => boolean }): string | null {
  return id !== null && id !== undefined && to.has(id) ? id : null;
}

function contactsOf(tables: Tables, accounts: ReadonlyMap<string, Row>, asOf: Micros): Map<string, Contact> {
  return new Map(
    tables.contacts
      .filter((row) => accounts.has(row['account_id']!) && hasBegun(row['created_at'], asOf))
      .map((row) => [
        row['id']!,
        {
          id: row['id']!,
          account: row['account_id']!,
          influence: Number(row['influence'] ?? 1),
          created: microsOf(row['created_at']),
          left: known(row['left_at'], asOf),
        },
      ]),
  );
}

function leadsOf(
  tables: Tables,
  accounts: ReadonlyMap<string, Row>,
  contacts: ReadonlyMap<string, Contact>,
  asOf: Micros,
): Map<string, Lead> {
  return new Map(
    tables.leads
      .filter((row) => hasBegun(row['created_at'], asOf))
      .map((row) => {
        const contact = ref(row['contact_id'], contacts);
        const lead: Lead = {
          id: row['id']!,
          rep: row['rep_id']!,
          contact,
          account: ref(row['account_id'], accounts) ?? (contact === null ? null : contacts.get(contact)!.account),
          source: row['source'] ?? null,
          campaign: row['campaign'] ?? null,
          product: row['product'] ?? null,
          created: microsOf(row['created_at'])!,
          qualified: known(row['qualified_at'], asOf),
          disqualified: known(row['disqualified_at'], asOf),
          prospect: known(row['prospect_at'], asOf),
        };
        return [lead.id, lead];
      }),
  );
}

function stagesOf(tables: Tables): Map<string, Stage> {
  return new Map(
    tables.stages.map((row) => {
      const kind = row['kind']!;
      const probability = Number(row['probability'] ?? (kind === 'won' ? 1 : 0));
      return [row['id']!, { id: row['id']!, position: Number(row['position']), kind, probability }];
    }),
  );
}

function dealsOf(
  tables: Tables,
  { accounts, leads, stages }: Pick<World, 'accounts' | 'leads' | 'stages'>,
  asOf: Micros,
): Map<string, Deal> {
  return new Map(
    tables.deals
      .filter((row) => hasBegun(row['created_at'], asOf))
      .map((row) => {
        const id = row['id']!;
        const lead = leads.get(row['lead_id'] ?? '') ?? null;
        const changes = tables.stage_changes
          .filter((change) => change['deal_id'] === id && hasBegun(change['entered_at'], asOf))
          .map((change) => ({
            at: microsOf(change['entered_at'])!,
            stage: change['stage_id']!,
            rep: change['rep_id'] ?? null,
          }))
          .toSorted((a, b) => a.at - b.at);
        const created = microsOf(row['created_at'])!;
        const kindOf = (i: number): string => stages.get(changes[i]!.stage)!.kind;
        let run = changes.length - 1;
        const kind = run < 0 ? 'open' : kindOf(run);
        while (run > 0 && kindOf(run - 1) === kind) run--;
        const end = kind === 'open' ? null : changes[run]!;
        const deal: Deal = {
          id,
          rep: row['rep_id']!,
          account: ref(row['account_id'], accounts),
          lead,
          source: row['source'] ?? lead?.source ?? null,
          campaign: lead?.campaign ?? null,
          product: row['product'] ?? lead?.product ?? null,
          created,
          begin: Math.min(created, changes[0]?.at ?? created),
          changes,
          won: kind === 'won' ? end!.at : null,
          lost: kind === 'lost' ? end!.at : null,
          closer: end?.rep ?? row['rep_id']!,
          requested: row['requested_amount'] ?? null,
          amount: row['amount'] ?? null,
          currency: row['currency'] ?? null,
          expected: row['expected_close_on'] ?? null,
        };
        return [id, deal];
      }),
  );
}

function membersOf(
  tables: Tables,
  deals: ReadonlyMap<string, Deal>,
  contacts: ReadonlyMap<string, Contact>,
  asOf: Micros,
): Map<string, Member[]> {
  const members = new Map<string, Member[]>();
  for (const row of tables.decision_team) {
    const [deal, contact] = [deals.get(row['deal_id']!), contacts.get(row['contact_id']!)];
    if (deal === undefined || contact === undefined || !hasBegun(row['joined_at'], asOf)) continue;
    const member = { contact, joined: microsOf(row['joined_at']), left: known(row['left_at'], asOf) };
    members.set(deal.id, [...(members.get(deal.id) ?? []), member]);
  }
  return members;
}

function ratingsOf(tables: Tables, contacts: ReadonlyMap<string, Contact>, asOf: Micros): Map<string, Rating[]> {
  const ratings = new Map<string, Rating[]>();
  for (const row of tables.ratings) {
    if (!contacts.has(row['contact_id']!) || !hasBegun(row['rated_at'], asOf)) continue;
    const rating = { at: microsOf(row['rated_at'])!, strength: Number(row['strength']) };
    ratings.set(row['contact_id']!, [...(ratings.get(row['contact_id']!) ?? []), rating]);
  }
  for (const list of ratings.values()) list.sort((a, b) => a.at - b.at);
  return ratings;
}

/** Where a deal stands: `open` without a stage from its begin to its first change; null before its begin. */
export type Standing = { readonly kind: string; readonly stage: Stage | null };

/** Where a deal stands at an instant, what happens at that very instant included. */
export function standingAt(world: World, deal: Deal, at: Micros): Standing | null {
  return standing(world, deal, (then) => then <= at);
}

/** Where a deal stands just before an instant. */
export function standingBefore(world: World, deal: Deal, at: Micros): Standing | null {
  return standing(world, deal, (then) => then < at);
}

function standing({ stages }: World, deal: Deal, isOver: (at: Micros) => boolean): Standing | null {
  if (!isOver(deal.begin)) return null;
  const last = deal.changes.findLast((change) => isOver(change.at));
  const stage = last === undefined ? null : stages.get(last.stage)!;
  return { kind: stage?.kind ?? 'open', stage };
}

/** Whether a contact is active at S. */
export function isActive({ created, left }: Contact, s: Micros): boolean {
  return (created === null || created < s) && (left === null || left >= s);
}

/** The decision team of a deal at an instant. */
export function teamAt(world: World, deal: Deal, at: Micros): Set<string> {
  return teamOf(
    world,
    deal,
    at,
    ({ joined, left }) => (joined === null || joined <= at) && (left === null || left > at),
  );
}

/** The decision team of a deal just before S. */
export function teamBefore(world: World, deal: Deal, s: Micros): Set<string> {
  return teamOf(world, deal, s, ({ joined, left }) => (joined === null || joined < s) && (left === null || left >= s));
}

function teamOf(world: World, deal: Deal, at: Micros, belongs: (member: Member) => boolean): Set<string> {
  const members = (world.members.get(deal.id) ?? []).filter((m) => belongs(m) && isActive(m.contact, at));
  return new Set(members.map(({ contact }) => contact.id));
}

/** Money in the workspace's currency at the rate of a day; 0 for no amount. */
export function converted(world: World, amount: string | null, currency: string | null, day: string): number {
  if (amount === null) return 0;
  if (currency === null || currency === world.workspace.currency) return Number(amount);
  const rates = world.tables.fx_rates
    .filter((row) => row['currency'] === currency && row['valid_from']! <= day)
    .toSorted((a, b) => (a['valid_from']! < b['valid_from']! ? -1 : 1));
  return Number(amount) * Number(rates.at(-1)!['rate']);
}
