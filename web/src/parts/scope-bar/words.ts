import type { Words } from '../../i18n/words.ts';

export const scopeWords = {
  'scope.bar': { en: 'What is looked at', es: 'Qué se mira' },
  'scope.period': { en: 'Period', es: 'Periodo' },
  'scope.period.last_3_months': { en: 'Last 3 months', es: 'Últimos 3 meses' },
  'scope.period.this_month': { en: 'This month', es: 'Este mes' },
  'scope.period.last_month': { en: 'Last month', es: 'Mes pasado' },
  'scope.period.this_quarter': { en: 'This quarter', es: 'Este trimestre' },
  'scope.period.last_quarter': { en: 'Last quarter', es: 'Trimestre pasado' },
  'scope.period.this_year': { en: 'This year', es: 'Este año' },
  'scope.period.last_12_months': { en: 'Last 12 months', es: 'Últimos 12 meses' },
  'scope.period.own': { en: 'Own dates …', es: 'Otras fechas…' },
  'scope.from': { en: 'From', es: 'Desde' },
  'scope.until': { en: 'Until', es: 'Hasta' },
  'scope.filter.team': { en: 'Team', es: 'Equipo' },
  'scope.filter.rep': { en: 'Rep', es: 'Comercial' },
  'scope.filter.source': { en: 'Source', es: 'Origen' },
  'scope.filter.segment': { en: 'Segment', es: 'Segmento' },
  'scope.filter.product': { en: 'Product', es: 'Producto' },
  'scope.all': { en: 'All', es: 'Todos' },
  'scope.clear': { en: 'Clear filters', es: 'Quitar filtros' },
  'scope.notBy': { en: 'Cannot be told by {{what}}', es: 'No se puede desglosar por {{what}}' },
} as const satisfies Words;
