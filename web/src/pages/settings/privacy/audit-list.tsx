import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { meQuery } from '../../../api/me.ts';
import { membersQuery } from '../../../api/people.ts';
import { type AuditEntry, type AuditFilter, auditQuery } from '../../../api/privacy.ts';
import { tableQuery } from '../../../api/rows.ts';
import type { WordKey } from '../../../i18n/all-words.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import { Fault } from '../../../parts/state/fault.tsx';
import { Skeleton } from '../../../parts/state/skeleton.tsx';
import { useWriters } from '../../../state/writers.ts';
import { Empty } from '../parts/rows.tsx';
import { matters } from './words.ts';
import styles from './audit.module.css';

type AuditListProps = {
  readonly path: '/audit' | '/audit/me';
  readonly filter: AuditFilter;
  readonly empty: string;
};

/** Who saw and changed what, the latest first. */
export function AuditList({ path, filter, empty }: AuditListProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery(path, filter),
  );
  const nameOf = useNames();
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="16rem" />;
  const rows = data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  return (
    <>
      <ol role="list" className={styles['entries']}>
        {rows.map((entry) => (
          <li key={entry.seq}>
            <time dateTime={entry.at}>{writers.moment(entry.at)}</time>
            <div>
              <p>
                <strong>{entry.name ?? nameOf(`user:${entry.actor}`)}</strong> {t(`audit.kind.${entry.kind}`)}{' '}
                {t(matterOf(entry))}
                {entry.subjects.length === 0 ? '' : `: ${said(entry, nameOf)}`}
              </p>
              <p className={styles['fine']}>
                {[entry.action, entry.fields.join(', ')].filter((part) => part !== '').join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <div>
          <PlainButton isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('audit.more')}
          </PlainButton>
        </div>
      ) : null}
    </>
  );
}

/** So many are named one by one. */
const mostNamed = 6;

function said({ subjects }: AuditEntry, nameOf: (subject: string) => string): string {
  const names = subjects.slice(0, mostNamed).map(nameOf);
  return `${names.join(', ')}${subjects.length > mostNamed ? ' …' : ''}`;
}

function matterOf({ action }: AuditEntry): WordKey {
  const [matter = ''] = action.split('.');
  return matter in matters ? (`audit.matter.${matter}` as WordKey) : 'audit.matter.figures';
}

/** The name of what an entry is about, such as `rep:rep-04`; its id where the reader knows no name. */
function useNames(): (subject: string) => string {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const { data: reps } = useQuery(tableQuery('reps'));
  const { data: teams } = useQuery(tableQuery('teams'));
  const mayKnow = me !== undefined && 'people.read' in me.rights;
  const { data: members } = useQuery({ ...membersQuery, enabled: mayKnow });
  return (subject) => {
    const [kind = '', id = ''] = subject.split(/:(.*)/s);
    if (subject === 'user:system') return t('audit.system');
    if (id === '') return kind === 'reps' ? t('audit.reps') : kind === 'contacts' ? t('audit.contacts') : kind;
    if (id === me?.user_id) return t('access.you');
    const named = { rep: reps, team: teams }[kind]?.find((each) => each.id === id)?.name;
    const user = kind === 'user' ? members?.find((each) => each.user_id === id)?.name : undefined;
    return named ?? user ?? id;
  };
}
