import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { endOtherSessions, endSession, type Session, sessionsQuery } from '../../../api/own-account.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import { FormFault } from '../../../parts/form/form-fault.tsx';
import { useRefresh } from '../../../state/refresh.ts';
import { useWriters } from '../../../state/writers.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Row, Rows } from '../parts/rows.tsx';

/** Where one is signed in. @param own the session of this device */
export function Sessions({ own }: { readonly own: string }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const refresh = useRefresh();
  const sessions = useQuery(sessionsQuery);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (token: string | null) => (token === null ? endOtherSessions() : endSession(token)),
    onSettled: () => refresh('sessions'),
  });
  const hasOthers = (sessions.data ?? []).some(({ token }) => token !== own);
  return (
    <Card
      title={t('profile.sessions')}
      about={t('profile.sessions.about')}
      action={
        hasOthers ? (
          <PlainButton isPending={isPending} onPress={() => mutate(null)}>
            {t('profile.sessions.endOthers')}
          </PlainButton>
        ) : null
      }
    >
      <FormFault error={error} />
      <Loaded of={sessions} height="4rem">
        {(rows) => (
          <Rows label={t('profile.sessions')}>
            {rows.toSorted(byLatest).map((session) => (
              <Row
                key={session.token}
                title={deviceOf(session.userAgent) ?? t('profile.sessions.unknown')}
                tag={session.token === own ? t('profile.sessions.this') : null}
                about={[
                  session.ipAddress === '' ? null : session.ipAddress,
                  t('profile.sessions.since', { when: writers.moment(session.createdAt) }),
                ]}
              >
                {session.token === own ? undefined : (
                  <PlainButton isDisabled={isPending} onPress={() => mutate(session.token)}>
                    {t('profile.sessions.end')}
                  </PlainButton>
                )}
              </Row>
            ))}
          </Rows>
        )}
      </Loaded>
    </Card>
  );
}

const byLatest = (a: Session, b: Session): number => b.updatedAt.localeCompare(a.updatedAt);

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** A browser and its system out of what a browser says of itself; null where nothing is known. */
function deviceOf(agent: string | null): string | null {
  const nameIn = (names: readonly (readonly [string, string])[]): string | undefined =>
    names.find(([sign]) => agent?.includes(sign))?.[1];
  const parts = [nameIn(browsers), nameIn(systems)].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(' · ');
}
