// Firefox, spoken to by WebDriver BiDi: the one browser in which a push service of the tests' own
// can be used from subscribing to delivery.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';

const PREFS = (service) => ({
  'dom.push.serverURL': service.replace(/^http/, 'ws'),
  'dom.push.testing.allowInsecureServerURL': true,
  'dom.push.testing.ignorePermission': true,
  // How long a notification that is shown spares a push from being counted: not at all.
  'dom.push.quotaUpdateDelay': 0,
  'dom.push.loglevel': 'off',
  'permissions.default.desktop-notification': 1,
  'dom.webnotifications.requireuserinteraction': false,
  // Without this a headless browser refuses to show any.
  'alerts.useSystemBackend': false,
  'dom.serviceWorkers.testing.enabled': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'app.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'intl.accept_languages': 'zh-CN',
});

/** Starts Firefox; `evaluate(function, …arguments)` runs in its one page, with a user's gesture. */
export async function firefox(service) {
  const program = process.env.FIREFOX;
  if (!program) throw new Error('FIREFOX is not set: run this by `cargo xtask test browser`');
  const profile = mkdtempSync(join(tmpdir(), 'gongkai-firefox-'));
  const prefs = Object.entries(PREFS(service)).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, 'user.js'), prefs.join(''));
  const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, MOZ_HEADLESS: '1', HOME: profile },
  });
  let said = '';
  const address = await new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const found = said.match(/WebDriver BiDi listening on (ws:\S+)/);
      if (found) resolve(found[1]);
    });
    child.on('exit', () => reject(new Error(`firefox ended: ${said}`)));
    setTimeout(() => reject(new Error(`firefox did not answer: ${said}`)), 60_000).unref();
  });
  const socket = new WebSocket(`${address}/session`);
  await new Promise((done, fail) => socket.on('open', done).on('error', fail));
  const waiting = new Map();
  let last = 0;
  socket.on('message', (data) => {
    const answer = JSON.parse(data);
    const { resolve, reject } = waiting.get(answer.id) ?? {};
    waiting.delete(answer.id);
    if (answer.type === 'error') reject?.(new Error(`${answer.error}: ${answer.message}`));
    else resolve?.(answer.result);
  });
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  await send('session.new', { capabilities: {} });
  const { contexts } = await send('browsingContext.getTree', {});
  const { context } = contexts[0];
  return {
    goto: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    /** Runs a function in the page; arguments and answer pass as JSON. */
    async evaluate(run, ...given) {
      const { result, exceptionDetails } = await send('script.callFunction', {
        functionDeclaration: `async (given) => JSON.stringify(await (${run})(...JSON.parse(given)) ?? null)`,
        arguments: [{ type: 'string', value: JSON.stringify(given) }],
        awaitPromise: true,
        userActivation: true,
        target: { context },
      });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return JSON.parse(result.value);
    },
    async stop() {
      socket.terminate();
      child.kill('SIGKILL');
      await new Promise((done) => child.once('exit', done));
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
