import type { AccountMap, DecisionRole, MapContact, Tie } from '../../../api/account-shapes.ts';

/** What people do in the decision, in the order in which they are drawn. */
export const groupIds = ['decides', 'champion', 'influences', 'uses', 'outside'] as const;
export type GroupId = (typeof groupIds)[number];

const groupOf: Readonly<Record<DecisionRole, GroupId>> = {
  decision_maker: 'decides',
  economic_buyer: 'decides',
  champion: 'champion',
  influencer: 'influences',
  technical_buyer: 'influences',
  user: 'uses',
  gatekeeper: 'uses',
  other: 'uses',
};

/** A contact's place: its mark's middle, and the box of its words and mark. */
export type PlacedContact = {
  readonly contact: MapContact;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly box: Box;
};
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

export type PlacedRep = { readonly rep: string; readonly name: string | null; readonly x: number; readonly y: number };

/** A line from one of ours to a contact; `end` is where its number stands. */
export type Line = {
  readonly tie: Tie;
  readonly path: string;
  readonly end: { readonly x: number; readonly y: number };
};

/** A map drawn in columns (influence upwards, ours at the foot), or in rows where there is no room (influence to the right, ours at the left). */
export type MapLayout = {
  readonly way: 'columns' | 'rows';
  readonly width: number;
  readonly height: number;
  readonly contacts: readonly PlacedContact[];
  readonly reps: readonly PlacedRep[];
  readonly lines: readonly Line[];
  readonly lanes: readonly (Box & { readonly influence: number })[];
  readonly groups: readonly (Box & { readonly group: GroupId })[];
};

/** How large a contact's mark is. */
const radius = (influence: number): number => 12 + 3 * influence;
/** Lines of several of ours to one contact run beside each other. */
const apart = 7;

type Ordered = { readonly contact: MapContact; readonly group: GroupId };

/** Where everything of a map stands in so much width: the same data always give the same picture. */
export function layoutOf(map: Pick<AccountMap, 'contacts' | 'ties'>, width: number): MapLayout {
  const place = (group: GroupId): number => groupIds.indexOf(group);
  const ordered = map.contacts
    .map((contact): Ordered => ({ contact, group: contact.role === null ? 'outside' : groupOf[contact.role] }))
    .toSorted(
      (a, b) =>
        place(a.group) - place(b.group) ||
        b.contact.influence - a.contact.influence ||
        a.contact.name.localeCompare(b.contact.name),
    );
  const fits = (width - columns.side) / Math.max(1, ordered.length) >= columns.least;
  return fits ? inColumns(ordered, map.ties, width) : inRows(ordered, map.ties, width);
}

const columns = { side: 76, least: 92, most: 200, head: 44, lane: 150, empty: 34, fan: 86, foot: 62 };

function inColumns(ordered: readonly Ordered[], ties: readonly Tie[], width: number): MapLayout {
  const { side, head, fan, foot } = columns;
  const column = Math.min(columns.most, (width - side) / Math.max(1, ordered.length));
  const used = new Set(ordered.map(({ contact }) => contact.influence));
  const lanes: (Box & { influence: number })[] = [];
  let top = head;
  for (const influence of [3, 2, 1, 0]) {
    if (influence === 0 && !used.has(0)) continue;
    const height = used.has(influence) ? columns.lane : columns.empty;
    lanes.push({ influence, left: 0, top, width, height });
    top += height;
  }
  const contacts = ordered.map(({ contact }, i): PlacedContact => {
    const lane = lanes.find(({ influence }) => influence === contact.influence)!;
    const left = side + i * column;
    const box = { left, top: lane.top, width: column, height: lane.height };
    return { contact, x: left + column / 2, y: lane.top + lane.height - 32, r: radius(contact.influence), box };
  });
  const floor = top;
  const reps = spread(contacts, ties, 'x', side + 40, width - 60, 120).map(({ rep, name, at }) => ({
    rep,
    name,
    x: at,
    y: floor + fan,
  }));
  const lines = linesOf(contacts, reps, ties, ({ x, y, r }, rep, shift) => ({
    path: `M${rep.x} ${rep.y - 16}C${rep.x} ${rep.y - 56} ${x + shift} ${floor + 56} ${x + shift} ${floor}V${y + r * 1.25}`,
    end: { x: x + shift + (shift < 0 ? -5 : 5), y: y + r * 1.25 + 13 },
  }));
  return {
    way: 'columns',
    width,
    height: reps.length === 0 ? floor : floor + fan + foot,
    contacts,
    reps,
    lines,
    lanes,
    groups: groupsOf(ordered, (from, to, group) => ({
      group,
      left: side + from * column,
      top: 0,
      width: (to - from) * column,
      height: head,
    })),
  };
}

