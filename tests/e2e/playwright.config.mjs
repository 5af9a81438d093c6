// Journeys through the built app in the system's Chromium; a missing browser is a failure.
import { defineConfig } from '@playwright/test';

const needed = ['CHROMIUM', 'GONGKAI', 'APP', 'APP_UNDER_SUB_PATH', 'DATA_DEMO', 'DATA_REAL'];
const missing = needed.filter((name) => !process.env[name]);
if (missing.length) throw new Error(`run these by \`cargo xtask test browser\`; not set: ${missing}`);

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  // Two cores: more workers only make each other slow.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  snapshotPathTemplate: '{testDir}/snapshots/{testFileName}/{arg}{ext}',
  use: {
    viewport: { width: 360, height: 780 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    serviceWorkers: 'allow',
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
