import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Role } from '../../../api/me.ts';
import { type Place, roles } from '../../../api/people.ts';
import { addRow, tableQuery } from '../../../api/rows.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { formValue } from '../../../parts/form/read-form.ts';

/** Somebody who sells and is not in the log yet. */
const fresh = '+';

/** The fields of a form that say what somebody is: their role, the rep that they are, the team that they lead. */
export function PlaceFields({
  start,
  takesNew = false,
}: {
  readonly start: Place;
  readonly takesNew?: boolean;
}): ReactNode {
  const { t } = useWords();
  const [role, setRole] = useState<Role>(start.role);
  const [rep, setRep] = useState(start.rep_id ?? '');
  const { data: reps = [] } = useQuery(tableQuery('reps'));
  const { data: teams = [] } = useQuery(tableQuery('teams'));
  const sells = role === 'rep' || role === 'manager' || role === 'administrator';
  return (
    <>
      <Choice
        label={t('access.role')}
        name="role"
        value={role}
        onChange={(chosen) => setRole(chosen as Role)}
        options={roles.map((value) => ({ value, label: t(`access.role.${value}`) }))}
        hint={t(`access.role.${role}.about`)}
      />
      {role === 'manager' ? (
        <Choice
          label={t('access.team')}
          name="team"
          start={start.team_id ?? ''}
          isRequired={rep === ''}
          options={[
            { value: '', label: t('access.team.choose') },
            ...teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...(teams.length === 0 ? { hint: t('access.team.none') } : {})}
        />
      ) : null}
      {sells ? (
        <Choice
          label={t(role === 'rep' ? 'access.rep' : 'access.rep.too')}
          name="rep"
          value={rep}
          onChange={setRep}
          isRequired={role === 'rep'}
          options={[
            { value: '', label: t(role === 'rep' ? 'access.rep.choose' : 'access.rep.none') },
            ...(takesNew ? [{ value: fresh, label: t('access.rep.new') }] : []),
            ...reps.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      {rep === fresh ? (
        <>
          <TextInput label={t('access.rep.name')} name="new_rep" isRequired />
          <Choice
            label={t('access.rep.team')}
            name="new_rep_team"
            start=""
            options={[
              { value: '', label: t('settings.none') },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </>
      ) : null}
    </>
  );
}

/** What the fields say; a rep who is new is added to the log first. */
export async function placeOf(form: FormData): Promise<Place> {
  const rep = formValue(form, 'rep');
  return {
    role: formValue(form, 'role') as Role,
    rep_id: rep === fresh ? await newRep(form) : rep,
    team_id: formValue(form, 'team'),
  };
}

async function newRep(form: FormData): Promise<string> {
  const team = formValue(form, 'new_rep_team');
  const { id } = await addRow('reps', {
    name: formValue(form, 'new_rep'),
    ...(team === null ? {} : { team_id: team }),
  });
  return id;
}
