import type { SheetCell } from '../records/sheet.ts';

type NamedDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly account: string | null;
  readonly account_name: string | null;
};

/** What a deal and its account are called, as the first cells of a record. */
export function dealCells({ deal, name, account, account_name: accountName }: NamedDeal): readonly SheetCell[] {
  return [name ?? deal, account === null ? null : { account, name: accountName ?? account }];
}
