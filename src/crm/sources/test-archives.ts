import { crc32, deflateRawSync } from 'node:zlib';

export type ZipOptions = {
  /** What the list of entries says of an entry's unpacked size instead of the truth. */
  readonly claimed?: number;
  readonly isEncrypted?: boolean;
  readonly isLink?: boolean;
};

/** A `.zip` of files by name. */
export function zipOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  { claimed, isEncrypted = false, isLink = false }: ZipOptions = {},
): Buffer {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const [bytes, title] = [Buffer.from(content), Buffer.from(name)];
    const packed = deflateRawSync(bytes);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x800 | (isEncrypted ? 1 : 0), 2);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(claimed ?? bytes.length, 18);
    about.writeUInt16LE(title.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(isLink ? 0o120777 * 0x10000 : 0, 6);
    rest.writeUInt32LE(offset, 10);
    const body = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, title, packed]);
    list.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0003'), about, rest, title]));
    bodies.push(body);
    offset += body.length;
  }
  const entries = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(list.length, 4);
  end.writeUInt16LE(list.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, entries, Buffer.from('PK\u0005\u0006'), end]);
}

export type XlsxOptions = {
  readonly is1904?: boolean;
  /** Number formats by style, from style 1 on; style 0 is `General`. */
  readonly formats?: readonly string[];
  readonly strings?: readonly string[];
};

/** An `.xlsx` of sheets by name, each the XML of its rows. */
export function xlsxOf(
  sheets: Readonly<Record<string, string>>,
  { is1904 = false, formats = [], strings = [] }: XlsxOptions = {},
): Buffer {
  const names = Object.keys(sheets);
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (entries: readonly (readonly [string, string, string])[]): string =>
    `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries
      .map(([id, type, target]) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  return zipOf({
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns:r="${types}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...names.map((_, i) => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['rIdStyles', 'styles', 'styles.xml'],
      ['rIdStrings', 'sharedStrings', '/xl/sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet><numFmts>${formats
      .map((code, i) => `<numFmt numFmtId="${i + 200}" formatCode="${code}"/>`)
      .join(
        '',
      )}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${i + 200}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    ...Object.fromEntries(
      names.map((name, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet><sheetData>${sheets[name]!}</sheetData></worksheet>`,
      ]),
    ),
  });
}
