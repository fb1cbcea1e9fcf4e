import { describe, expect, test } from 'vitest';
import { UserError } from './errors.ts';
import { defaultWorkspace, parseWorkspace } from './workspace.ts';

describe('workspace.json', () => {
  test.each(['{}', '\uFEFF{}', ' {"as_of": null, "name": null} '])('%j has the defaults', (text) => {
    expect(parseWorkspace(text)).toEqual({ workspace: defaultWorkspace, unknownKeys: [] });
  });

  test('what is given holds, thresholds one by one', () => {
    const given = {
      name: 'Acme',
      timezone: 'America/Santiago',
      currency: 'CLP',
      locale: 'es-CL',
      week_start: 7,
      fiscal_year_start_month: 4,
      as_of: '2026-07-01T00:00',
    };
    const { workspace } = parseWorkspace(JSON.stringify({ ...given, thresholds: { silence_days: 0.5 } }));
    expect(workspace).toEqual({
      ...given,
      thresholds: { ...defaultWorkspace.thresholds, silence_days: 0.5 },
    });
  });

  test('keys that nothing reads are told, also those that every object has', () => {
    const text =
      '{"curency":"USD","constructor":1,"__proto__":{"timezone":"x"},"thresholds":{"toString":5,"silence":3,"__proto__":{}}}';
    expect(parseWorkspace(text)).toEqual({
      workspace: defaultWorkspace,
      unknownKeys: [
        'curency',
        'constructor',
        '__proto__',
        'thresholds.toString',
        'thresholds.silence',
        'thresholds.__proto__',
      ],
    });
  });

  test.each([
    ['', /not valid JSON/],
    ['{"a":}', /not valid JSON/],
    ['[]', /^workspace\.json has the value \[\]\. Right would be an object/],
    ['{"name":5}', /workspace\.json: name has the value 5\. Right would be text/],
    ['{"timezone":"Europe/Madird"}', /timezone has the value "Europe\/Madird"\. Did you mean Europe\/Madrid\?/],
    ['{"timezone":"Mars/Olympus Mons"}', /Right would be an IANA time zone/],
    ['{"currency":""}', /currency/],
    ['{"currency":"E\\u0000R"}', /currency has the value "E\\u0000R"/],
    ['{"locale":"not a locale"}', /locale/],
    ['{"week_start":0}', /week_start/],
    ['{"week_start":1.5}', /week_start/],
    ['{"fiscal_year_start_month":13}', /fiscal_year_start_month/],
    ['{"as_of":"2026-02-30T00:00:00Z"}', /as_of/],
    ['{"as_of":"2026-02-28"}', /as_of/],
    ['{"as_of":"9999-01-01T00:00:00Z"}', /as_of/],
    ['{"thresholds":[]}', /workspace\.json: thresholds has the value \[\]/],
    ['{"thresholds":{"silence_days":0}}', /workspace\.json: thresholds\.silence_days has the value 0/],
    ['{"thresholds":{"silence_days":"21"}}', /above 0 and at most 36500/],
    ['{"thresholds":{"silence_days":36501}}', /36500/],
    ['{"thresholds":{"pressure_top_share":1.01}}', /above 0 and at most 1\./],
  ])('%j is an error that says what would be right', (text, says) => {
    const fault = (): unknown => parseWorkspace(text);
    expect(fault).toThrow(UserError);
    expect(fault).toThrow(says);
  });
});
