// What Lighthouse says of the pages by which people come, on its mobile profile: the median of
// three runs, and what the audits that failed are called.
import lighthouse from 'lighthouse';

const TIMES = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

/** The addresses: home, the search, a notice in the app, and the same as a light page. */
async function pages(base, browser) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(base);
  const links = await page.locator('#static-frame a[href*="notice/"]').evaluateAll((all) => all.map((link) => link.href));
  await page.close();
  const notice = links[0].replace(/\.html$/, '');
  return { home: base, search: `${base}search`, notice, light: `${notice}.html` };
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** One run for each page. */
export async function lighthouseOf(base, port, browser) {
  const runs = [];
  for (const [name, url] of Object.entries(await pages(base, browser))) {
    const reports = [];
    for (let i = 0; i < TIMES; i += 1) {
      const { lhr } = await lighthouse(url, { port, onlyCategories: CATEGORIES, logLevel: 'error' });
      reports.push(lhr);
    }
    const score = (category) => Math.round(median(reports.map((r) => r.categories[category].score ?? 0)) * 100);
    const failed = new Set(
      reports.flatMap((r) =>
        CATEGORIES.slice(1).flatMap((category) =>
          r.categories[category].auditRefs
            .map(({ id }) => r.audits[id])
            .filter((audit) => audit.score !== null && audit.score < 1 && audit.scoreDisplayMode === 'binary')
            .map((audit) => audit.id),
        ),
      ),
    );
    const metric = (id) => Math.round(median(reports.map((r) => r.audits[id].numericValue ?? 0)) * 100) / 100;
    runs.push({
      engine: 'lighthouse',
      page: name,
      ...Object.fromEntries(CATEGORIES.map((category) => [category.replace('-', '_'), score(category)])),
      first_contentful_paint_ms: metric('first-contentful-paint'),
      largest_contentful_paint_ms: metric('largest-contentful-paint'),
      total_blocking_time_ms: metric('total-blocking-time'),
      cumulative_layout_shift: metric('cumulative-layout-shift'),
      failed: [...failed],
    });
  }
  return runs;
}
