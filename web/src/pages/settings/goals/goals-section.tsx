import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { KpiInfo } from '../../../api/kpi.ts';
import { meQuery } from '../../../api/me.ts';
import { kpisQuery } from '../../../api/queries.ts';
import {
  addRow,
  changeRow,
  type Goal,
  type GoalGrain,
  goalGrains,
  type Rep,
  removeRow,
  tableQuery,
  type Team,
} from '../../../api/rows.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { FormDialog } from '../../../parts/dialog/form-dialog.tsx';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { NumberInput } from '../../../parts/form/number-input.tsx';
import { formValue, readNumber } from '../../../parts/form/read-form.ts';
import { useRefresh } from '../../../state/refresh.ts';
import { useWriters } from '../../../state/writers.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Empty, Row, Rows } from '../parts/rows.tsx';
import styles from '../parts/rows.module.css';

/** What is to be reached. */
export function GoalsSection(): ReactNode {
  const { t } = useWords();
  const goals = useQuery(tableQuery('goals'));
  const kpis = useQuery(kpisQuery);
  const { data: reps = [], isPending: lacksReps } = useQuery(tableQuery('reps'));
  const { data: teams = [], isPending: lacksTeams } = useQuery(tableQuery('teams'));
  return (
    <Card title={t('targets.list')} action={<Add kpis={kpis.data ?? []} reps={reps} teams={teams} />}>
      <Loaded of={goals} waits={lacksReps || lacksTeams || kpis.isPending}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('targets.none')}</Empty>
          ) : (
            <Lists goals={rows} kpis={kpis.data ?? []} reps={reps} teams={teams} />
          )
        }
      </Loaded>
    </Card>
  );
}

const lengths: Readonly<Record<GoalGrain, number>> = { week: 7, month: 31, quarter: 92, year: 366 };

/** Goals that run or are to come, and behind a line those that are over. */
function Lists({ goals, ...known }: Known & { readonly goals: readonly Goal[] }): ReactNode {
  const { t } = useWords();
  const [today] = useState(() => Date.now());
  const isOver = ({ starts_on: starts, grain }: Goal): boolean =>
    Date.parse(starts) + lengths[grain] * 86_400_000 < today;
  const sorted = goals.toSorted((a, b) => b.starts_on.localeCompare(a.starts_on) || a.kpi.localeCompare(b.kpi));
  const [open, past] = [sorted.filter((goal) => !isOver(goal)), sorted.filter(isOver)];
  const list = (rows: readonly Goal[]): ReactNode => (
    <Rows label={t('targets.list')}>
      {rows.map((goal) => (
        <One key={goal.seq} goal={goal} {...known} />
      ))}
    </Rows>
  );
  return (
    <>
      {open.length === 0 ? <Empty>{t('targets.none.now')}</Empty> : list(open)}
      {past.length === 0 ? null : (
        <details className={styles['past']}>
          <summary>{t('targets.past', { count: past.length })}</summary>
          {list(past)}
        </details>
      )}
    </>
  );
}

type Known = {
  readonly kpis: readonly KpiInfo[];
  readonly reps: readonly Rep[];
  readonly teams: readonly Team[];
};

/** Ratios are typed in per cent. */
const inPercent = (kpi: KpiInfo | undefined): boolean => kpi?.unit === 'ratio';

function targetOf(kpi: KpiInfo | undefined, form: FormData): number | null {
  const given = readNumber(formValue(form, 'target'));
  return given !== null && inPercent(kpi) ? Math.round(given * 1e6) / 1e8 : given;
}

function Add({ kpis, reps, teams }: Known): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const { data: me } = useQuery(meQuery);
  const sorted = kpis.toSorted((a, b) => a.label.localeCompare(b.label));
  const isAdministrator = me?.role === 'administrator';
  return (
    <FormDialog
      title={t('targets.add')}
      open={t('targets.add')}
      isMain
      save={t('form.save')}
      onSave={async (form) => {
        const kpi = kpis.find(({ kpi: id }) => id === formValue(form, 'kpi'));
        const [kind, id] = (formValue(form, 'whose') ?? '').split(/:(.*)/s);
        await addRow('goals', {
          kpi: formValue(form, 'kpi'),
          target: targetOf(kpi, form),
          starts_on: formValue(form, 'starts'),
          grain: formValue(form, 'grain'),
          ...(kind === 'rep' ? { rep_id: id } : kind === 'team' ? { team_id: id } : {}),
        });
        await refresh('table', 'board', 'goals', 'goal-standings');
      }}
    >
      <Choice
        label={t('targets.kpi')}
        name="kpi"
        isRequired
        options={[
          { value: '', label: t('targets.kpi.choose') },
          ...sorted.map((kpi) => ({ value: kpi.kpi, label: `${kpi.label}${inPercent(kpi) ? ' (%)' : ''}` })),
        ]}
      />
      <NumberInput label={t('targets.target')} name="target" isRequired />
      <Choice
        label={t('targets.whose')}
        name="whose"
        isRequired
        options={[
          ...(isAdministrator ? [{ value: 'all', label: t('targets.everybody') }] : []),
          ...teams
            .filter(({ id }) => isAdministrator || me?.teams.includes(id) === true)
            .map(({ id, name }) => ({ value: `team:${id}`, label: t('targets.team', { name }) })),
          ...reps
            .filter(({ active_to: left }) => left === null)
            .map(({ id, name }) => ({ value: `rep:${id}`, label: name })),
        ]}
      />
      <Choice
        label={t('targets.grain')}
        name="grain"
        start="month"
        options={goalGrains.map((value) => ({ value, label: t(`targets.grain.${value}`) }))}
      />
      <TextInput label={t('targets.starts')} name="starts" type="date" isRequired />
    </FormDialog>
  );
}

function One({ goal, kpis, reps, teams }: Known & { readonly goal: Goal }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const refresh = useRefresh();
  const { seq, target, starts_on: starts, grain, rep_id: rep, team_id: team } = goal;
  const kpi = kpis.find(({ kpi: id }) => id === goal.kpi);
  const name = kpi?.label ?? goal.kpi;
  const value = writers.bound(Number(target), kpi?.unit ?? 'per');
  const whose =
    rep !== null
      ? (reps.find(({ id }) => id === rep)?.name ?? rep)
      : team !== null
        ? t('targets.team', { name: teams.find(({ id }) => id === team)?.name ?? team })
        : t('targets.everybody');
  return (
    <Row title={`${name}: ${value}`} about={[whose, t(`targets.each.${grain}`, { day: writers.day(starts) })]}>
      <FormDialog
        title={t('settings.change.whose', { name })}
        open={t('settings.change')}
        openLabel={t('targets.change.whose', { name, whose })}
        save={t('form.save')}
        onSave={async (form) => {
          await changeRow('goals', seq, { target: targetOf(kpi, form) });
          await refresh('table', 'board', 'goals', 'goal-standings');
        }}
      >
        <NumberInput
          label={t(inPercent(kpi) ? 'targets.target.percent' : 'targets.target')}
          name="target"
          start={inPercent(kpi) ? String(Math.round(Number(target) * 10_000) / 100) : target}
          isRequired
        />
      </FormDialog>
      <FormDialog
        title={t('remove.sure', { name })}
        open={t('settings.remove')}
        openLabel={t('targets.remove.whose', { name, whose })}
        save={t('settings.remove')}
        onSave={async () => {
          await removeRow('goals', seq);
          await refresh('table', 'board', 'goals', 'goal-standings');
        }}
      >
        <p>{t('targets.remove.what', { value, whose })}</p>
      </FormDialog>
    </Row>
  );
}
