// What the installed app is drawn from, and the mark by which a picture says what it was made of.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembled, chunks } from './png.mjs';

export const ROOT = join(import.meta.dirname, '../../..');
export const SOURCE = join(ROOT, 'public/icons/icon.svg');

/** The pictures of the installed app: file, side in pixels, and which drawing. */
export const ICONS = [
  { file: 'icons/icon-192.png', side: 192, drawing: 'icon' },
  { file: 'icons/icon-512.png', side: 512, drawing: 'icon' },
  { file: 'icons/maskable-512.png', side: 512, drawing: 'maskable' },
  { file: 'install/monochrome-512.png', side: 512, drawing: 'monochrome' },
  { file: 'install/search-96.png', side: 96, drawing: 'Search' },
  { file: 'install/follow-96.png', side: 96, drawing: 'Bell' },
  { file: 'install/blacklist-96.png', side: 96, drawing: 'Shield' },
  { file: 'install/today-96.png', side: 96, drawing: 'Clock' },
];

/** The strokes of one of the app's own glyphs. */
export function strokes(name) {
  const code = readFileSync(join(ROOT, 'src/components/glyph.rs'), 'utf8');
  const found = code.match(new RegExp(`Self::${name} =>\\s*\\{?\\s*"([^"]+)"`));
  if (!found) throw new Error(`glyph.rs has no ${name}`);
  return found[1];
}

/** The drawing as SVG. */
export function drawn(drawing) {
  const icon = readFileSync(SOURCE, 'utf8').replace(/<!--[\s\S]*?-->\s*/, '');
  if (drawing === 'icon') return icon;
  if (drawing === 'maskable') return icon.replace(' rx="96"', '');
  if (drawing === 'monochrome') {
    // One ink: the sheet, with fold and lines cut out of it.
    const part = (id, end) => icon.match(new RegExp(`<(path|g) id="${id}"[\\s\\S]*?${end}`))[0];
    const cut = (svg) => svg.replace(/stroke="#[0-9A-F]{6}"/g, 'stroke="#000"').replace(/fill="#[0-9A-F]{6}"/g, 'fill="#000"');
    const all = '<rect width="512" height="512" fill="#fff"/>';
    // A stroke around the fold, or a hair of ink would stay at its slope.
    const fold = part('fold', '/>').replace('/>', ' stroke="#000" stroke-width="4"/>');
    const holes = cut(fold) + cut(part('lines', '</g>'));
    const sheet = part('sheet', '/>').replace(/fill="#[0-9A-F]{6}"/, 'fill="#000" mask="url(#cut)"');
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><mask id="cut" maskUnits="userSpaceOnUse" x="0" y="0" width="512" height="512">${all}${holes}</mask>${sheet}</svg>`;
  }
  // A glyph on the icon's own board.
  const board = icon.match(/<rect id="board"[^>]*\/>/)[0];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${board}<path transform="translate(112 112) scale(12)" fill="none" stroke="#FBFAF6" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" d="${strokes(drawing)}"/></svg>`;
}

/** What a picture was made of, in short. */
export const mark = (drawing, side) => createHash('sha256').update(`${side} ${drawn(drawing)}`).digest('hex');

const KEYWORD = 'Source';

/** A PNG with its mark in a text chunk behind the header. */
export function marked(png, text) {
  const [head, ...rest] = chunks(png);
  return assembled([head, ['tEXt', Buffer.from(`${KEYWORD}\0${text}`, 'latin1')], ...rest]);
}

/** A PNG's mark, and its size in pixels. */
export function read(png) {
  const all = chunks(png);
  const texts = all.filter(([name]) => name === 'tEXt').map(([, data]) => data.toString('latin1').split('\0'));
  const head = all[0][1];
  return {
    size: [head.readUInt32BE(0), head.readUInt32BE(4)],
    mark: texts.find(([keyword]) => keyword === KEYWORD)?.[1] ?? null,
  };
}
