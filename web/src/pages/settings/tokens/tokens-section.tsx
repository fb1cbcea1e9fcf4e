import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addToken, revokeToken, scopes, type Token, tokensQuery, type Whose } from '../../../api/tokens.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { FormDialog } from '../../../parts/dialog/form-dialog.tsx';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Checks } from '../../../parts/form/checks.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { formValue, formValues } from '../../../parts/form/read-form.ts';
import { useRefresh } from '../../../state/refresh.ts';
import { useWriters } from '../../../state/writers.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Empty, Row, Rows } from '../parts/rows.tsx';
import { Secret } from '../parts/secret.tsx';
import { placeOf, PlaceFields } from '../people/place-fields.tsx';

/** Tokens of one's own. */
export function OwnTokens(): ReactNode {
  return <Tokens whose="tokens" />;
}

/** Tokens of services. */
export function ServiceTokens(): ReactNode {
  return <Tokens whose="service-tokens" />;
}

function Tokens({ whose }: { readonly whose: Whose }): ReactNode {
  const { t } = useWords();
  const tokens = useQuery(tokensQuery(whose));
  return (
    <Card title={t('tokens.list')} action={<Make whose={whose} />}>
      <Loaded of={tokens}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t(whose === 'tokens' ? 'tokens.none' : 'tokens.none.service')}</Empty>
          ) : (
            <Rows label={t('tokens.list')}>
              {rows.map((token) => (
                <One key={token.id} token={token} whose={whose} />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Card>
  );
}

const lives = ['30', '90', '365', 'none'] as const;

function Make({ whose }: { readonly whose: Whose }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  return (
    <FormDialog
      title={t('tokens.make')}
      open={t('tokens.make')}
      isMain
      save={t('tokens.make.go')}
      onSave={async (form) => {
        const chosen = formValues(form, 'scopes');
        const days = formValue(form, 'days');
        const made = await addToken(whose, {
          name: formValue(form, 'name')!,
          scopes: chosen,
          days: days === 'none' ? null : Number(days),
          ...(whose === 'tokens' ? {} : await placeOf(form)),
        });
        await refresh('tokens');
        return made.secret;
      }}
      renderDone={(secret) => (
        <>
          <p>{t('tokens.once')}</p>
          <Secret label={t('tokens.secret')} text={secret as string} />
        </>
      )}
    >
      <TextInput label={t('tokens.name')} name="name" placeholder={t('tokens.name.example')} isRequired />
      {whose === 'tokens' ? null : <PlaceFields start={{ role: 'viewer', rep_id: null, team_id: null }} />}
      <Checks
        label={t('tokens.scopes')}
        name="scopes"
        chosen={['record:read', 'insight:read']}
        options={scopes.map((value) => ({
          value,
          label: t(`tokens.scope.${value.replace(':', '.')}` as 'tokens.scope.import'),
        }))}
      />
      <Choice
        label={t('tokens.days')}
        name="days"
        start="90"
        options={lives.map((value) => ({ value, label: t(`tokens.days.${value}`) }))}
      />
    </FormDialog>
  );
}

function One({ token, whose }: { readonly token: Token; readonly whose: Whose }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const refresh = useRefresh();
  const { id, name, prefix, role, expires_at: ends, last_used_at: used } = token;
  return (
    <Row
      title={name}
      about={[
        `${prefix}…`,
        role === null ? null : t(`access.role.${role}`),
        token.scopes.join(', '),
        ends === null ? t('tokens.endless') : t('tokens.until', { when: writers.moment(ends) }),
        used === null ? t('tokens.unused') : t('tokens.used', { when: writers.moment(used) }),
      ]}
    >
      <FormDialog
        title={t('tokens.revoke.sure', { name })}
        open={t('tokens.revoke')}
        openLabel={t('tokens.revoke.whose', { name })}
        save={t('tokens.revoke')}
        onSave={async () => {
          await revokeToken(whose, id);
          await refresh('tokens');
        }}
      >
        <p>{t('tokens.revoke.what')}</p>
      </FormDialog>
    </Row>
  );
}
