// Reads the QR code that a page shows, as a camera would: from its picture.
import decode from 'qr/decode.js';

/** What the page's code says: the first, or the one given. */
export async function scan(page, code = page.locator('svg.qr').first()) {
  const picture = await code.evaluate((svg) => {
    const side = svg.viewBox.baseVal.width;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = side * 4;
    const context = canvas.getContext('2d');
    context.fillStyle = getComputedStyle(svg).backgroundColor;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(4, 4);
    context.fillStyle = getComputedStyle(svg).fill;
    context.fill(new Path2D(svg.querySelector('path').getAttribute('d')));
    const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let text = '';
    // One channel: it is black and white.
    for (let at = 0; at < data.length; at += 4) text += data[at] > 127 ? '1' : '0';
    return { width, height, text };
  });
  const data = Uint8ClampedArray.from([...picture.text].flatMap((c) => Array(3).fill(c === '1' ? 255 : 0).concat(255)));
  return decode({ width: picture.width, height: picture.height, data });
}

/** A picture file as the browser reads it: its size, and what the code in it says. */
export async function readPicture(page, bytes) {
  const picture = await page.evaluate(async (base64) => {
    const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([raw], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { width, height, data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    // The code is at the lower left.
    const side = 400;
    const top = height - side;
    let text = '';
    for (let y = top; y < height; y += 1)
      for (let x = 0; x < side; x += 1) text += data[(y * width + x) * 4] > 127 ? '1' : '0';
    return { width, height, side, text };
  }, Buffer.from(bytes).toString('base64'));
  const data = Uint8ClampedArray.from([...picture.text].flatMap((c) => Array(3).fill(c === '1' ? 255 : 0).concat(255)));
  return { ...picture, code: decode({ width: picture.side, height: picture.side, data }) };
}
