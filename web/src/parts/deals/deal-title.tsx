import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OpenDeal } from '../../api/risks.ts';
import { readScope } from '../../state/scope.ts';

type Named = Pick<OpenDeal, 'deal' | 'name' | 'account' | 'account_name'>;

/** What a deal's name says beside its account's, where it begins with that: of “Talleres Núñez · suite” it is “suite”. Else null. */
export function besideAccount(deal: string | null, account: string | null): string | null {
  if (deal === null || account === null || account === '' || !deal.startsWith(account)) return null;
  return deal.slice(account.length).replace(/^[\s·:,–—-]+/, '');
}

/** The way to a deal's account. */
export function AccountOf({ account, account_name: name }: Pick<Named, 'account' | 'account_name'>): ReactNode {
  if (account === null) return null;
  return (
    <Link to="/accounts/$account" params={{ account }} search={readScope}>
      {name ?? account}
    </Link>
  );
}

/** What a deal is called. The account in its name is the way there. */
export function DealTitle({ deal }: { readonly deal: Named }): ReactNode {
  const rest = besideAccount(deal.name, deal.account_name);
  if (rest === null || deal.account === null) return deal.name ?? deal.deal;
  return (
    <>
      <AccountOf {...deal} />
      {rest === '' ? '' : ` · ${rest}`}
    </>
  );
}

/** Whether the account still has to be named beside the title. */
export function lacksAccount({ name, account, account_name: accountName }: Named): boolean {
  return account !== null && besideAccount(name, accountName) === null;
}
