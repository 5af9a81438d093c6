// Voices for a browser that has none: what is said is written down, and takes a few milliseconds.

/**
 * Gives the page voices. `langs` are their languages, `local` whether they speak on the device,
 * `late` the milliseconds until they are listed, `mute` whether they never begin, `takes` the
 * milliseconds of a sentence.
 */
export const voices = (page, { langs = ['en-US', 'zh-CN'], local = true, late = 0, mute = false, takes = 30 } = {}) =>
  page.addInitScript(
    ({ langs, local, late, mute, takes }) => {
      const said = [];
      const since = performance.now();
      const all = langs.map((lang) => ({ lang, name: lang, voiceURI: lang, localService: local, default: false }));
      let now = null;
      let timer;
      class Utterance {
        constructor(text) {
          this.text = text;
        }
      }
      const speech = {
        speaking: false,
        pending: false,
        paused: false,
        getVoices: () => (performance.now() - since < late ? [] : all),
        speak(utterance) {
          now = utterance;
          said.push({ text: utterance.text, lang: utterance.lang, voice: utterance.voice?.lang, marked: null });
          if (mute) return;
          const one = said.at(-1);
          timer = setTimeout(() => {
            utterance.onstart?.({});
            one.marked = marked();
            timer = setTimeout(() => ((now = null), utterance.onend?.({})), takes);
          });
        },
        cancel() {
          clearTimeout(timer);
          const cut = now;
          now = null;
          if (cut) said.cuts = (said.cuts ?? 0) + 1;
          setTimeout(() => cut?.onerror?.({ error: 'canceled' }));
        },
        pause() {},
        resume() {},
      };
      // What is marked on the screen at that moment.
      const marked = () => {
        const [range] = CSS.highlights?.get('reading') ?? [];
        return range ? range.toString() : (document.querySelector('[data-reading]')?.textContent ?? '');
      };
      Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
      Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance, configurable: true });
      window.said = said;
      window.markedNow = marked;
    },
    { langs, local, late, mute, takes },
  );

/** What was said so far. */
export const said = (page) => page.evaluate(() => window.said.map((one) => ({ ...one })));
