import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addRow, changeRow, type Rep, repLeaves, tableQuery, type Team } from '../../../api/rows.ts';
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

/** Who sells, and who has left. */
export function RepsSection(): ReactNode {
  const { t } = useWords();
  const reps = useQuery(tableQuery('reps'));
  const { data: teams = [], isPending: lacksTeams } = useQuery(tableQuery('teams'));
  const gone = (reps.data ?? []).filter(({ active_to: left }) => left !== null);
  return (
    <>
      <Card title={t('reps.list')} action={<Add teams={teams} />}>
        <Loaded of={reps} waits={lacksTeams}>
          {(rows) => {
            const here = rows.filter(({ active_to: left }) => left === null);
            return here.length === 0 ? (
              <Empty>{t('reps.none')}</Empty>
            ) : (
              <Rows label={t('reps.list')}>
                {here.map((rep) => (
                  <One key={rep.id} rep={rep} reps={here} teams={teams} />
                ))}
              </Rows>
            );
          }}
        </Loaded>
      </Card>
      {gone.length === 0 || lacksTeams ? null : (
        <Card title={t('reps.left')}>
          <Rows label={t('reps.left')}>
            {gone.map((rep) => (
              <One key={rep.id} rep={rep} reps={[]} teams={teams} />
            ))}
          </Rows>
        </Card>
      )}
    </>
  );
}

function Fields({ rep, teams }: { readonly rep: Rep | null; readonly teams: readonly Team[] }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <TextInput label={t('settings.name')} name="name" defaultValue={rep?.name ?? ''} isRequired />
      <Choice
        label={t('reps.team')}
        name="team"
        start={rep?.team_id ?? ''}
        options={[
          { value: '', label: t('settings.none') },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...(rep === null ? {} : { hint: t('reps.team.moves') })}
      />
      <NumberInput label={t('reps.cost')} name="cost" start={rep?.hourly_cost ?? ''} least={0} />
      <TextInput label={t('reps.from')} name="from" type="date" defaultValue={rep?.active_from ?? ''} />
    </>
  );
}

function valuesOf(form: FormData): Readonly<Record<string, string | number | null>> {
  return {
    name: formValue(form, 'name'),
    team_id: formValue(form, 'team'),
    hourly_cost: readNumber(formValue(form, 'cost')),
    active_from: formValue(form, 'from'),
  };
}

function Add({ teams }: { readonly teams: readonly Team[] }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  return (
    <FormDialog
      title={t('reps.add')}
      open={t('reps.add')}
      isMain
      save={t('form.save')}
      onSave={async (form) => {
        const given = Object.entries(valuesOf(form)).filter(([, value]) => value !== null);
        await addRow('reps', Object.fromEntries(given));
        await refresh('table', 'reps');
      }}
    >
      <Fields rep={null} teams={teams} />
    </FormDialog>
  );
}

type OneProps = { readonly rep: Rep; readonly reps: readonly Rep[]; readonly teams: readonly Team[] };

function One({ rep, reps, teams }: OneProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const refresh = useRefresh();
  const { id, name, team_id: team, active_from: from, active_to: to } = rep;
  return (
    <Row
      title={name}
      about={[
        teams.find((each) => each.id === team)?.name ?? null,
        from === null ? null : t('reps.since', { day: writers.day(from) }),
        to === null ? null : t('reps.until', { day: writers.day(to) }),
      ]}
    >
      <FormDialog
        title={t('settings.change.whose', { name })}
        open={t('settings.change')}
        openLabel={t('settings.change.whose', { name })}
        save={t('form.save')}
        onSave={async (form) => {
          await changeRow('reps', id, valuesOf(form));
          await refresh('table', 'reps');
        }}
      >
        <Fields rep={rep} teams={teams} />
      </FormDialog>
      {to === null ? <Leave rep={rep} others={reps.filter((other) => other.id !== id)} /> : null}
    </Row>
  );
}

function Leave({ rep: { id, name }, others }: { readonly rep: Rep; readonly others: readonly Rep[] }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  return (
    <FormDialog
      title={t('reps.leave.whose', { name })}
      open={t('reps.leave')}
      openLabel={t('reps.leave.whose', { name })}
      save={t('reps.leave.go')}
      onSave={async (form) => {
        await repLeaves(id, formValue(form, 'on')!, formValue(form, 'to'));
        await refresh('table');
      }}
    >
      <TextInput label={t('reps.leave.day')} name="on" type="date" isRequired />
      <Choice
        label={t('reps.leave.to')}
        name="to"
        start=""
        options={[
          { value: '', label: t('reps.nobody') },
          ...others.map((other) => ({ value: other.id, label: other.name })),
        ]}
      />
      <p>{t('reps.leave.what')}</p>
    </FormDialog>
  );
}
