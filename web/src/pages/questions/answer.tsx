import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnsweredQuestion, Look } from '../../api/ask.ts';
import { repsQuery } from '../../api/board.ts';
import type { Query } from '../../api/client.ts';
import { useWords } from '../../i18n/use-words.ts';
import { named } from '../../parts/people/named.ts';
import { placeOf } from './places.ts';
import { ForBoard } from './for-board.tsx';
import { Missing } from './missing.tsx';
import { WithLinks } from './with-links.tsx';
import styles from './questions.module.css';

/** A question worked backwards: at most three looks, how they are read together, what is missing, and onto the board. */
export function Answer({ question, query }: { readonly question: AnsweredQuestion; readonly query: Query }): ReactNode {
  const { t } = useWords();
  const { text, looks, reading, answerable } = question;
  return (
    <article className={styles['answer']}>
      <header>
        <h2>{text}</h2>
        <p className={styles['soft']}>{t(`questions.answerable.${answerable}`)}</p>
      </header>
      <section className={styles['step']}>
        <h3>{t('questions.step.2', { count: looks.length })}</h3>
        <ol role="list" className={styles['looks']}>
          {looks.map((look) => (
            <li key={`${look.kind} ${look.id}`} className={styles['look']}>
              <LookText look={look} />
            </li>
          ))}
        </ol>
        <p className={styles['reading']}>
          <strong>{t('questions.reading')}</strong> <WithLinks text={reading} />
        </p>
      </section>
      <section className={styles['step']}>
        <h3>{t('questions.step.3')}</h3>
        <Missing looks={looks} />
      </section>
      <section className={styles['step']} data-print="no">
        <h3>{t('questions.step.4')}</h3>
        <ForBoard key={question.id} looks={looks} query={query} />
      </section>
    </article>
  );
}

function LookText({ look }: { readonly look: Look }): ReactNode {
  const { t } = useWords();
  const { data: names } = useQuery(repsQuery);
  const { label, why, texts, missing } = look;
  const place = placeOf(look);
  return (
    <>
      <h4>{label}</h4>
      <p>{why}</p>
      {texts.map((text) => (
        <p key={text} className={styles['figure']}>
          {names === undefined ? '\u00a0' : named(text, names)}
        </p>
      ))}
      {missing.length > 0 ? <p className={styles['warn']}>{t('questions.lacks')}</p> : null}
      <Link to={place.to} search={(now: object) => ({ ...now, q: undefined, ...place.search })}>
        {t('questions.see', { page: t(place.label) })}
      </Link>
    </>
  );
}
