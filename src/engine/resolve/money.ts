import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { ResolveStep } from './context.ts';

/** Exchange rates by currency and day, the later row of one date holding; null currency stands for the workspace's. */
export const resolveMoney: ResolveStep = ({ workspace }) => [
  sql`CREATE TABLE facts.rate AS
    SELECT currency, valid_from, rate FROM log.fx_rates WHERE currency <> ${raw(quoted(workspace.currency))}
    QUALIFY row_number() OVER (PARTITION BY currency, valid_from ORDER BY seq DESC) = 1`,
];

/**
 * Joins to a relation `alias` (which has a nullable text `currency` and a DATE `day`) the rate that holds on that day, as `rate`.
 * The workspace's own currency has none and needs none.
 */
export function rateJoin(alias: string, day: string = `${alias}.day`): Sql {
  return raw(`ASOF LEFT JOIN facts.rate rate ON rate.currency = ${alias}.currency AND ${day} >= rate.valid_from`);
}

/**
 * `amount` in the workspace's currency, with up to 18 decimals; null when there is no amount or no rate. Needs `rateJoin`. The workspace's own
 * is exact. What is converted is exact as long as amounts have no more than 10 decimals and rates no more than 12; more are rounded to
 * those, since a product has no room for more than 38 digits.
 */
export function converted(alias: string, amount: string, workspaceCurrency: string): Sql {
  const own = `${alias}.currency IS NULL OR ${alias}.currency = ${quoted(workspaceCurrency)}`;
  const foreign = `(${amount}::DECIMAL(30,10) * rate.rate::DECIMAL(32,12))`;
  return raw(`CASE WHEN ${own} THEN ${amount}::DECIMAL(38,18) ELSE ${foreign}::DECIMAL(38,18) END`);
}

/** Money times a probability: exact as long as the money has no more than 6 decimals and the probability no more than 12, else rounded to those. */
export function weighted(money: Sql, probability: Sql): Sql {
  return sql`((${money})::DECIMAL(26,6) * (${probability})::DECIMAL(13,12))`;
}

/** The currency for which a rate is missing though there is an amount; else null. Needs `rateJoin`. */
export function unpriced(alias: string, amount: string, workspaceCurrency: string): Sql {
  return raw(
    `CASE WHEN ${amount} IS NOT NULL AND ${alias}.currency <> ${quoted(workspaceCurrency)} AND rate.rate IS NULL` +
      ` THEN ${alias}.currency END`,
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
