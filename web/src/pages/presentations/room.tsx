import type { ReactNode } from 'react';
import type { DecisionRole } from '../../api/accounts.ts';
import type { Presentation, Presentations } from '../../api/presentations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Bar } from '../../parts/chart/bar.tsx';
import { Told } from '../../parts/figure/told.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { SheetRecords } from '../../parts/records/sheet-records.tsx';
import { useWriters } from '../../state/writers.ts';
import styles from './presentations.module.css';

type RoomProps = { readonly roles: Presentations['roles']; readonly presentations: readonly Presentation[] };

/** How often each role of the decision team was in the room. */
export function Room({ roles, presentations }: RoomProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  if (roles.length === 0) return null;
  return (
    <Section title={t('presentations.room')} intro={t('presentations.room.lead')}>
      <ul role="list" className={styles['roles']}>
        {roles.map(({ role, present, members }) => (
          <li key={role}>
            <span className={styles['role']}>{t(`role.${role}`)}</span>
            <span className={styles['share']}>
              <Told
                label={`${t('presentations.room')}: ${t(`role.${role}`)}`}
                text={writers.share(present / members, 0)}
                meaning={t('presentations.room.lead')}
                formula={t('presentations.room.formula')}
                numerator={writers.count(present)}
                denominator={writers.count(members)}
              >
                <Members role={role} presentations={presentations} />
              </Told>{' '}
              <span className={styles['soft']}>
                {t('presentations.win.on', { won: writers.count(present), all: writers.count(members) })}
              </span>
            </span>
            <Bar share={present / members} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

type MembersProps = { readonly role: DecisionRole; readonly presentations: readonly Presentation[] };

/** Those in a role, presentation by presentation, and whether they were there. */
function Members({ role, presentations }: MembersProps): ReactNode {
  const { t } = useWords();
  return (
    <SheetRecords
      sheet={{
        columns: [
          { label: t('account.touch.day'), is: 'moment' },
          { label: t('accounts.account'), is: 'text' },
          { label: t('account.table.person'), is: 'text' },
          { label: t('presentations.room.share'), is: 'text' },
        ],
        rows: presentations.flatMap(({ at, account, account_name: name, members }) =>
          members
            .filter((member) => member.role === role)
            .map((member) => [
              at,
              account === null ? null : { account, name: name ?? account },
              member.name,
              t(member.present ? 'presentations.present' : 'presentations.absent'),
            ]),
        ),
      }}
    />
  );
}
