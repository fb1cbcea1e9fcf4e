import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { flagIds } from '../../../api/account-shapes.ts';
import { addAlert, type Alert, alertsQuery, changeAlert, removeAlert } from '../../../api/alerts.ts';
import type { KpiInfo } from '../../../api/kpi.ts';
import { meQuery } from '../../../api/me.ts';
import { kpisQuery } from '../../../api/queries.ts';
import { type Rep, tableQuery, type Team } from '../../../api/rows.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import { FormDialog } from '../../../parts/dialog/form-dialog.tsx';
import { Check } from '../../../parts/form/checks.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { NumberInput } from '../../../parts/form/number-input.tsx';
import formStyles from '../../../parts/form/form.module.css';
import { formValue, readNumber } from '../../../parts/form/read-form.ts';
import { useRefresh } from '../../../state/refresh.ts';
import { useWriters } from '../../../state/writers.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Empty, Row, Rows } from '../parts/rows.tsx';

type Known = { readonly kpis: readonly KpiInfo[]; readonly reps: readonly Rep[]; readonly teams: readonly Team[] };

/** What one wants to be told of. */
export function AlertsSection(): ReactNode {
  const { t } = useWords();
  const alerts = useQuery(alertsQuery);
  const { data: kpis = [], isPending: lacksKpis } = useQuery(kpisQuery);
  const { data: reps = [], isPending: lacksReps } = useQuery(tableQuery('reps'));
  const { data: teams = [], isPending: lacksTeams } = useQuery(tableQuery('teams'));
  const known = { kpis, reps, teams };
  return (
    <Card title={t('alerts.list')} action={<Add {...known} />}>
      <Loaded of={alerts} waits={lacksKpis || lacksReps || lacksTeams}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('alerts.none')}</Empty>
          ) : (
            <Rows label={t('alerts.list')}>
              {rows.map((alert) => (
                <One key={alert.id} alert={alert} {...known} />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Card>
  );
}

function Add({ kpis, reps, teams }: Known): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const { data: me } = useQuery(meQuery);
  const isAdministrator = me?.role === 'administrator';
  return (
    <FormDialog
      title={t('alerts.add')}
      open={t('alerts.add')}
      isMain
      save={t('form.save')}
      onSave={async (form) => {
        const kind = formValue(form, 'kind');
        const kpi = kpis.find((each) => each.kpi === formValue(form, 'subject'));
        const bound = readNumber(formValue(form, 'bound')) ?? 0;
        const [of, id] = (formValue(form, 'whose') ?? '').split(/:(.*)/s);
        const shared = {
          direction: formValue(form, 'direction'),
          bound: kpi?.unit === 'ratio' ? bound / 100 : bound,
          by_mail: formValue(form, 'by_mail') !== null,
          by_webhook: formValue(form, 'by_webhook') !== null,
          ...(of === 'rep' ? { rep_id: id } : of === 'team' ? { team_id: id } : {}),
        };
        const subject = formValue(form, 'subject')!;
        await addAlert(
          kind === 'risk'
            ? { kind, subject, name: t(`alerts.flag.${subject}` as 'alerts.flag.silent'), ...shared }
            : {
                kind,
                subject,
                name: kpi?.label ?? subject,
                days: Number(formValue(form, 'days')),
                only_sure: formValue(form, 'only_sure') !== null,
                ...shared,
              },
        );
        await refresh('alerts');
      }}
    >
      <Subject kpis={kpis} />
      <Choice
        label={t('alerts.whose')}
        name="whose"
        start="all"
        options={[
          { value: 'all', label: t('alerts.everybody') },
          ...teams
            .filter(({ id }) => isAdministrator || me?.teams.includes(id) === true)
            .map(({ id, name }) => ({ value: `team:${id}`, label: name })),
          ...reps
            .filter(({ active_to: left }) => left === null)
            .map(({ id, name }) => ({ value: `rep:${id}`, label: name })),
        ]}
      />
      <div>
        <Check label={t('alerts.mail')} name="by_mail" isOn />
        <Check label={t('alerts.webhook')} name="by_webhook" isOn={false} />
      </div>
    </FormDialog>
  );
}

/** What is watched, and beyond which bound. */
function Subject({ kpis }: { readonly kpis: readonly KpiInfo[] }): ReactNode {
  const { t } = useWords();
  const [kind, setKind] = useState('kpi');
  const [subject, setSubject] = useState('');
  const sorted = kpis.toSorted((a, b) => a.label.localeCompare(b.label));
  const isRatio = kind === 'kpi' && kpis.find(({ kpi }) => kpi === subject)?.unit === 'ratio';
  return (
    <>
      <Choice
        label={t('alerts.kind')}
        name="kind"
        value={kind}
        onChange={(chosen) => {
          setKind(chosen);
          setSubject('');
        }}
        options={[
          { value: 'kpi', label: t('alerts.kind.kpi') },
          { value: 'risk', label: t('alerts.kind.risk') },
        ]}
      />
      <Choice
        label={t(kind === 'kpi' ? 'alerts.kpi' : 'alerts.risk')}
        name="subject"
        value={subject}
        onChange={setSubject}
        isRequired
        options={[
          { value: '', label: t('alerts.choose') },
          ...(kind === 'kpi'
            ? sorted.map(({ kpi, label }) => ({ value: kpi, label }))
            : flagIds.map((value) => ({ value, label: t(`alerts.flag.${value}`) }))),
        ]}
      />
      <div className={formStyles['pair']}>
        <Choice
          key={kind}
          label={t('alerts.direction')}
          name="direction"
          start={kind === 'kpi' ? 'below' : 'above'}
          options={[
            { value: 'above', label: t('alerts.above') },
            { value: 'below', label: t('alerts.below') },
          ]}
        />
        <NumberInput label={t(isRatio ? 'alerts.bound.percent' : 'alerts.bound')} name="bound" isRequired />
      </div>
      {kind === 'kpi' ? (
        <>
          <Choice
            label={t('alerts.days')}
            name="days"
            start="30"
            options={['7', '30', '90', '365'].map((value) => ({
              value,
              label: t('alerts.days.last', { days: value }),
            }))}
          />
          <Check label={t('alerts.sure')} hint={t('alerts.sure.about')} name="only_sure" isOn />
        </>
      ) : null}
    </>
  );
}

function One({ alert, kpis, reps, teams }: Known & { readonly alert: Alert }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const refresh = useRefresh();
  const { id, name, kind, subject, direction, bound, days, since, value, rep_id: rep, team_id: team } = alert;
  const unit = (kind === 'kpi' ? kpis.find(({ kpi }) => kpi === subject)?.unit : undefined) ?? 'per';
  const { mutate, isPending } = useMutation({
    mutationFn: () => changeAlert(id, { by_mail: !alert.by_mail }),
    onSettled: () => refresh('alerts'),
  });
  const whose =
    rep !== null
      ? (reps.find((each) => each.id === rep)?.name ?? rep)
      : team !== null
        ? (teams.find((each) => each.id === team)?.name ?? team)
        : t('alerts.everybody');
  return (
    <Row
      title={t(`alerts.says.${direction}`, { name, bound: writers.bound(bound, unit) })}
      tag={since === null ? null : t('alerts.holds', { when: writers.moment(since) })}
      about={[
        whose,
        days === null ? null : t('alerts.days.last', { days }),
        value === null ? null : t('alerts.value', { value: writers.value(value, unit) }),
        alert.by_mail ? t('alerts.by.mail') : t('alerts.by.none'),
        alert.by_webhook ? t('alerts.by.webhook') : null,
      ]}
    >
      <PlainButton isDisabled={isPending} onPress={() => mutate()}>
        {t(alert.by_mail ? 'alerts.mute' : 'alerts.unmute')}
      </PlainButton>
      <FormDialog
        title={t('remove.sure', { name })}
        open={t('settings.remove')}
        openLabel={t('settings.remove.whose', { name })}
        save={t('settings.remove')}
        onSave={async () => {
          await removeAlert(id);
          await refresh('alerts');
        }}
      >
        <p>{t('alerts.remove.what')}</p>
      </FormDialog>
    </Row>
  );
}
