import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addRow, changeRow, removeRow, type Stage, stageKinds, tableQuery } from '../../../api/rows.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { PlainButton } from '../../../parts/button/button.tsx';
import { FormDialog } from '../../../parts/dialog/form-dialog.tsx';
import { TextInput } from '../../../parts/field/text-input.tsx';
import { Choice } from '../../../parts/form/choice.tsx';
import { FormFault } from '../../../parts/form/form-fault.tsx';
import { NumberInput } from '../../../parts/form/number-input.tsx';
import { formValue, readNumber } from '../../../parts/form/read-form.ts';
import { useRefresh } from '../../../state/refresh.ts';
import { useWriters } from '../../../state/writers.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Empty, Row, Rows } from '../parts/rows.tsx';

/** The stages of a deal in their order. */
export function StagesSection(): ReactNode {
  const { t } = useWords();
  const stages = useQuery(tableQuery('stages'));
  const refresh = useRefresh();
  const { mutate, error, isPending } = useMutation({
    mutationFn: ([first, second]: readonly [Stage, Stage]) => swap(first, second),
    onSettled: () => refresh('table'),
  });
  return (
    <Card title={t('stages.list')} action={<Add next={nextPosition(stages.data ?? [])} />}>
      <FormFault error={error} />
      <Loaded of={stages}>
        {(found) => {
          const rows = found.toSorted((a, b) => a.position - b.position || a.name.localeCompare(b.name));
          return rows.length === 0 ? (
            <Empty>{t('stages.none')}</Empty>
          ) : (
            <Rows label={t('stages.list')}>
              {rows.map((stage, i) => (
                <One
                  key={stage.id}
                  stage={stage}
                  isBusy={isPending}
                  onUp={i === 0 ? null : () => mutate([rows[i - 1]!, stage])}
                  onDown={i === rows.length - 1 ? null : () => mutate([stage, rows[i + 1]!])}
                />
              ))}
            </Rows>
          );
        }}
      </Loaded>
    </Card>
  );
}

const nextPosition = (stages: readonly Stage[]): number => Math.max(0, ...stages.map(({ position }) => position)) + 1;

/** Two stages that follow one another change places. */
async function swap(first: Stage, second: Stage): Promise<void> {
  const [low, high] =
    first.position === second.position ? [first.position, first.position + 1] : [first.position, second.position];
  await changeRow('stages', second.id, { position: low });
  await changeRow('stages', first.id, { position: high });
}

function Fields({ stage }: { readonly stage: Stage | null }): ReactNode {
  const { t } = useWords();
  const share = stage?.probability ?? null;
  return (
    <>
      <TextInput label={t('settings.name')} name="name" defaultValue={stage?.name ?? ''} isRequired />
      <Choice
        label={t('stages.kind')}
        name="kind"
        start={stage?.kind ?? 'open'}
        options={stageKinds.map((value) => ({ value, label: t(`stages.kind.${value}`) }))}
      />
      <NumberInput
        label={t('stages.probability')}
        name="probability"
        start={share === null ? '' : String(Math.round(Number(share) * 10_000) / 100)}
        least={0}
        most={100}
      />
    </>
  );
}

function valuesOf(form: FormData): { name: string | null; kind: string | null; probability: number | null } {
  const percent = readNumber(formValue(form, 'probability'));
  return {
    name: formValue(form, 'name'),
    kind: formValue(form, 'kind'),
    probability: percent === null ? null : Math.round(percent * 1e6) / 1e8,
  };
}

function Add({ next }: { readonly next: number }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  return (
    <FormDialog
      title={t('stages.add')}
      open={t('stages.add')}
      isMain
      save={t('form.save')}
      onSave={async (form) => {
        const { probability, ...values } = valuesOf(form);
        await addRow('stages', { ...values, position: next, ...(probability === null ? {} : { probability }) });
        await refresh('table');
      }}
    >
      <Fields stage={null} />
    </FormDialog>
  );
}

type OneProps = {
  readonly stage: Stage;
  readonly isBusy: boolean;
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
};

function One({ stage, isBusy, onUp, onDown }: OneProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const refresh = useRefresh();
  const { id, name, kind, probability, pipeline } = stage;
  return (
    <Row
      title={name}
      tag={t(`stages.kind.${kind}`)}
      about={[
        pipeline,
        probability === null ? null : t('stages.likely', { share: writers.share(Number(probability)) }),
      ]}
    >
      <PlainButton
        aria-label={t('stages.up.whose', { name })}
        isDisabled={onUp === null}
        onPress={() => (isBusy ? undefined : onUp?.())}
      >
        ↑
      </PlainButton>
      <PlainButton
        aria-label={t('stages.down.whose', { name })}
        isDisabled={onDown === null}
        onPress={() => (isBusy ? undefined : onDown?.())}
      >
        ↓
      </PlainButton>
      <FormDialog
        title={t('settings.change.whose', { name })}
        open={t('settings.change')}
        openLabel={t('settings.change.whose', { name })}
        save={t('form.save')}
        onSave={async (form) => {
          await changeRow('stages', id, valuesOf(form));
          await refresh('table');
        }}
      >
        <Fields stage={stage} />
      </FormDialog>
      <FormDialog
        title={t('remove.sure', { name })}
        open={t('settings.remove')}
        openLabel={t('settings.remove.whose', { name })}
        save={t('settings.remove')}
        onSave={async () => {
          await removeRow('stages', id);
          await refresh('table');
        }}
      >
        <p>{t('stages.remove.what')}</p>
      </FormDialog>
    </Row>
  );
}
