import type { ReactNode } from 'react';
import type { Presentation, Presentations } from '../../api/presentations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Told } from '../../parts/figure/told.tsx';
import { useWriters } from '../../state/writers.ts';
import styles from './presentations.module.css';

type RoomProps = { readonly roles: Presentations['roles']; readonly presentations: readonly Presentation[] };

/** How often each role of the decision team was in the room. */
export function Room({ roles, presentations }: RoomProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  if (roles.length === 0) return null;
  return (
    <section className={styles['section']}>
      <div>
        <h2>{t('presentations.room')}</h2>
        <p className={styles['soft']}>{t('presentations.room.lead')}</p>
      </div>
      <ul role="list" className={styles['roles']}>
        {roles.map(({ role, present, members }) => (
          <li key={role}>
            <span>{t(`role.${role}`)}</span>
            <span className={styles['share']}>
              <Told
                label={`${t('presentations.room')}: ${t(`role.${role}`)}`}
                text={writers.share(present / members, 0)}
                meaning={t('presentations.room.lead')}
                table={{
                  columns: [
                    { label: t('account.touch.day') },
                    { label: t('accounts.account') },
                    { label: t('account.table.person') },
                    { label: t('presentations.room.share') },
                  ],
                  rows: presentations.flatMap(({ at, account_name: account, members: all }) =>
                    all
                      .filter((member) => member.role === role)
                      .map((member) => [
                        writers.dayAt(at),
                        account ?? '–',
                        member.name,
                        t(member.present ? 'presentations.present' : 'presentations.absent'),
                      ]),
                  ),
                }}
              />{' '}
              <span className={styles['soft']}>
                {t('presentations.win.on', { won: writers.count(present), all: writers.count(members) })}
              </span>
            </span>
            <span className={styles['track']} aria-hidden="true">
              <span style={{ width: `${(100 * present) / members}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
