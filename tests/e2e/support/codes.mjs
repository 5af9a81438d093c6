// Reads the QR code that a page shows, as a camera would: from its picture.
import decode from 'qr/decode.js';

/** What the page's code says. */
export async function scan(page) {
  const picture = await page.locator('svg.qr').first().evaluate((svg) => {
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
