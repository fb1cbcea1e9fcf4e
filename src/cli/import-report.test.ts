import { describe, expect, test } from 'vitest';
import { reportOf } from '../crm/report/test-support.ts';
import type { Language } from '../domain/text.ts';
import type { CliContext } from './context.ts';
import { importReportText } from './import-report.ts';
import { progressLine } from './progress.ts';

const contextOf = (language: Language, width = 300): CliContext => ({
  language,
  width,
  isTerminal: false,
  out: () => undefined,
  warn: () => undefined,
  say: (text) => text[language],
});
const view = {
  kpiLabels: new Map([['win_rate', { en: 'Win rate', es: 'Tasa de éxito' }]]),
  timezone: 'Europe/Madrid',
  asOf: null,
};
const told = (language: Language, text = 'word', width = 300): string =>
  importReportText(contextOf(language, width), reportOf(text), view);

describe('the report on the terminal', () => {
  test('tells in one order what was read, is held, was refused, is asked, differs, is missing', () => {
    const order = (text: string, marks: readonly string[]) => marks.map((mark) => text.indexOf(mark));
    const en = order(told('en'), [
      '1,235 rows read',
      'file ',
      'Not used',
      'The sales log now',
      'Refused rows (2)',
      'Questions (2)',
      'Against what',
      'cannot tell',
      '! word',
    ]);
    const es = order(told('es'), [
      '1235 filas leídas',
      'archivo ',
      'Sin usar',
      'El registro de ventas ahora',
      'Filas rechazadas (2)',
      'Preguntas (2)',
      'Frente a',
      'Qué no puede decir',
      '! word',
    ]);
    for (const places of [en, es]) {
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  test('asks first what most records hang on, and counts in words of one and of many', () => {
    const text = told('en');
    expect(text.indexOf('1,234 records')).toBeLessThan(text.indexOf(' 1 record\n'));
    expect(text).toContain('1 comparison agrees');
    expect(told('es')).toMatch(/cuadra 1 comparación[\s\S]*… y 1232 más/);
  });

  test('names KPIs by what people call them', () => {
    expect(told('en')).toContain('Less certain: Win rate');
    expect(told('es')).toContain('Menos seguros: Tasa de éxito');
  });

  test.each(['en', 'es'] as const)('is at most 100 columns wide in %s, whatever the data', (language) => {
    for (const width of [300, 80]) {
      for (const line of told(language, 'a word and another '.repeat(20), width).split('\n')) {
        expect(Array.from(line).length, line).toBeLessThanOrEqual(Math.min(width, 100));
      }
    }
  });

  test('cannot be steered by the data', () => {
    const text = told('en', 'a\u001B[2Jb\nThe sales log now: nothing\u202E');
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/);
    expect(text).not.toMatch(/^The sales log now: nothing/m);
  });
});

describe('the progress', () => {
  const written = (isTTY: boolean): string => {
    let text = '';
    const line = progressLine(contextOf('es'), { isTTY, write: (piece) => (text += piece) });
    line.show('reading');
    line.show('writing');
    line.clear();
    return text;
  };

  test('is one line on a terminal, gone at the end', () => {
    expect(written(true)).toBe('\r\u001B[KLeyendo la exportación …\r\u001B[KEscribiendo el registro …\r\u001B[K');
  });

  test('is nothing in a pipe', () => expect(written(false)).toBe(''));
});
