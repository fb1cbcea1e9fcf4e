import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { exact, latestJoin } from '../dialect.ts';
import { made, type ResolveStep } from './context.ts';

/** Exchange rates by currency and day, the later row of one date holding; null currency stands for the workspace's. */
export const resolveMoney: ResolveStep = ({ workspace }) => [
  made(
    'facts.rate',
    sql`SELECT currency, valid_from, rate FROM log.fx_rates WHERE currency <> ${raw(quoted(workspace.currency))}
    QUALIFY row_number() OVER (PARTITION BY currency, valid_from ORDER BY seq DESC) = 1`,
  ),
];

/**
 * Joins to a relation `alias` (which has a nullable text `currency` and a DATE `day`) the rate that holds on that day, as `rate`.
 * The workspace's own currency has none and needs none.
 */
export function rateJoin(alias: string, day: string = `${alias}.day`): Sql {
  return sql`${latestJoin} facts.rate rate ON ${raw(`rate.currency = ${alias}.currency AND ${day} >= rate.valid_from`)}`;
}

/**
 * `amount` in the workspace's currency, with up to 18 decimals; null when there is no amount or no rate. Needs `rateJoin`. What is in the
 * workspace's own currency is exact, what is converted as `product` says.
 */
export function converted(alias: string, amount: string, workspaceCurrency: string): Sql {
  const own = raw(isOwn(alias, workspaceCurrency));
  return sql`CASE WHEN ${own} THEN ${exact(raw(amount), 18)} ELSE ${product(raw(amount), raw('rate.rate'))} END`;
}

/**
 * The columns of deals of `alias` that `weighted` needs: `amount`, converted; `own_amount`, what needs no converting, as narrow as it was read;
 * `unpriced`; `probability`. Needs `rateJoin`.
 */
export function dealMoney(alias: string, workspaceCurrency: string): Sql {
  const amount = `${alias}.amount`;
  return sql`${converted(alias, amount, workspaceCurrency)} AS amount, ${unpriced(alias, amount, workspaceCurrency)} AS unpriced,
    ${raw(`CASE WHEN ${isOwn(alias, workspaceCurrency)} THEN ${amount} END AS own_amount, ${alias}.probability`)}`;
}

/** The amount times the probability, as `product` says, of a relation with `dealMoney`. */
export function weighted(): Sql {
  const of = (amount: string): Sql => product(raw(amount), raw('probability'));
  return sql`CASE WHEN own_amount IS NULL THEN ${of('amount')} ELSE ${of('own_amount')} END`;
}

/** How many decimals of money and of a factor find room in the 38 digits of a product that has up to 20 before the point. */
const usual = { money: 6, factor: 12 };
/** The same below a size; nothing more is there to gain for what is larger. */
const rooms = [
  { below: '9e7', money: 12, factor: 18 },
  { below: '9e13', money: 10, factor: 14 },
];

/**
 * Money times a rate or a probability, with up to 18 decimals. Exact as long as the money has no more than 6 decimals and the factor no
 * more than 12, whatever its size; also with 12 and 18 where the product is below 9·10⁷, and with 10 and 14 below 9·10¹³. What has more is
 * rounded to those. Making a wide decimal narrower is a hundred times dearer than multiplying, so the usual case comes first and does without.
 */
function product(money: Sql, factor: Sql): Sql {
  const times = (room: { readonly money: number; readonly factor: number }): Sql =>
    exact(sql`${exact(money, room.money)} * ${exact(factor, room.factor)}`, 18);
  const isUsual = sql`${factor} = ${exact(factor, usual.factor)} AND ${money} = ${exact(money, usual.money)}`;
  const bySize = rooms.map(
    (room) => sql`WHEN abs((${money})::DOUBLE * (${factor})::DOUBLE) < ${raw(room.below)} THEN ${times(room)}`,
  );
  return sql`CASE WHEN ${isUsual} THEN ${times(usual)} ${join(bySize, ' ')} ELSE ${times(usual)} END`;
}

/** The currency for which a rate is missing though there is an amount; else null. Needs `rateJoin`. */
export function unpriced(alias: string, amount: string, workspaceCurrency: string): Sql {
  return raw(
    `CASE WHEN ${amount} IS NOT NULL AND ${alias}.currency <> ${quoted(workspaceCurrency)} AND rate.rate IS NULL` +
      ` THEN ${alias}.currency END`,
  );
}

function isOwn(alias: string, workspaceCurrency: string): string {
  return `${alias}.currency IS NULL OR ${alias}.currency = ${quoted(workspaceCurrency)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
