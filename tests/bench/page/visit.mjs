// One visit as a slow phone makes it: what is read when, and how many bytes that took.

// Lighthouse's "slow 4G" and "mid-tier phone", as DevTools applies them.
const NETWORK = { offline: false, latency: 562.5, downloadThroughput: 184_320, uploadThroughput: 86_400 };
const CPU = 4;
/** So many rows are the first list. */
export const ROWS = 20;

/** Runs in the page: notes when the rows stand on the screen, and when the list can be used. */
function watch(rows) {
  const links = (of) => (of ? [...of.querySelectorAll('a[href*="notice/"]')] : []);
  const shown = (link) => link.checkVisibility();
  const marks = (window.visit = {});
  const look = () => {
    const note = (name, here) => {
      if (marks[name] || !here) return;
      marks[name] = 1;
      // Once it is painted.
      requestAnimationFrame(() => setTimeout(() => (marks[name] = performance.now())));
    };
    note('readable', links(document).filter(shown).length >= rows);
    const list = document.querySelector('#root main, main#content');
    note('usable', !document.getElementById('static-frame') && links(list).filter(shown).length >= rows);
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
}

/** Opens an address in a new page of a context, and returns milliseconds and bytes. */
export async function visit(context, url) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await devtools.send('Network.enable');
  const offline = !(await page.evaluate(() => navigator.onLine));
  if (!offline) await devtools.send('Network.emulateNetworkConditions', NETWORK);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  await page.addInitScript(watch, ROWS);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.visit.usable > 1 && window.visit.readable > 1, null, { timeout: 60_000 });
  const seen = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    ...window.visit,
  }));
  const usable = { bytes, requests };
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return { page, ms: seen, usable };
}
