import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Choices, choicesQuery, type PeriodId, periodIds } from '../../api/choices.ts';
import { type Say, useWords } from '../../i18n/use-words.ts';
import { type FilterId, nextDay, useLook } from '../../state/look.ts';
import { type Scope, useScope } from '../../state/scope.ts';
import { useIsNarrow } from '../../state/width.ts';
import { useWriters } from '../../state/writers.ts';
import { PlainButton } from '../button/button.tsx';
import { PaperLine } from '../page/paper-line.tsx';
import { memberName } from '../vocabulary/member-name.ts';
import styles from './scope-bar.module.css';

type ScopeBarProps = {
  /** The filters that the page has, in this order. */
  readonly filters?: readonly FilterId[];
  /** The period without one in the address; null: the page shows how it stands now. */
  readonly usual?: PeriodId | null;
  /** The page says nowhere else of which days it tells: on paper this does. */
  readonly tellsDays?: boolean;
  readonly children?: ReactNode;
};

const common: readonly FilterId[] = ['team', 'source'];

/** What the page looks at: its period and filters. They go into the address. */
export function ScopeBar({
  filters = common,
  usual = 'last_3_months',
  tellsDays = false,
  children,
}: ScopeBarProps): ReactNode {
  const words = useWords();
  const { t } = words;
  const [scope, change] = useScope();
  const { data: choices, isLoading } = useQuery(choicesQuery);
  const writers = useWriters();
  const { look } = useLook(usual ?? undefined);
  const isNarrow = useIsNarrow();
  const days =
    look === null || usual === null || !tellsDays
      ? []
      : [t('page.period', { from: writers.day(look.from), to: writers.day(nextDay(look.to, -1)) })];
  const set = filters.filter((filter) => scope[filter] !== undefined);
  const fields = (
    <>
      {filters.map((filter) => (
        <Filter key={filter} filter={filter} choices={choices} />
      ))}
      {set.length === 0 ? null : (
        <PlainButton onPress={() => change(Object.fromEntries(set.map((filter) => [filter, undefined])))}>
          {t('scope.clear')}
        </PlainButton>
      )}
    </>
  );
  return (
    <>
      <PaperLine told={[...days, ...set.map((filter) => filterText(filter, choices, scope, words))]} />
      <div role="group" className={styles['bar']} aria-label={t('scope.bar')} data-print="no" data-coming={isLoading}>
        {usual === null ? null : <Period choices={choices} usual={usual} />}
        {isNarrow ? children : null}
        {isNarrow && filters.length > 1 ? (
          <details className={styles['folded']}>
            <summary>{set.length === 0 ? t('scope.filters') : t('scope.filters.set', { n: set.length })}</summary>
            <div className={styles['bar']}>{fields}</div>
          </details>
        ) : (
          fields
        )}
        {isNarrow ? null : children}
      </div>
    </>
  );
}

/** A filter that is set, in words: what is filtered by, and to what. */
function filterText(filter: FilterId, choices: Choices | undefined, scope: Scope, words: Pick<Say, 't'>): string {
  const chosen = scope[filter] ?? '';
  const known = optionsOf(filter, choices, scope, words).find(({ id }) => id === chosen);
  return `${words.t(`scope.filter.${filter}`)}: ${known?.name ?? chosen}`;
}

type PartProps = { readonly choices: Choices | undefined };

function Period({ choices, usual }: PartProps & { readonly usual: PeriodId }): ReactNode {
  const { t } = useWords();
  const [scope, change] = useScope();
  const [isOwn, setIsOwn] = useState(false);
  const { from, to } = scope;
  const named = choices?.periods.find((period) => period.from === from && period.to === to)?.id;
  const shown = isOwn ? 'own' : from === undefined && to === undefined ? usual : (named ?? 'own');
  const days = choices?.periods.find(({ id }) => id === usual);
  const [first, end] = [from ?? days?.from, to ?? days?.to];
  const choose = (chosen: string): void => {
    setIsOwn(chosen === 'own');
    const period = choices?.periods.find(({ id }) => id === chosen);
    if (period !== undefined) change({ from: period.from, to: period.to });
  };
  return (
    <>
      <label className={styles['field']}>
        {t('scope.period')}
        <select value={shown} onChange={(event) => choose(event.target.value)}>
          {periodIds.map((id) => (
            <option key={id} value={id}>
              {t(`scope.period.${id}`)}
            </option>
          ))}
          <option value="own">{t('scope.period.own')}</option>
        </select>
      </label>
      {shown !== 'own' || first === undefined || end === undefined ? null : (
        <>
          <label className={styles['field']}>
            {t('scope.from')}
            <input
              type="date"
              value={first}
              max={nextDay(end, -1)}
              onChange={({ target: { value } }) => {
                if (value !== '' && value < end) change({ from: value, to: end });
              }}
            />
          </label>
          <label className={styles['field']}>
            {t('scope.until')}
            <input
              type="date"
              value={nextDay(end, -1)}
              min={first}
              onChange={({ target: { value } }) => {
                if (value !== '' && value >= first) change({ from: first, to: nextDay(value) });
              }}
            />
          </label>
        </>
      )}
    </>
  );
}

function Filter({ filter, choices }: PartProps & { readonly filter: FilterId }): ReactNode {
  const words = useWords();
  const { t } = words;
  const [scope, change] = useScope();
  const chosen = scope[filter] ?? '';
  const options = optionsOf(filter, choices, scope, words);
  // One choice is none, unless it is what a link asked for.
  if (choices !== undefined && options.length < 2 && chosen === '') return null;
  const isUnknown = chosen !== '' && !options.some(({ id }) => id === chosen);
  return (
    <label className={styles['field']}>
      {t(`scope.filter.${filter}`)}
      <select
        value={chosen}
        data-set={chosen !== ''}
        onChange={({ target: { value } }) => change({ [filter]: value === '' ? undefined : value })}
      >
        <option value="">{t('scope.all')}</option>
        {isUnknown ? <option value={chosen}>{chosen}</option> : null}
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function optionsOf(
  filter: FilterId,
  choices: Choices | undefined,
  { team }: Scope,
  say: Pick<Say, 't'>,
): readonly { readonly id: string; readonly name: string }[] {
  if (choices === undefined) return [];
  const plain = (members: readonly string[]): readonly { id: string; name: string }[] =>
    members.map((member) => ({ id: member, name: memberName(say, member) }));
  switch (filter) {
    case 'team':
      return choices.teams;
    case 'rep':
      return choices.reps.filter((rep) => team === undefined || rep.team === team);
    case 'source':
      return plain(choices.sources);
    case 'segment':
      return plain(choices.segments);
    case 'product':
      return plain(choices.products);
  }
}
