import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { changeMail, type MailSettings, mailQuery } from '../../../api/mail.ts';
import { kpisQuery } from '../../../api/queries.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { Check } from '../../../parts/form/checks.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import formStyles from '../../../parts/form/form.module.css';
import { formValue } from '../../../parts/form/read-form.ts';
import { useRefresh } from '../../../state/refresh.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card } from '../parts/rows.tsx';
import { SaveForm } from '../parts/save-form.tsx';
import { ZoneInput } from '../workspace/zone-input.tsx';

/** Which mail one gets. */
export function MailSection(): ReactNode {
  const mail = useQuery(mailQuery);
  return (
    <Loaded of={mail} height="24rem">
      {(settings) => <Fields settings={settings} />}
    </Loaded>
  );
}

const kinds = ['reminders', 'digest', 'alerts'] as const;
const places = ['focus.1', 'focus.2', 'focus.3'] as const;

function Fields({ settings }: { readonly settings: MailSettings }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const { data: kpis = [] } = useQuery(kpisQuery);
  const sorted = kpis.toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <>
      {settings.is_sent ? null : <p className={formStyles['fault']}>{t('mail.off')}</p>}
      <SaveForm
        onSave={async (form) => {
          await changeMail({
            reminders: formValue(form, 'reminders') !== null,
            digest: formValue(form, 'digest') !== null,
            alerts: formValue(form, 'alerts') !== null,
            language: formValue(form, 'language') as MailSettings['language'],
            timezone: formValue(form, 'timezone'),
            focus: [...new Set(places.flatMap((place) => formValue(form, place) ?? []))],
          });
          await refresh('mail');
        }}
      >
        <Card title={t('mail.which')} about={t('mail.which.about')}>
          <div>
            {kinds.map((kind) => (
              <Check
                key={kind}
                name={kind}
                label={t(`mail.${kind}`)}
                hint={t(`mail.${kind}.about`)}
                isOn={settings[kind]}
              />
            ))}
          </div>
        </Card>
        <Card title={t('mail.how')}>
          <div className={formStyles['pair']}>
            <Choice
              label={t('frame.language')}
              name="language"
              start={settings.language ?? ''}
              options={[
                { value: '', label: t('settings.usual') },
                { value: 'es', label: 'Español' },
                { value: 'en', label: 'English' },
              ]}
            />
            <ZoneInput label={t('mail.timezone')} start={settings.timezone ?? ''} hint={t('mail.timezone.about')} />
          </div>
        </Card>
        <Card title={t('mail.focus')} about={t('mail.focus.about')}>
          <div className={formStyles['pair']}>
            {places.map((place, i) => (
              <Choice
                key={`${place}${kpis.length}`}
                label={t('mail.focus.nth', { n: i + 1 })}
                name={place}
                start={settings.focus[i] ?? ''}
                options={[
                  { value: '', label: t('mail.focus.usual') },
                  ...sorted.map(({ kpi, label }) => ({ value: kpi, label })),
                ]}
              />
            ))}
          </div>
        </Card>
      </SaveForm>
    </>
  );
}
