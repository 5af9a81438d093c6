// A department's rows that try everything: each must end as harmless text.
const body = (name, html) => ({
  key: `hostile-${name}`,
  title: `示例恶意公告 ${name}`,
  domain: 'works',
  stage: 'tender',
  stage_label: '招标公告',
  region: '441521',
  buyer: '示例单位',
  published: '2026-11-20',
  official_url: 'https://example.invalid/notice',
  html: [html],
  complete: true,
});

/** Names after the sanitiser tests of feed readers, and the classic mutations. */
export const HOSTILE = {
  script: '<p>before</p><script>alert(1)</script><p>after</p>',
  handler: '<p onclick="alert(1)" onmouseover="alert(2)">handled</p><img src=x onerror=alert(3)>',
  'javascript-link': '<a href="javascript:alert(1)">go</a> <a href=" jAvAsCrIpT:alert(1)">go</a>',
  'data-link': '<a href="data:text/html,<script>alert(1)</script>">data</a>',
  tracker: '<p>seen</p><img src="https://tracker.invalid/1x1.gif" width=1 height=1 alt="pixel">',
  frame: '<iframe src="https://frame.invalid/"></iframe><object data="https://o.invalid"></object><embed src="https://e.invalid">',
  form: '<form action="https://form.invalid/"><input name=q autofocus onfocus=alert(1)><button>send</button></form>',
  style: '<style>@import url(https://css.invalid/x.css); body{display:none}</style><p style="position:fixed">shown</p>',
  meta: '<meta http-equiv=refresh content="0;url=https://meta.invalid/"><base href="https://base.invalid/"><p>still</p>',
  svg: '<svg><script>alert(1)</script><a xlink:href="javascript:alert(1)"><text>x</text></a></svg><p>text</p>',
  mutation: '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  noscript: '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><p>text</p>',
  template: '<template><img src=x onerror=alert(1)></template><p>text</p>',
  direction: '<p>invoice\u202Egnp.exe\u200B\u2066 name</p>',
  unclosed: '<p>open <b>bold <a href="https://example.invalid/x">link <table><tr><td>cell',
  'deep nesting': '<div>'.repeat(180_000) + 'deep' + '</div>'.repeat(10),
};

/** The rows as JSON Lines. */
export const hostileRows = () =>
  Object.entries(HOSTILE)
    .map(([name, html]) => JSON.stringify(body(name, html)))
    .join('\n');
