import '../../i18n/insight.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { askQuery, type ListedQuestion, questionsQuery } from '../../api/ask.ts';
import { useWords } from '../../i18n/use-words.ts';
import { MainButton } from '../../parts/button/button.tsx';
import { TextInput } from '../../parts/field/text-input.tsx';
import { PageHead } from '../../parts/page/page-head.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { PageSkeleton, Skeleton } from '../../parts/state/skeleton.tsx';
import { usePeriod, usualPeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { Answer } from './answer.tsx';
import styles from './questions.module.css';

const groups = ['activity', 'leads', 'message', 'people', 'forecast', 'cost', 'team'] as const;
const filters = ['team', 'rep', 'source', 'segment', 'product'];

/** Working backwards: from what the manager wants to know to at most three KPIs, what is missing for them, and onto the board. */
export function QuestionsPage(): ReactNode {
  const { t } = useWords();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { data: questions, error, refetch } = useQuery(questionsQuery);
  const asked = typeof search['q'] === 'string' && search['q'] !== '' ? search['q'] : null;
  const [words, setWords] = useState('');
  const ask = (question: string): void =>
    void navigate({ to: '.', search: (now: object) => ({ ...now, q: question }) });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (words.trim() !== '') ask(words.trim());
  };
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (questions === undefined) return <PageSkeleton />;
  return (
    <>
      <PageHead title={t('questions.title')} about={t('questions.about')} />
      {asked === null ? null : <ScopeBar usual={usualPeriod} />}
      <div className={asked === null ? styles['alone'] : styles['both']}>
        <section className={styles['step']} aria-labelledby="step-1" data-print={asked === null ? undefined : 'no'}>
          <h2 id="step-1">{t('questions.step.1')}</h2>
          <form className={styles['ask']} onSubmit={submit}>
            <TextInput label={t('questions.words')} value={words} onChange={setWords} />
            <MainButton type="submit">{t('questions.ask')}</MainButton>
          </form>
          <List questions={questions} asked={asked} onAsk={ask} />
        </section>
        {asked === null ? null : <Asked question={asked} onAsk={ask} />}
      </div>
    </>
  );
}

type Ask = { readonly onAsk: (question: string) => void };

function List({
  questions,
  asked,
  onAsk,
}: Ask & { readonly questions: readonly ListedQuestion[]; readonly asked: string | null }): ReactNode {
  const { t } = useWords();
  return (
    <div className={styles['groups']}>
      {groups.map((group) => {
        const own = questions.filter((question) => question.group === group);
        return (
          <details key={group} className={styles['group']} open={asked === null || own.some(({ id }) => id === asked)}>
            <summary>
              <h3>{t(`questions.group.${group}`)}</h3>
            </summary>
            <ul role="list">
              {own.map(({ id, text, data }) => (
                <li key={id}>
                  <button
                    type="button"
                    className={styles['question']}
                    aria-current={id === asked ? 'true' : undefined}
                    onClick={() => onAsk(id)}
                  >
                    {text}
                    {data === 'none' || data === 'some' ? (
                      <span className={styles['soft']}> {t(`questions.data.${data}`)}</span>
                    ) : null}
                  </button>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}

function Asked({ question, onAsk }: Ask & { readonly question: string }): ReactNode {
  const { t } = useWords();
  const period = usePeriod();
  const [scope] = useScope();
  const query = { ...period, where: whereOf(scope, filters) };
  const { data, error, refetch } = useQuery(askQuery(question, query));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="40rem" />;
  const { candidates, questions } = data;
  if (candidates !== undefined && candidates.length > 0) {
    return (
      <section className={styles['step']}>
        <h2>{t('questions.mean')}</h2>
        <ul role="list">
          {candidates.map(({ id, text }) => (
            <li key={id}>
              <button type="button" className={styles['question']} onClick={() => onAsk(id)}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  }
  return (
    <div className={styles['answers']}>
      {questions.map((each) => (
        <Answer key={each.id} question={each} query={query} />
      ))}
    </div>
  );
}
