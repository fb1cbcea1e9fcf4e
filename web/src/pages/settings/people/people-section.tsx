import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { meQuery } from '../../../api/me.ts';
import {
  changeMember,
  type Invitation,
  invitationsQuery,
  type Invited,
  invite,
  type Member,
  membersQuery,
  type Place,
  removeMember,
  takeBack,
} from '../../../api/people.ts';
import { tableQuery } from '../../../api/rows.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { FormDialog } from '../../../parts/dialog/form-dialog.tsx';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { formValue } from '../../../parts/form/read-form.ts';
import { useRefresh } from '../../../state/refresh.ts';
import { useWriters } from '../../../state/writers.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Empty, Row, Rows } from '../parts/rows.tsx';
import { Secret } from '../parts/secret.tsx';
import { placeOf, PlaceFields } from './place-fields.tsx';

/** Who has access, and who is invited. */
export function PeopleSection(): ReactNode {
  const { t } = useWords();
  const members = useQuery(membersQuery);
  const invitations = useQuery(invitationsQuery);
  const { isPending: lacksReps } = useQuery(tableQuery('reps'));
  const { isPending: lacksTeams } = useQuery(tableQuery('teams'));
  const waits = lacksReps || lacksTeams;
  return (
    <>
      <Card title={t('access.members')} action={<Invite />}>
        <Loaded of={members} waits={waits}>
          {(rows) => (
            <Rows label={t('access.members')}>
              {rows.map((member) => (
                <OneMember key={member.user_id} member={member} />
              ))}
            </Rows>
          )}
        </Loaded>
      </Card>
      <Card title={t('access.invitations')}>
        <Loaded of={invitations} waits={waits} height="4rem">
          {(rows) =>
            rows.length === 0 ? (
              <Empty>{t('access.invitations.none')}</Empty>
            ) : (
              <Rows label={t('access.invitations')}>
                {rows.map((invitation) => (
                  <OneInvitation key={invitation.id} invitation={invitation} />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

function Invite(): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const start: Place = { role: 'rep', rep_id: null, team_id: null };
  return (
    <FormDialog
      title={t('access.invite')}
      open={t('access.invite')}
      isMain
      save={t('access.invite.go')}
      onSave={async (form) => {
        const email = formValue(form, 'email')!;
        const made = await invite(email, await placeOf(form));
        await refresh('invitations', 'table', 'reps');
        return { ...made, email };
      }}
      renderDone={(made) => <Link {...(made as Invited & { email: string })} />}
    >
      <TextInput label={t('access.email')} name="email" type="email" autoComplete="off" isRequired />
      <PlaceFields start={start} takesNew />
    </FormDialog>
  );
}

function Link({ link, sent, email }: Invited & { readonly email: string }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <p>{t(sent ? 'access.invited.sent' : 'access.invited.link', { email })}</p>
      <Secret label={t('access.link')} text={link} />
    </>
  );
}

/** What somebody is, in words. */
function usePlaceWords(): (place: Place) => readonly (string | null)[] {
  const { t } = useWords();
  const { data: reps } = useQuery(tableQuery('reps'));
  const { data: teams } = useQuery(tableQuery('teams'));
  return ({ rep_id: rep, team_id: team }) => [
    team === null ? null : t('access.leads', { team: teams?.find(({ id }) => id === team)?.name ?? team }),
    rep === null ? null : t('access.is', { rep: reps?.find(({ id }) => id === rep)?.name ?? rep }),
  ];
}

function OneMember({ member }: { readonly member: Member }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const inWords = usePlaceWords();
  const { data: me } = useQuery(meQuery);
  const { user_id: id, name, email, role, second_factor: hasFactor } = member;
  return (
    <Row
      title={name}
      tag={id === me?.user_id ? t('access.you') : null}
      about={[t(`access.role.${role}`), ...inWords(member), email, hasFactor ? t('access.factor') : null]}
    >
      <FormDialog
        title={t('settings.change.whose', { name })}
        open={t('settings.change')}
        openLabel={t('settings.change.whose', { name })}
        save={t('form.save')}
        onSave={async (form) => {
          await changeMember(id, await placeOf(form));
          await refresh('members', 'me', 'table', 'reps');
        }}
      >
        <PlaceFields start={member} takesNew />
      </FormDialog>
      <FormDialog
        title={t('access.remove.sure', { name })}
        open={t('access.remove')}
        openLabel={t('access.remove.whose', { name })}
        save={t('access.remove')}
        onSave={async () => {
          await removeMember(id);
          await refresh('members');
        }}
      >
        <p>{t('access.remove.what')}</p>
      </FormDialog>
    </Row>
  );
}

function OneInvitation({ invitation }: { readonly invitation: Invitation }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const refresh = useRefresh();
  const inWords = usePlaceWords();
  const { id, email, role, expires_at: until } = invitation;
  const who = email ?? t('access.anybody');
  return (
    <Row
      title={who}
      about={[t(`access.role.${role}`), ...inWords(invitation), t('access.until', { when: writers.moment(until) })]}
    >
      <FormDialog
        title={t('access.takeBack.sure', { who })}
        open={t('access.takeBack')}
        openLabel={t('access.takeBack.whose', { who })}
        save={t('access.takeBack')}
        onSave={async () => {
          await takeBack(id);
          await refresh('invitations');
        }}
      >
        <p>{t('access.takeBack.what')}</p>
      </FormDialog>
    </Row>
  );
}
