import { describe, expect, test } from 'vitest';
import { readOne } from './test-support.ts';

test('what an API answered when it failed is no export', async () => {
  await expect(
    readOne('deals.json', '{"success":false,"error":"unauthorized access","errorCode":401}'),
  ).rejects.toMatchObject({
    code: 'api_error',
    fault: {
      message: {
        en: 'deals.json is no export: the API answered with an error, “unauthorized access”.',
        es: 'deals.json no es una exportación: la API respondió con un error, «unauthorized access».',
      },
    },
  });
});

describe('where the records are', () => {
  const two = [
    [1, '1'],
    [2, '2'],
  ];
  test.each([
    ['an array', '[{"id":1},{"id":2}]'],
    ['two arrays', '[{"id":1}]\n[{"id":2}]'],
    ['lines', '{"id":1}\n\n{"id":2}\n'],
    ['lines with carriage returns', '{"id":1}\r\n{"id":2}\r\n'],
    ['objects one after the other', '{\n"id":1}{\n"id":2}'],
    ['a page of HubSpot', '{"total":2,"results":[{"id":1},{"id":2}],"paging":null}'],
    ['a page of Salesforce', '{"totalSize":2,"done":true,"records":[{"id":1},{"id":2}]}'],
    ['a page of Pipedrive', '{"success":true,"data":[{"id":1},{"id":2}],"additional_data":{"x":[]}}'],
    ['a page of OData', '{"@odata.context":"x","value":[{"id":1},{"id":2}]}'],
    ['what a search found', '{"success":true,"data":{"items":[{"id":1},{"id":2}]}}'],
    ['pages on lines', '{"results":[{"id":1}]}\n{"results":[]}\n{"results":[{"id":2}]}'],
    ['pages one after the other', '{\n"results":[{"id":1}]}\n{"results":[\n{"id":2}]}'],
    ['pages in an array', '[{"success":true,"data":[{"id":1}]},{"success":true,"data":null},{"data":[{"id":2}]}]'],
    ['single answers', '{"success":true,"data":{"id":1}}\n{"success":true,"data":{"id":2}}'],
  ])('%s', async (_, text) => {
    const { tables } = await readOne('a.json', text);
    expect(tables).toEqual([
      { file: 'a.json', name: 'a', shape: 'json', columns: ['id'], rows: 2, malformed: 0, cells: two },
    ]);
  });

  test('several arrays of an object are several tables', async () => {
    const { tables, ignored } = await readOne(
      'all.json',
      '{"at":"2024-03-01","deals":[{"id":1}],\n"persons":{"results":[{"id":7},{"id":8}]},"empty":[]}',
    );
    expect(tables.map(({ file, name, cells }) => [file, name, cells.length])).toEqual([
      ['all.json/deals', 'deals', 1],
      ['all.json/persons', 'persons', 2],
    ]);
    expect(ignored).toMatchObject([{ file: 'all.json/empty' }]);
  });

  test('an object with an id is a record, whatever arrays it has', async () => {
    const { tables } = await readOne('a.json', '{"id":1,"results":[{"x":1}],"lines":[{"y":2}]}');
    expect(tables[0]).toMatchObject({
      columns: ['id', 'results', 'lines'],
      cells: [[1, '1', '[{"x":1}]', '[{"y":2}]']],
    });
  });

  test.each(['[]', '{"results":[]}', '"text"', '[1,2]', '{"success":true,"data":null}'])('none in %s', async (text) => {
    await expect(readOne('a.json', text)).rejects.toMatchObject({
      code: 'no_source',
      fault: { message: { en: expect.stringContaining('a.json: it holds no records.') } },
    });
  });
});

