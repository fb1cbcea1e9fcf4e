import type { ReactNode } from 'react';
import { type AccountStanding, mapQuery } from '../../api/accounts.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Told } from '../../parts/figure/told.tsx';
import { QueryRecords } from '../../parts/records/query-records.tsx';
import { useWriters } from '../../state/writers.ts';

type PeopleHeardProps = {
  readonly account: AccountStanding;
  /** All its people, or those who decide on its open deals. */
  readonly of: 'people' | 'deciders';
};

/** How many of an account's people have answered lately; who they are is asked for when it opens. */
export function PeopleHeard({ account, of }: PeopleHeardProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const [part, whole] =
    of === 'people' ? [account.covered, account.contacts] : [account.deciders_covered, account.deciders];
  if (whole === 0) return '–';
  const [heard, all] = [writers.count(part), writers.count(whole)];
  return (
    <Told
      label={`${t(`accounts.${of}`)}: ${account.name}`}
      text={t('accounts.people.of', { heard, all })}
      meaning={t(`accounts.${of}.meaning`)}
      formula={t(`accounts.${of}.formula`)}
      numerator={heard}
      denominator={all}
    >
      <People account={account.account} of={of} />
    </Told>
  );
}

function People({ account, of }: { readonly account: string; readonly of: PeopleHeardProps['of'] }): ReactNode {
  const { t } = useWords();
  return (
    <QueryRecords
      query={mapQuery(account, undefined)}
      sheetOf={({ contacts }) => ({
        columns: [
          { label: t('account.table.person'), is: 'text' },
          { label: t('accounts.people.title'), is: 'text' },
          { label: t('accounts.people.heard'), is: 'text' },
          { label: t('accounts.heard'), is: 'moment' },
          { label: t('account.table.role'), is: 'text' },
          { label: t('account.influence.short'), is: 'count' },
          { label: t('account.table.rating'), is: 'rating' },
        ],
        rows: contacts
          .filter(({ role }) => of === 'people' || role !== null)
          .toSorted((a, b) => Number(b.covered) - Number(a.covered) || b.influence - a.influence)
          .map(({ name, title, covered, heard_at: heard, role, influence, rating }) => [
            name,
            title,
            t(covered ? 'accounts.yes' : 'accounts.no'),
            heard,
            role === null ? null : t(`role.${role}`),
            influence,
            rating,
          ]),
      })}
    />
  );
}
