import type { Resolved } from '../../engine/question.ts';
import type { Needs } from '../../kpi/fact-needs.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { checkNeeds } from '../../kpi/needs.ts';
import { type Playbook, type PlaybookId, playbooks } from '../../kpi/playbooks.ts';
import { type Figure, figuresOf } from './figures.ts';
import { type Sign, signs } from './signs.ts';

/**
 * A sign with its figure. `holds` is null where the log has nothing of it; it holds only when the whole interval lies beyond the bound, so that a
 * few records prove nothing.
 */
export type SignFound = { readonly sign: Sign; readonly figure: Figure | null; readonly holds: boolean | null };

/** How well a playbook fits: its signs, and which of its focus KPIs lack something. */
export type Fit = {
  readonly playbook: Playbook;
  readonly signs: readonly SignFound[];
  readonly holding: number;
  readonly lacking: readonly { readonly kpi: Kpi; readonly missing: Needs }[];
};

/**
 * The proposal: the playbook that fits best. `thin`: none shows half of its signs with its KPIs at hand, and the simple one is proposed because
 * it asks least.
 */
export type Proposal = {
  readonly proposed: PlaybookId;
  readonly isThin: boolean;
  /** In the order of the playbooks. */
  readonly fits: readonly Fit[];
};

/** Proposes the playbook of which the largest part of signs holds, half at least, and whose focus KPIs the log can answer. */
export async function proposePlaybook(log: Resolved, kpis: ReadonlyMap<string, Kpi>): Promise<Proposal> {
  const readiness = await checkNeeds(log, [...kpis.values()]);
  const ready = new Set(readiness.flatMap(({ kpi, missing }) => (missing.length === 0 ? [kpi.id] : [])));
  const figures = await figuresOf(log, kpis, ready);
  const fits = playbooks.map((playbook): Fit => {
    const found = signs
      .filter((sign) => sign.playbook === playbook.id)
      .map((sign): SignFound => ({ sign, figure: figures[sign.figure], holds: holdsFor(sign, figures[sign.figure]) }));
    return {
      playbook,
      signs: found,
      holding: found.filter(({ holds }) => holds === true).length,
      lacking: readiness.filter(({ kpi, missing }) => playbook.focus.includes(kpi.id) && missing.length > 0),
    };
  });
  return { ...chosen(fits), fits };
}

/** The fitting playbook; of those that fit alike the first. */
export function chosen(fits: readonly Fit[]): Pick<Proposal, 'proposed' | 'isThin'> {
  const part = ({ holding, signs: all }: Fit): number => holding / all.length;
  const possible = fits.filter((fit) => fit.lacking.length === 0 && part(fit) >= 0.5);
  const [first] = possible.toSorted((a, b) => part(b) - part(a));
  return first === undefined ? { proposed: 'simple', isThin: true } : { proposed: first.playbook.id, isThin: false };
}

/** Whether the figure, with all that chance leaves open, lies at the bound or beyond. */
export function holdsFor({ bound }: Pick<Sign, 'bound'>, figure: Figure | null): boolean | null {
  if (figure === null) return null;
  const [low, high] = figure.interval ?? [figure.value, figure.value];
  return 'least' in bound ? low >= bound.least : high <= bound.most;
}
