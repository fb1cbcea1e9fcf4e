import { dayOf, daysOf, type Micros, microsOf } from './time.ts';
import { type Deal, hasBegun, type Lead, standingAt, teamAt, type World } from './world.ts';

/** An activity with what the contract calls its account, target, source …, true at its instant. */
export type Touch = {
  readonly id: string;
  readonly at: Micros;
  readonly day: string;
  readonly rep: string;
  readonly channel: string;
  readonly isInbound: boolean;
  readonly contact: string | null;
  /** All its contacts, each once. */
  readonly contacts: readonly string[];
  readonly lead: Lead | null;
  readonly deal: Deal | null;
  readonly account: string | null;
  readonly source: string | null;
  readonly campaign: string | null;
  readonly product: string | null;
  readonly pitch: string | null;
  readonly stage: string | null;
  readonly seconds: number;
  /** Neither scheduled nor cancelled. */
  readonly made: boolean;
  readonly outbound: boolean;
  readonly twoWay: boolean;
  readonly isAttempt: boolean;
  readonly target: string | null;
  readonly isQualifiedMeeting: boolean;
  /** Of a qualifying presentation: members of the decision team who attended, and its size. */
  readonly presented: { readonly attending: number; readonly size: number } | null;
};

/** The activities of a world, in the order of the file. */
export function touchesOf(world: World): Touch[] {
  return world.tables.activities
    .filter((row) => hasBegun(row['occurred_at'], world.asOf))
    .map((row): Touch => {
      const at = microsOf(row['occurred_at'])!;
      const contact = world.contacts.get(row['contact_id'] ?? '') ?? null;
      const lead = world.leads.get(row['lead_id'] ?? '') ?? null;
      const deal = world.deals.get(row['deal_id'] ?? '') ?? null;
      const own = world.accounts.has(row['account_id'] ?? '') ? row['account_id']! : null;
      const account = own ?? deal?.account ?? contact?.account ?? lead?.account ?? null;
      const joined = world.tables.participants
        .filter((p) => p['activity_id'] === row['id'] && world.contacts.has(p['contact_id']!))
        .map((p) => p['contact_id']!);
      const contacts = [...new Set([...(contact === null ? [] : [contact.id]), ...joined])];
      const outcome = row['outcome'] ?? null;
      const isInbound = row['direction'] === 'inbound';
      const made = outcome !== 'scheduled' && outcome !== 'cancelled';
      const channel = row['channel']!;
      const person = contact?.id ?? lead?.contact ?? null;
      const qualified = lead ?? deal?.lead ?? null;
      return {
        id: row['id']!,
        at,
        day: dayOf(at, world.workspace),
        rep: row['rep_id']!,
        channel,
        isInbound,
        contact: contact?.id ?? null,
        contacts,
        lead,
        deal,
        account,
        source: lead?.source ?? deal?.source ?? null,
        campaign: lead?.campaign ?? deal?.campaign ?? null,
        product: deal?.product ?? lead?.product ?? null,
        pitch: row['pitch'] ?? null,
        stage: stageOf(world, deal, account, at),
        seconds: Number(row['duration_s'] ?? 0),
        made,
        outbound: !isInbound && made,
        twoWay: ['reached', 'replied', 'held'].includes(outcome ?? '') || (isInbound && outcome === null),
        isAttempt: !isInbound && made && ['call', 'email', 'text'].includes(channel),
        target:
          person !== null
            ? `contact ${person}`
            : lead !== null
              ? `lead ${lead.id}`
              : account !== null
                ? `account ${account}`
                : null,
        isQualifiedMeeting:
          ['meeting', 'video', 'visit'].includes(channel) &&
          outcome === 'held' &&
          qualified !== null &&
          qualified.qualified !== null &&
          qualified.qualified <= at &&
          !(qualified.disqualified !== null && qualified.disqualified <= at),
        presented:
          row['purpose'] === 'proposal_presentation' && outcome === 'held' && deal !== null
            ? attendance(teamAt(world, deal, at), contacts)
            : null,
      };
    });
}

function attendance(team: ReadonlySet<string>, contacts: readonly string[]): Touch['presented'] {
  const attending = contacts.filter((contact) => team.has(contact)).length;
  return attending === 0 ? null : { attending, size: team.size };
}

/** The stage of an activity: its deal's, else the furthest among the open deals of its account, else `customer` or `no_deal`. */
function stageOf(world: World, deal: Deal | null, account: string | null, at: Micros): string | null {
  if (deal !== null) return standingAt(world, deal, at)?.stage?.id ?? null;
  if (account === null) return null;
  const own = [...world.deals.values()].filter((other) => other.account === account);
  const standings = own.map((other) => ({ id: other.id, standing: standingAt(world, other, at) }));
  const open = standings.filter(({ standing }) => standing?.kind === 'open');
  if (open.length > 0) {
    const furthest = Math.max(...open.map(({ standing }) => standing!.stage?.position ?? Number.NEGATIVE_INFINITY));
    const [first] = open
      .filter(({ standing }) => (standing!.stage?.position ?? Number.NEGATIVE_INFINITY) === furthest)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return first!.standing!.stage?.id ?? null;
  }
  return standings.some(({ standing }) => standing?.kind === 'won') ? 'customer' : 'no_deal';
}

export type Attempt = { readonly no: number; readonly isAnswered: boolean };

/** The number of each attempt on its target, and whether it was answered, by the id of the activity. */
export function attemptsOf(world: World, touches: readonly Touch[]): ReadonlyMap<string, Attempt> {
  const attempts = new Map<string, Attempt>();
  const window = daysOf(world.workspace.thresholds.reply_window_days);
  for (const target of new Set(touches.map((touch) => touch.target))) {
    if (target === null) continue;
    const all = touches.filter((touch) => touch.target === target).toSorted((a, b) => a.at - b.at);
    let no = 0;
    for (const [i, touch] of all.entries()) {
      if (!touch.isAttempt) continue;
      no++;
      const later = all.slice(i + 1);
      const next = later.findIndex((other) => other.isAttempt);
      const until = next < 0 ? later : later.slice(0, next);
      const isReplied = until.some((other) => other.isInbound && other.twoWay && other.at < touch.at + window);
      attempts.set(touch.id, { no, isAnswered: touch.twoWay || isReplied });
    }
  }
  return attempts;
}
