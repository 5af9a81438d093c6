// PNG, small: what a browser takes has 32 bits a pixel, and a drawing of few colours needs eight.
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The chunks of a PNG: `[name, data]`. */
export function chunks(png) {
  const all = [];
  for (let at = 8; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    all.push([png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return all;
}

/** A PNG of its chunks. */
export const assembled = (all) => Buffer.concat([SIGNATURE, ...all.map(([name, data]) => chunk(name, data))]);

/** The same picture with a palette: colours alike are made one until so many are left. */
export function small(png, most = 256) {
  const { width, height, pixels } = decode(png);
  for (let bits = 8; ; bits -= 1) {
    const palette = new Map();
    const indexed = Buffer.alloc((width + 1) * height);
    const round = (value) => (bits === 8 ? value : Math.round(Math.round((value / 255) * (2 ** bits - 1)) * (255 / (2 ** bits - 1))));
    let fits = true;
    for (let at = 0; at < width * height && fits; at += 1) {
      const alpha = round(pixels[at * 4 + 3]);
      const [r, g, b] = alpha ? [0, 1, 2].map((c) => round(pixels[at * 4 + c])) : [0, 0, 0];
      const key = ((r * 256 + g) * 256 + b) * 256 + alpha;
      if (!palette.has(key)) palette.set(key, palette.size);
      fits = palette.size <= most;
      indexed[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = palette.get(key);
    }
    if (!fits) continue;
    const colours = [...palette.keys()].map((key) => [Math.floor(key / 2 ** 24), Math.floor(key / 65536) % 256, Math.floor(key / 256) % 256, key % 256]);
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 3, 0, 0, 0], 8);
    const alphas = Buffer.from(colours.map((colour) => colour[3]));
    return assembled([
      ['IHDR', head],
      ['PLTE', Buffer.from(colours.flatMap((colour) => colour.slice(0, 3)))],
      ...(alphas.every((alpha) => alpha === 255) ? [] : [['tRNS', alphas]]),
      ['IDAT', deflateSync(indexed, { level: 9, memLevel: 9 })],
      ['IEND', Buffer.alloc(0)],
    ]);
  }
}

// What Chromium writes: eight bits a channel, with or without alpha, not interlaced.
function decode(png) {
  const all = chunks(png);
  const head = all.find(([name]) => name === 'IHDR')[1];
  const [width, height, type] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9]];
  const step = { 2: 3, 6: 4 }[type];
  if (head[8] !== 8 || !step) throw new Error(`a PNG of type ${type} with ${head[8]} bits`);
  const raw = inflateSync(Buffer.concat(all.filter(([name]) => name === 'IDAT').map(([, data]) => data)));
  const pixels = Buffer.alloc(width * height * 4, 255);
  const line = width * step;
  let above = Buffer.alloc(line);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)];
    const row = Buffer.from(raw.subarray(y * (line + 1) + 1, (y + 1) * (line + 1)));
    for (let x = 0; x < line; x += 1) {
      const left = x >= step ? row[x - step] : 0;
      const corner = x >= step ? above[x - step] : 0;
      row[x] += [0, left, above[x], (left + above[x]) >> 1, paeth(left, above[x], corner)][filter];
    }
    for (let x = 0; x < width; x += 1) row.copy(pixels, (y * width + x) * 4, x * step, (x + 1) * step);
    above = row;
  }
  return { width, height, pixels };
}

function paeth(a, b, c) {
  const [pa, pb, pc] = [b - c, a - c, a + b - 2 * c].map(Math.abs);
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

function chunk(name, data) {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(name, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
