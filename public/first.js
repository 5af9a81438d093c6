// What the first paint needs to know of this reader: text size, colours, language. The build puts it
// into the page itself, so that nothing stands between the page and its first paint; the content
// policy names it by its hash.
'use strict';
(() => {
  const root = document.documentElement;
  const chosen = settings() || {};
  const wanted = (navigator.languages || []).map((l) => l.split('-')[0]);
  const known = wanted.find((l) => l === 'zh' || l === 'en');
  root.dataset.text = chosen.text || 'standard';
  root.dataset.theme = chosen.theme || 'auto';
  root.lang = chosen.lang || (known === 'en' ? 'en' : 'zh-CN');

  // The same record and the same rules as src/state/settings.rs.
  function settings() {
    try {
      const text = localStorage.getItem('gongkai.settings');
      // The page says then, as the app will, that text size and district can be chosen.
      if (!text) root.dataset.first = '';
      const record = JSON.parse(text);
      return record && record.v === 1 ? record.data : null;
    } catch {
      // No storage, or not ours: the defaults hold.
      return null;
    }
  }
})();
