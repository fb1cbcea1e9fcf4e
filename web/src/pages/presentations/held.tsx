import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { choicesQuery } from '../../api/choices.ts';
import type { Presentation } from '../../api/presentations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { besideAccount } from '../../parts/deals/deal-title.tsx';
import { Card, Cards } from '../../parts/page/cards.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { readScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './presentations.module.css';

const step = 12;

/** The presentations held, the latest first, each with who of the decision team was there. */
export function Held({ presentations }: { readonly presentations: readonly Presentation[] }): ReactNode {
  const { t } = useWords();
  const [shown, setShown] = useState(step);
  return (
    <Section title={t('presentations.list')}>
      {presentations.length === 0 ? <p className={styles['soft']}>{t('presentations.list.none')}</p> : null}
      <Cards>
        {presentations.slice(0, shown).map((presentation) => (
          <One key={presentation.activity} presentation={presentation} />
        ))}
      </Cards>
      {presentations.length <= shown ? null : (
        <div data-print="no">
          <PlainButton onPress={() => setShown(shown + step)}>
            {t('presentations.list.more', { n: Math.min(step, presentations.length - shown) })}
          </PlainButton>
        </div>
      )}
    </Section>
  );
}

function One({ presentation }: { readonly presentation: Presentation }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data: choices } = useQuery(choicesQuery);
  const { at, rep, account, account_name: name, deal_name: deal, counts, members } = presentation;
  const who = choices === undefined ? null : (choices.reps.find(({ id }) => id === rep)?.name ?? rep);
  return (
    <Card
      title={
        account === null ? (
          (deal ?? '–')
        ) : (
          <Link to="/accounts/$account" params={{ account }} search={readScope}>
            {name ?? account}
          </Link>
        )
      }
    >
      <p className={styles['soft']}>
        {[writers.dayAt(at), who, account === null ? null : (besideAccount(deal, name) ?? deal)]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      {members.length === 0 ? <p className={styles['warn']}>{t('presentations.noTeam')}</p> : null}
      {members.length > 0 && !counts ? <p className={styles['warn']}>{t('presentations.uncounted')}</p> : null}
      <ul role="list" className={styles['members']}>
        {members.map(({ contact, name: member, role, present }) => (
          <li key={contact} data-present={present}>
            <span aria-hidden="true">{present ? '●' : '○'}</span> {member}
            <span className={styles['soft']}> {t(`role.${role}`)}</span>
            <span className="visually-hidden">, {t(present ? 'presentations.present' : 'presentations.absent')}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
