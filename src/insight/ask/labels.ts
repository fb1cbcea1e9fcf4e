import type { Text } from '../../domain/text.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { effectLabels } from '../effects/labels.ts';
import { flagLabels } from '../risk/flags.ts';
import type { Look, ReportId, Subject } from './question.ts';

const reports: Readonly<Record<ReportId, Text>> = {
  parts: { en: 'Where a difference comes from', es: 'De dónde viene una diferencia' },
  diagnosis: { en: 'Diagnosis of a rep', es: 'Diagnóstico de un comercial' },
  goals: { en: 'Goals', es: 'Objetivos' },
  cycle: { en: 'What comes of deals in time', es: 'Qué es de las oportunidades con el tiempo' },
};

/** What a look is called: its KPI, effect, flags or report. */
export function labelOfLook({ subject }: Pick<Look, 'subject'>, kpis: ReadonlyMap<string, Kpi>): Text {
  switch (subject.kind) {
    case 'kpi':
      return kpis.get(subject.id)!.label;
    case 'effect':
      return effectLabels[subject.id];
    case 'report':
      return reports[subject.id];
    case 'flags': {
      if (subject.flags === 'all') return { en: 'Forecast at risk', es: 'Previsión en riesgo' };
      const named = subject.flags.map((flag) => flagLabels[flag]);
      return {
        en: `Forecast at risk: ${named.map(({ en }) => en).join(', ')}`,
        es: `Previsión en riesgo: ${named.map(({ es }) => es).join(', ')}`,
      };
    }
  }
}

/** The id of a look in JSON and on the screen. */
export function idOf(subject: Subject): string {
  return subject.kind === 'flags' ? 'forecast_at_risk_share' : subject.id;
}
