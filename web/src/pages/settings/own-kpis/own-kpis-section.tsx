import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type OwnKpi, ownKpisQuery, removeOwnKpi } from '../../../api/own-kpis.ts';
import { useWords } from '../../../i18n/use-words.ts';
import { MainButton, PlainButton } from '../../../parts/button/button.tsx';
import { FormDialog } from '../../../parts/dialog/form-dialog.tsx';
import { useRefresh } from '../../../state/refresh.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Card, Empty, Row, Rows } from '../parts/rows.tsx';
import { Editor } from './editor.tsx';

/** KPIs that the organisation made itself. */
export function OwnKpisSection(): ReactNode {
  const { t } = useWords();
  const own = useQuery(ownKpisQuery);
  const [edited, setEdited] = useState<OwnKpi | 'new' | null>(null);
  if (edited !== null) {
    return <Editor kpi={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />;
  }
  return (
    <Card title={t('kpis.list')} action={<MainButton onPress={() => setEdited('new')}>{t('kpis.add')}</MainButton>}>
      <Loaded of={own}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('kpis.none')}</Empty>
          ) : (
            <Rows label={t('kpis.list')}>
              {rows.map((kpi) => (
                <One key={kpi.id} kpi={kpi} onEdit={() => setEdited(kpi)} />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Card>
  );
}

function One({ kpi, onEdit }: { readonly kpi: OwnKpi; readonly onEdit: () => void }): ReactNode {
  const { t } = useWords();
  const refresh = useRefresh();
  const { id, meaning } = kpi;
  const name = meaning?.label ?? id;
  return (
    <Row title={name} about={[id, meaning === null ? t('kpis.unreadable') : meaning.formula]}>
      <PlainButton aria-label={t('settings.change.whose', { name })} onPress={onEdit}>
        {t('settings.change')}
      </PlainButton>
      <FormDialog
        title={t('remove.sure', { name })}
        open={t('settings.remove')}
        openLabel={t('settings.remove.whose', { name })}
        save={t('settings.remove')}
        onSave={async () => {
          await removeOwnKpi(id);
          await refresh('own-kpis', 'kpis');
        }}
      >
        <p>{t('kpis.remove.what')}</p>
      </FormDialog>
    </Row>
  );
}