describe('a page that says that there are more records', () => {
  const more = [
    ['HubSpot', '{"results":[{"id":1}],"paging":{"next":{"after":"1","link":"https://x/?a[]=1"}}}'],
    [
      'Pipedrive v1',
      '{"success":true,"data":[{"id":1}],"additional_data":{"pagination":{"more_items_in_collection":true}},"related_objects":{"x":[1]}}',
    ],
    ['Pipedrive v2', '{"success":true,"data":[{"id":1}],"additional_data":{"next_cursor":"abc"}}'],
    ['Salesforce', '{"totalSize":4000,"done":false,"nextRecordsUrl":"/x-2000","records":[{"id":1}]}'],
  ] as const;
  const last = [
    ['HubSpot', '{"results":[{"id":2,"paging":{"next":1}}]}'],
    [
      'Pipedrive v1',
      '{"success":true,"data":[{"id":2}],"additional_data":{"pagination":{"more_items_in_collection":false}}}',
    ],
    ['Pipedrive v2', '{"success":true,"data":[{"id":2}],"additional_data":{"next_cursor":null}}'],
    ['Salesforce', '{"totalSize":2,"done":true,"records":[{"id":2,"nextRecordsUrl":"x"}]}'],
  ] as const;

  test.each(more)('%s', async (_, page) => {
    for (const text of [page, `${page}\n${page}\n`, `[${page}]`, page.replace('{', '{\n')]) {
      expect((await readOne('a.json', text)).tables[0]).toMatchObject({ hasMore: true });
    }
  });

  test.each(last.map(([whose, page], i) => [whose, page, more[i]![1]] as const))(
    'but not where the last one is there: %s',
    async (_, page, before) => {
      for (const text of [
        page,
        `${before}\n${page}\n`,
        `[${before},${page}]`,
        `${before.replace('{', '{\n')}${page}`,
      ]) {
        expect((await readOne('a.json', text)).tables[0]!.hasMore).toBeUndefined();
      }
    },
  );
});

describe('columns', () => {
  test('are all keys of all records, in the order in which they come', async () => {
    const { tables } = await readOne('a.json', '[{"b":"x","a":null},{"c":true,"a":""},{"b":"y"}]');
    expect(tables[0]).toMatchObject({
      columns: ['b', 'a', 'c'],
      cells: [
        [1, 'x', null, null],
        [2, null, null, 'true'],
        [3, 'y', null, null],
      ],
    });
  });

  test('are those of properties too', async () => {
    const { tables } = await readOne(
      'a.jsonl',
      '{"id":"1","properties":{"amount":"10.50","id":"x"},"archived":false}\n{"id":"2","properties":{"closedate":null}}',
    );
    expect(tables[0]).toMatchObject({
      columns: ['id', 'archived', 'amount', 'properties.id', 'closedate'],
      cells: [
        [1, '1', 'false', '10.50', 'x', null],
        [2, '2', null, null, null, null],
      ],
    });
  });

  test('are those of custom fields too', async () => {
    const { tables } = await readOne(
      'a.json',
      '[{"id":1,"custom_fields":{"c1":3,"id":"x"},"title":"A"},{"id":2,"custom_fields":{"c1":null,"c2":{"value":5}}},{"id":3,"custom_fields":null}]',
    );
    expect(tables[0]).toMatchObject({
      columns: ['id', 'title', 'c1', 'custom_fields.id', 'c2'],
      cells: [
        [1, '1', 'A', '3', 'x', null],
        [2, '2', null, null, null, '{"value":5}'],
        [3, '3', null, null, null, null],
      ],
    });
  });

  test('of both beside each other', async () => {
    const { tables } = await readOne('a.json', '[{"custom_fields":{"a":1},"properties":{"a":2,"b":3},"c":4}]');
    expect(tables[0]).toMatchObject({ columns: ['c', 'a', 'b', 'custom_fields.a'], cells: [[1, '4', '2', '3', '1']] });
  });

  test('keep what is no object under properties', async () => {
    const { tables } = await readOne('a.json', '[{"properties":{"a":1}},{"properties":[2]}]');
    expect(tables[0]).toMatchObject({
      columns: ['properties', 'a'],
      cells: [
        [1, '{"a":1}', '1'],
        [2, '[2]', null],
      ],
    });
  });

  test.each([
    ['12345678901234567890123', '12345678901234567890123'],
    ['9007199254740993', '9007199254740993'],
    ['-7', '-7'],
    ['1024.25', '1024.25'],
    ['"007"', '007'],
    ['"\\u00e9\\n"', 'é\n'],
    ['{"a":[1,{"b":null}]}', '{"a":[1,{"b":null}]}'],
    ['[ "x" , 2 ]', '["x",2]'],
    ['false', 'false'],
    ['null', null],
    ['""', null],
  ])('%s is read as %j', async (json, text) => {
    expect((await readOne('a.json', `[{"v":${json}}]`)).tables[0]?.cells).toEqual([[1, text]]);
  });

  test('may have any name', async () => {
    const { tables } = await readOne('a.json', '[{"a/b~c":1,"":2,"k\\"$.x":3,"0":4,"Ñ":5}]');
    expect(tables[0]).toMatchObject({
      columns: ['a/b~c', 'column_2', 'k"$.x', '0', 'Ñ'],
      cells: [[1, '1', '2', '3', '4', '5']],
    });
  });

  test('have no NUL', async () => {
    const { tables } = await readOne('a.json', '[{"a":"x\\u0000y","b":"\\\\u0000"}]');
    expect(tables[0]?.cells).toEqual([[1, 'x\u{fffd}y', '\\ufffd']]);
  });
});

