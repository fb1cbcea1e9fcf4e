import { describe, expect, test } from 'vitest';
import { reportHtml } from './html.ts';
import { html } from './markup.ts';
import { parsePage, reportOf } from './test-support.ts';
import type { ReportView } from './voice.ts';

const view: ReportView = {
  kpiLabels: new Map([['win_rate', { en: 'Win rate', es: 'Tasa de éxito' }]]),
  timezone: 'Europe/Madrid',
  asOf: '2024-05-03T00:00:00',
};

describe('markup', () => {
  test('takes what is not markup for text', () => {
    const { html: text } = html`<a title="${'"><b>&'}">${[1, html`<i>${"'"}</i>`, null]}</a>`;
    expect(text).toBe('<a title="&quot;&gt;&lt;b&gt;&amp;">1<i>&#39;</i></a>');
  });

  test('has no sign that turns text around or that a page may not hold', () => {
    expect(html`${'a\u202Eb\u0000c\uD800d\ne'}`.html).toBe('a�b�c�d e');
  });
});

describe('the page', () => {
  test.each([
    '<img src=x onerror=alert(1)>',
    '</style></title><script>alert(1)</script>',
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    '<!-- ]]> &lt; &#0; \u202E\u0000\uD800',
    '=HYPERLINK("http://x")',
  ])('is well-formed and takes %j of the data for text', (hostile) => {
    const page = reportHtml(reportOf(hostile), view, 'en');
    const harmless = reportHtml(reportOf('x'), view, 'en');
    const shape = (text: string) =>
      parsePage(text).elements.map(({ name, attributes }) => [name, Object.keys(attributes)]);
    expect(shape(page)).toEqual(shape(harmless));
    expect(page).not.toMatch(/<(?:script|img|svg)/i);
  });

  test('has no script, nothing from elsewhere, and forbids both', () => {
    const { elements } = parsePage(reportHtml(reportOf('x'), view, 'en'));
    const names = new Set(elements.map(({ name }) => name));
    for (const name of ['script', 'link', 'img', 'iframe', 'form', 'object']) expect(names).not.toContain(name);
    for (const { attributes } of elements) {
      expect(Object.keys(attributes).filter((key) => key === 'src' || key.startsWith('on'))).toEqual([]);
      if (attributes['href'] !== undefined) expect(attributes['href']).toMatch(/^#(?:en|es)-[a-z]+$/);
    }
    expect(elements.find(({ attributes }) => attributes['http-equiv'] !== undefined)?.attributes).toEqual({
      'http-equiv': 'Content-Security-Policy',
      content: "default-src 'none'; style-src 'unsafe-inline'",
    });
  });

  test('is whole in both languages and shows the one asked for first', () => {
    const page = reportHtml(reportOf('x'), view, 'es');
    const { elements, text } = parsePage(page);
    expect(elements.filter(({ name }) => name === 'article').map(({ attributes }) => attributes['lang'])).toEqual([
      'en',
      'es',
    ]);
    expect(
      elements.filter(({ attributes }) => 'checked' in attributes).map(({ attributes }) => attributes['id']),
    ).toEqual(['es']);
    for (const said of [
      '1,234',
      '1234',
      'Win rate',
      'Tasa de éxito',
      'Deals',
      'Oportunidades',
      '2 May 2024',
      '2 de mayo de 2024',
    ]) {
      expect(text).toContain(said);
    }
    // 23:30 UTC is the next day in Madrid.
    expect(text).toContain('2024-01-02');
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements) {
      if (attributes['href'] !== undefined) expect(ids).toContain(attributes['href'].slice(1));
    }
  });

  test('has tables that a screen reader can read', () => {
    const { elements } = parsePage(reportHtml(reportOf('x'), view, 'en'));
    const of = (name: string) => elements.filter((element) => element.name === name);
    expect(of('caption')).toHaveLength(of('table').length);
    expect(of('th').every(({ attributes }) => ['row', 'col'].includes(attributes['scope']!))).toBe(true);
  });

  test('says when there is nothing to say', () => {
    const empty = {
      ...reportOf('x'),
      refused: [],
      questions: [],
      checks: [],
      limits: [],
      changes: null,
      warnings: [],
      files: [],
      tables: [],
    };
    const { text } = parsePage(reportHtml(empty, { ...view, asOf: null }, 'en'));
    for (const said of ['None: the settings and the data answer everything.', 'Nothing differs.', 'No falta nada']) {
      expect(text).toContain(said);
    }
  });
});
