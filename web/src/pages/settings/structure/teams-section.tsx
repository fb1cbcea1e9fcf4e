import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addRow, changeRow, removeRow, tableQuery, type Team } from '../../../api/rows.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { FormDialog } from '../../../parts/dialog/form-dialog.tsx';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { formValue } from '../../../parts/form/read-form.ts';
import { useRefresh } from '../../../state/refresh.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Empty, Row, Rows } from '../parts/rows.tsx';

/** The tree of teams. */
export function TeamsSection(): ReactNode {
  const { t } = useWords();
  const teams = useQuery(tableQuery('teams'));
  const { data: reps = [], isPending: lacksReps } = useQuery(tableQuery('reps'));
  return (
    <Card title={t('teams.list')} action={<Add teams={teams.data ?? []} />}>
      <Loaded of={teams} waits={lacksReps}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('teams.none')}</Empty>
          ) : (
            <Rows label={t('teams.list')}>
              {inTree(rows).map(({ team, depth }) => (
                <One
                  key={team.id}
                  team={team}
                  teams={rows}
                  depth={depth}
                  reps={reps.filter(({ team_id: own, active_to: left }) => own === team.id && left === null).length}
                />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Card>
  );
}

/** Teams with their depth, each before those below it. One that is below itself by mistake is shown at the top. */
function inTree(teams: readonly Team[]): readonly { readonly team: Team; readonly depth: number }[] {
  const below = (parent: string | null, depth: number): { team: Team; depth: number }[] =>
    teams
      .filter(({ parent_id: own }) => own === parent)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap((team) => [{ team, depth }, ...below(team.id, depth + 1)]);
  const found = below(null, 0);
  const lost = teams.filter((team) => found.every(({ team: { id } }) => id !== team.id));
  return [...found, ...lost.map((team) => ({ team, depth: 0 }))];
}

function Fields({ team, teams }: { readonly team: Team | null; readonly teams: readonly Team[] }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <TextInput label={t('settings.name')} name="name" defaultValue={team?.name ?? ''} isRequired />
      <Choice
        label={t('teams.above')}
        name="parent"
        start={team?.parent_id ?? ''}
        options={[
          { value: '', label: t('teams.top') },
          ...teams.filter(({ id }) => id !== team?.id).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </>
  );
}

function Add({ teams }: { readonly teams: readonly Team[] }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  return (
    <FormDialog
      title={t('teams.add')}
      open={t('teams.add')}
      isMain
      save={t('form.save')}
      onSave={async (form) => {
        const parent = formValue(form, 'parent');
        await addRow('teams', { name: formValue(form, 'name'), ...(parent === null ? {} : { parent_id: parent }) });
        await refresh('table');
      }}
    >
      <Fields team={null} teams={teams} />
    </FormDialog>
  );
}

type OneProps = {
  readonly team: Team;
  readonly teams: readonly Team[];
  readonly depth: number;
  readonly reps: number;
};

function One({ team, teams, depth, reps }: OneProps): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const { id, name } = team;
  return (
    <Row title={name} about={[t('teams.reps', { count: reps })]} depth={depth}>
      <FormDialog
        title={t('settings.change.whose', { name })}
        open={t('settings.change')}
        openLabel={t('settings.change.whose', { name })}
        save={t('form.save')}
        onSave={async (form) => {
          await changeRow('teams', id, { name: formValue(form, 'name'), parent_id: formValue(form, 'parent') });
          await refresh('table');
        }}
      >
        <Fields team={team} teams={teams} />
      </FormDialog>
      <FormDialog
        title={t('remove.sure', { name })}
        open={t('settings.remove')}
        openLabel={t('settings.remove.whose', { name })}
        save={t('settings.remove')}
        onSave={async () => {
          await removeRow('teams', id);
          await refresh('table');
        }}
      >
        <p>{t('teams.remove.what')}</p>
      </FormDialog>
    </Row>
  );
}