describe('broken', () => {
  test.each([
    ['an array that breaks off', '[{"id":1},\n{"id":2},\n{"id"', 'a.json, line 3'],
    ['a page that breaks off', '{"results":[{"id":1},\n{"id":', 'a.json, line 2'],
    ['a bracket too many', '{\n"id":1}\n]', 'a.json, line 3'],
    ['a value that is none', '[{"id":1},{"id":nope}]', 'a.json, record 2'],
    ['a page with a value that is none', '{"results":[{"id":1},{"id":nope}]}', 'a.json, record 2'],
    ['another format', '<html>no</html>', 'a.json, line 1'],
    ['a NUL', '[{"id":1},\n{"id":"\u{0}"}]', 'a.json, line 2'],
  ])('%s is a fault', async (_, text, place) => {
    await expect(readOne('a.json', text)).rejects.toMatchObject({
      code: 'broken_json',
      fault: { message: { en: expect.stringContaining(place) } },
    });
  });

  test('lines are malformed rows', async () => {
    const { tables, faults } = await readOne('a.jsonl', '{"id":1}\n{"id":\n[2]\n{"id":4}\n{"id":5');
    expect(tables[0]).toMatchObject({ rows: 5, malformed: 3 });
    expect(tables[0]?.cells).toEqual([
      [1, '1'],
      [4, '4'],
    ]);
    expect(faults.map(({ line, code, value }) => [line, code, value])).toEqual([
      [2, 'broken_json', null],
      [3, 'no_record', '[2]'],
      [5, 'broken_json', null],
    ]);
  });

  test('lines, all of them, are a fault', async () => {
    await expect(readOne('a.jsonl', 'x\ny\n')).rejects.toMatchObject({ code: 'broken_json' });
  });
});

describe('encoding', () => {
  test.each([
    ['UTF-8 with a mark', Buffer.from('\u{feff}[{"a":"é"}]'), 0],
    ['UTF-16', Buffer.from('\u{feff}[{"a":"é"}]', 'utf16le'), 0],
    ['Windows-1252', Buffer.from('[{"a":"é"}]', 'latin1'), 1],
  ])('%s is found', async (_, bytes, notes) => {
    const found = await readOne('a.json', bytes);
    expect(found.tables[0]?.cells).toEqual([[1, 'é']]);
    expect(found.notes.length).toBe(notes);
  });

  test('UTF-8 that is damaged is a fault with its line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('[{"a":"é"},\n{"a":"'),
      Buffer.from([0xe9]),
      Buffer.from('"},{"a":"éé"}]'),
    ]);
    await expect(readOne('a.json', bytes)).rejects.toMatchObject({
      code: 'not_utf8',
      fault: { message: { en: expect.stringContaining('a.json, line 2') } },
    });
  });
});
