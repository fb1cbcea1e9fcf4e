import type { Language, Text } from '../domain/text.ts';
import { defaultWorkspace, type Thresholds } from '../domain/workspace.ts';
import { creditsOf } from './credit.ts';
import type { Category, Kpi } from './kpi.ts';
import { needsOf } from './needs.ts';
import { thresholdsOf } from './thresholds.ts';

/** What each kind of KPI does with time, in words. */
export const kindWords: Readonly<Record<Kpi['kind'], Text>> = {
  flow: { en: 'flow: counts what happened in the period', es: 'flujo: cuenta lo que ocurrió en el periodo' },
  snapshot: {
    en: 'snapshot: shows the state at the end of the period',
    es: 'foto: muestra el estado al final del periodo',
  },
  cohort: {
    en: 'cohort: follows those who entered in the period; counts those whose time is up, the others are pending',
    es: 'cohorte: sigue a quienes entraron en el periodo; cuenta a los que cumplieron el plazo, los demás quedan pendientes',
  },
};

/** What each category of KPIs is called. */
export const categoryWords: Readonly<Record<Category, Text>> = {
  Q: { en: 'quantity of activity', es: 'cantidad de actividad' },
  P: {
    en: 'quality of presentation, product and relationships',
    es: 'calidad de la presentación, el producto y las relaciones',
  },
  R: { en: 'results', es: 'resultados' },
};

/** The public shape of what a KPI means (docs/json.md). */
export function definitionToJson(language: Language, kpi: Kpi, thresholds: Thresholds): object {
  return {
    kpi: kpi.id,
    label: kpi.label[language],
    explanation: kpi.explanation[language],
    formula: kpi.formulaText[language],
    kind: kpi.kind,
    category: kpi.category,
    unit: kpi.unit,
    better: kpi.better,
    counter: kpi.counter === '' ? null : kpi.counter,
    answers: kpi.answers,
    credited_to: creditsOf(kpi).map((text) => text[language]),
    dimensions: kpi.dimensions,
    thresholds: Object.fromEntries(
      thresholdsOf(kpi).map((name) => [name, { value: thresholds[name], default: defaultWorkspace.thresholds[name] }]),
    ),
    needs: needsOf(kpi),
  };
}
