import type { Account, World } from './model.ts';
import type { Random } from './random.ts';

/** Typical size of a deal, in the deal's currency. */
const typical = { enterprise: 42_000, mid_market: 15_000, small: 4_800 } as const;

const currencies: Readonly<Record<string, string>> = { GB: 'GBP', US: 'USD' };

/** What a customer asks for and what it comes to, in the currency of the account's country. */
export function drawAmounts(
  account: Account,
  random: Random,
): { requested: number | null; amount: number; currency: string } {
  const asked = cents(typical[account.segment] * Math.exp(random.normal() * 0.5), random);
  const agreed = random.chance(0.35) ? asked : cents(asked * random.between(0.75, 1.02), random);
  return {
    requested: random.chance(0.93) ? asked : null,
    amount: agreed,
    currency: currencies[account.country] ?? 'EUR',
  };
}

/** Writes weekly rates of the foreign currencies (EUR for one unit), from before the first day to the last. */
export function writeRates(world: World): void {
  const rates = { USD: 0.915, GBP: 1.165 };
  const random = world.random.fork('rates');
  for (let day = -63; day < world.timeline.days; day += 7) {
    for (const currency of ['USD', 'GBP'] as const) {
      rates[currency] *= 1 + random.normal() * 0.004;
      world.files.write('fx_rates', {
        currency,
        valid_from: world.timeline.date(day),
        rate: rates[currency].toFixed(5),
      });
    }
  }
}

/** Most amounts are round, some are to the cent. */
function cents(amount: number, random: Random): number {
  return random.chance(0.8) ? Math.round(amount / 50) * 50 : Math.round(amount * 100) / 100;
}
