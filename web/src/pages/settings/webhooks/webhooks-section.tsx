import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  addWebhook,
  changeWebhook,
  eventTypes,
  removeWebhook,
  type Webhook,
  webhooksQuery,
} from '../../../api/alerts.ts';
import type { WordKey } from '../../../i18n/all-words.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import { FormDialog } from '../../../parts/dialog/form-dialog.tsx';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Checks } from '../../../parts/form/checks.tsx';
import { formValue, formValues } from '../../../parts/form/read-form.ts';
import { useRefresh } from '../../../state/refresh.ts';
import { useWriters } from '../../../state/writers.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Empty, Row, Rows } from '../parts/rows.tsx';
import { Secret } from '../parts/secret.tsx';

/** Programs that are told of events. */
export function WebhooksSection(): ReactNode {
  const { t } = useWords();
  const webhooks = useQuery(webhooksQuery);
  return (
    <Card title={t('webhooks.list')} action={<Add />}>
      <Loaded of={webhooks}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('webhooks.none')}</Empty>
          ) : (
            <Rows label={t('webhooks.list')}>
              {rows.map((webhook) => (
                <One key={webhook.id} webhook={webhook} />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Card>
  );
}

const wordOf = (event: string): WordKey => `webhooks.event.${event}` as WordKey;

function Events({ chosen }: { readonly chosen: readonly string[] }): ReactNode {
  const { t } = useWords();
  return (
    <Checks
      label={t('webhooks.events')}
      name="events"
      chosen={chosen}
      options={eventTypes.map((value) => ({ value, label: t(wordOf(value)), hint: value }))}
    />
  );
}

function Add(): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  return (
    <FormDialog
      title={t('webhooks.add')}
      open={t('webhooks.add')}
      isMain
      save={t('form.save')}
      onSave={async (form) => {
        const made = await addWebhook(formValue(form, 'url')!, formValues(form, 'events'));
        await refresh('webhooks');
        return made.secret;
      }}
      renderDone={(secret) => (
        <>
          <p>{t('webhooks.once')}</p>
          <Secret label={t('webhooks.secret')} text={secret as string} />
        </>
      )}
    >
      <TextInput label={t('webhooks.url')} name="url" type="url" placeholder="https://example.com/tacto" isRequired />
      <Events chosen={eventTypes} />
    </FormDialog>
  );
}

function One({ webhook }: { readonly webhook: Webhook }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const refresh = useRefresh();
  const { id, url, events, is_active: isActive, tried_at: tried, status, failures } = webhook;
  const { mutate, isPending } = useMutation({
    mutationFn: () => changeWebhook(id, { is_active: !isActive }),
    onSettled: () => refresh('webhooks'),
  });
  return (
    <Row
      title={url}
      tag={isActive ? null : t('webhooks.paused')}
      about={[
        events.map((event) => t(wordOf(event))).join(', '),
        tried === null
          ? t('webhooks.untried')
          : t(status === null ? 'webhooks.unanswered' : 'webhooks.tried', {
              when: writers.moment(tried),
              status: status ?? 0,
            }),
        failures === 0 ? null : t('webhooks.failures', { count: failures }),
      ]}
    >
      <PlainButton isDisabled={isPending} onPress={() => mutate()}>
        {t(isActive ? 'webhooks.pause' : 'webhooks.resume')}
      </PlainButton>
      <FormDialog
        title={t('settings.change.whose', { name: url })}
        open={t('settings.change')}
        openLabel={t('settings.change.whose', { name: url })}
        save={t('form.save')}
        onSave={async (form) => {
          await changeWebhook(id, { url: formValue(form, 'url'), events: formValues(form, 'events') });
          await refresh('webhooks');
        }}
      >
        <TextInput label={t('webhooks.url')} name="url" type="url" defaultValue={url} isRequired />
        <Events chosen={events} />
      </FormDialog>
      <FormDialog
        title={t('remove.sure', { name: url })}
        open={t('settings.remove')}
        openLabel={t('settings.remove.whose', { name: url })}
        save={t('settings.remove')}
        onSave={async () => {
          await removeWebhook(id);
          await refresh('webhooks');
        }}
      >
        <p>{t('webhooks.remove.what')}</p>
      </FormDialog>
    </Row>
  );
}
