import type { Language } from '../../domain/text.ts';
import type { Resolved } from '../../engine/question.ts';
import type { Behind } from '../../insight/risk/behind.ts';
import type { Evidence } from '../../insight/risk/evidence.ts';
import { type FlagId, isAccounts } from '../../insight/risk/flags.ts';
import { reasonWriter } from '../../insight/risk/json.ts';
import { findRisks } from '../../insight/risk/risks.ts';

/** A flag on a deal or an account, by a key that stays as long as it does. */
export type Risk = {
  readonly key: string;
  /** The deal or the account. */
  readonly subject: string;
  readonly flag: FlagId;
  readonly name: string;
  /** What hangs on it, in the organisation's currency. */
  readonly weighted: number;
  readonly evidence: Evidence;
  readonly behind: Behind;
};

/** The flags of a log's open deals and accounts: what is the account's is told of it once, not of each of its deals. */
export async function risksOf(log: Resolved): Promise<readonly Risk[]> {
  const { deals, accounts } = await findRisks(log, [], false);
  const ofDeals = deals.flatMap(({ deal, name, weighted, flags, behind, evidence }) =>
    flags
      .filter((flag) => !isAccounts(flag))
      .map((flag) => ({
        key: `deal ${deal} ${flag}`,
        subject: `deal ${deal}`,
        flag,
        name: name ?? deal,
        weighted,
        evidence,
        behind: behind[flag]!,
      })),
  );
  const ofAccounts = (accounts ?? []).flatMap(({ account, name, flags, evidence }) => {
    const weighted = deals.filter((deal) => deal.account === account).reduce((sum, deal) => sum + deal.weighted, 0);
    return flags.map(({ flag, behind }) => ({
      key: `account ${account} ${flag}`,
      subject: `account ${account}`,
      flag,
      name: name ?? account,
      weighted,
      evidence,
      behind,
    }));
  });
  return [...ofDeals, ...ofAccounts].toSorted((a, b) => b.weighted - a.weighted || (a.key < b.key ? -1 : 1));
}

/** A line for each deal and account, those that most hangs on first, as many as a letter can bear; the others are counted. */
export function riskLines(log: Resolved, risks: readonly Risk[], language: Language, most = 6): readonly string[] {
  const reason = reasonWriter(language, log);
  const bySubject = new Map<string, readonly Risk[]>();
  for (const risk of risks) bySubject.set(risk.subject, [...(bySubject.get(risk.subject) ?? []), risk]);
  const groups = [...bySubject.values()];
  const lines = groups
    .slice(0, most)
    .map(
      (own) => `${own[0]!.name}: ${own.map(({ flag, evidence, behind }) => reason(flag, evidence, behind)).join('; ')}`,
    );
  const more = groups.length - lines.length;
  if (more === 0) return lines;
  return [...lines, language === 'es' ? `y ${more} más` : `and ${more} more`];
}