const rows = { side: 40, fan: 32, row: 68, head: 30, lanes: 22, foot: 8 };

function inRows(ordered: readonly Ordered[], ties: readonly Tie[], width: number): MapLayout {
  const { side, fan } = rows;
  const most = Math.max(1, ...ordered.map(({ contact }) => contact.influence));
  const first = side + fan + 30;
  const step = (width - first - 34) / 3;
  const least = ordered.some(({ contact }) => contact.influence === 0) ? 0 : 1;
  const xOf = (influence: number): number => first + ((influence - least) * 3 * step) / Math.max(1, 3 - least);
  const contacts: PlacedContact[] = [];
  const groups: (Box & { group: GroupId })[] = [];
  let top = rows.lanes;
  ordered.forEach(({ contact, group }, i) => {
    if (i === 0 || ordered[i - 1]!.group !== group) {
      groups.push({ group, left: side + fan, top, width: width - side - fan, height: rows.head });
      top += rows.head;
    }
    const box = { left: side + fan, top, width: width - side - fan, height: rows.row };
    contacts.push({
      contact,
      x: xOf(contact.influence),
      y: top + rows.row - 24,
      r: radius(contact.influence) * 0.85,
      box,
    });
    top += rows.row;
  });
  const height = top + rows.foot;
  const reps = spread(contacts, ties, 'y', rows.lanes + 40, height - 24, 48).map(({ rep, name, at }) => ({
    rep,
    name,
    x: 20,
    y: at,
  }));
  const turn = side + fan;
  const lines = linesOf(contacts, reps, ties, ({ x, y, r }, rep, shift) => ({
    path: `M${rep.x + 16} ${rep.y}C${turn - 4} ${rep.y} ${side - 2} ${y + shift} ${turn + 2} ${y + shift}H${x - r * 1.25}`,
    end: { x: x - r * 1.25 - 6, y: y + shift + (shift > 0 ? 13 : -5) },
  }));
  const lanes = [0, 1, 2, 3]
    .filter((influence) => influence >= least && influence <= Math.max(3, most))
    .map((influence) => ({ influence, left: xOf(influence) - 20, top: 0, width: 40, height }));
  return { way: 'rows', width, height, contacts, reps, lines, lanes, groups };
}

/** Ours, each near the contacts they talk to, and no two on top of each other. */
function spread(
  contacts: readonly PlacedContact[],
  ties: readonly Tie[],
  axis: 'x' | 'y',
  low: number,
  high: number,
  gap: number,
): readonly { readonly rep: string; readonly name: string | null; readonly at: number }[] {
  const wanted = [...Map.groupBy(ties, ({ rep }) => rep)].map(([rep, own]) => {
    const places = own.flatMap(({ contact }) => contacts.filter((placed) => placed.contact.contact === contact));
    const at = places.reduce((total, place) => total + place[axis], 0) / Math.max(1, places.length);
    return { rep, name: own[0]!.rep_name, at, count: places.length };
  });
  const list = wanted.filter(({ count }) => count > 0).toSorted((a, b) => a.at - b.at || (a.rep < b.rep ? -1 : 1));
  const room = Math.min(gap, (high - low) / Math.max(1, list.length - 1));
  const placed: { rep: string; name: string | null; at: number }[] = [];
  for (const [i, { rep, name, at }] of list.entries()) {
    const least = i === 0 ? low : placed[i - 1]!.at + room;
    placed.push({ rep, name, at: Math.max(least, Math.min(at, high - room * (list.length - 1 - i))) });
  }
  return placed;
}

function linesOf(
  contacts: readonly PlacedContact[],
  reps: readonly PlacedRep[],
  ties: readonly Tie[],
  draw: (contact: PlacedContact, rep: PlacedRep, shift: number) => Omit<Line, 'tie'>,
): readonly Line[] {
  return contacts.flatMap((placed) => {
    const own = reps.flatMap((rep) => {
      const tie = ties.find((each) => each.rep === rep.rep && each.contact === placed.contact.contact);
      return tie === undefined ? [] : [{ rep, tie }];
    });
    return own.map(({ rep, tie }, i) => ({ tie, ...draw(placed, rep, (i - (own.length - 1) / 2) * apart) }));
  });
}

function groupsOf<T>(ordered: readonly Ordered[], make: (from: number, to: number, group: GroupId) => T): readonly T[] {
  const starts = ordered.flatMap(({ group }, i) => (i === 0 || ordered[i - 1]!.group !== group ? [i] : []));
  return starts.map((from, i) => make(from, starts[i + 1] ?? ordered.length, ordered[from]!.group));
}
