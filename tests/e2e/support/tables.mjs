// Files of firms as offices have them: text as Chinese Excel writes it, and workbooks.
import { crc32, deflateRawSync } from 'node:zlib';

/** Chinese text in the bytes that Chinese Excel writes. */
export function gbk(text) {
  const decoder = new TextDecoder('gbk');
  const bytes = new Map();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Buffer.from([...text].flatMap((c) => (c < '\x80' ? [c.charCodeAt(0)] : bytes.get(c))));
}

/** A workbook of one sheet, as small as one can be. */
export function xlsx(table) {
  const xml = (body) => `<?xml version="1.0" encoding="UTF-8"?>${body}`;
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const cell = (value, at, row) => `<c r="${'ABCDEF'[at]}${row + 1}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const lines = table.map((cells, row) => `<row r="${row + 1}">${cells.map((v, at) => cell(v, at, row)).join('')}</row>`);
  // A stray blank at the far end of the sheet, as people leave behind.
  const far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row>';
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zip({
    '[Content_Types].xml': xml(`<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/></Types>`),
    '_rels/.rels': xml(`<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': xml(`<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="供应商" sheetId="1" r:id="r1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': xml(`<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
    'xl/worksheets/sheet1.xml': xml(`<worksheet xmlns="${main}"><sheetData>${lines.join('')}${far}</sheetData></worksheet>`),
  });
}

function zip(files) {
  const [parts, central] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [data, title] = [Buffer.from(text), Buffer.from(name)];
    const packed = deflateRawSync(data);
    const facts = Buffer.alloc(26);
    [20, 0, 8, 0, 0].forEach((value, at) => facts.writeUInt16LE(value, at * 2));
    [crc32(data), packed.length, data.length].forEach((value, at) => facts.writeUInt32LE(value, 10 + at * 4));
    facts.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, title, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), facts, rest, title]));
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(central);
  const end = Buffer.alloc(18);
  [0, 0, central.length, central.length].forEach((value, at) => end.writeUInt16LE(value, at * 2));
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, index, Buffer.from('PK\x05\x06'), end]);
}
