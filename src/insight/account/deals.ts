import { sql } from '../../duckdb/sql.ts';
import type { Resolved } from '../../engine/question.ts';

/** A deal of an account and the stages that it stood in; amounts in its own currency as decimal text. */
export type AccountDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string;
  readonly amount: string | null;
  readonly currency: string;
  readonly expected_close_on: string | null;
  readonly stages: readonly Stay[];
};

/** A stay in a stage; `stage` null: none known yet, `to` null: still. */
export type Stay = {
  readonly stage: string | null;
  readonly name: string | null;
  readonly kind: 'open' | 'won' | 'lost';
  readonly from: string;
  readonly to: string | null;
};

/** The deals of an account in the order in which they began. */
export async function dealsOf(log: Resolved, account: string): Promise<readonly AccountDeal[]> {
  const rows = await log.db.rows<Omit<AccountDeal, 'stages'> & { readonly stages: string }>(sql`
    SELECT d.id AS deal, l.name, r.id AS rep, d.amount::VARCHAR AS amount, coalesce(d.currency, ${log.workspace.currency}) AS currency,
      d.expected_close_on::VARCHAR AS expected_close_on,
      to_json(list({'stage': g.id, 'name': g.name, 'kind': p.kind, 'from': strftime(p.from_at, '%Y-%m-%dT%H:%M:%SZ'),
        'to': CASE WHEN p.to_at < 'infinity'::TIMESTAMP THEN strftime(p.to_at, '%Y-%m-%dT%H:%M:%SZ') END} ORDER BY p.from_at))::VARCHAR AS stages
    FROM facts.deal d JOIN log.deals l ON l.seq = d.deal JOIN facts.rep r ON r.rep = d.rep JOIN facts.stage_span p ON p.deal = d.deal
    LEFT JOIN facts.label v ON v.k = p.stage LEFT JOIN log.stages g ON g.id = v.v
    WHERE d.account = (SELECT account FROM facts.account WHERE id = ${account})
    GROUP BY ALL ORDER BY min(p.from_at), d.id`);
  return rows.map(({ stages, ...deal }) => ({ ...deal, stages: JSON.parse(stages) as readonly Stay[] }));
}
