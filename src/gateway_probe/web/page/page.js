'use strict';
// The page. What the probe answers is shown through DOM nodes that a parser made, never through strings of mark-up.
const endpoint = document.body.dataset.endpoint || location.pathname;
const at = id => document.getElementById(id);
const TOKEN = 'gateway-probe-token';
const THERE = 'gateway-probe-there';
const NAMED = 'gateway-probe-named';
const RESULT = 'gateway-probe-result';
// What goes into a command that a person pastes into a shell: an address and nothing else.
const ADDRESS = /^(?:https?:\/\/)?[\w[][\w.:[\]-]*(?:\/[\w.~/-]*)?$/;
const MAX_BYTES = 2_000_000;
const STATES = { started: 'running', passed: '✓ passed', refused: '✕ refused', failed: '✕ failed',
  errored: '✕ no answer', 'timed-out': '✕ timed out', skipped: '– skipped' };

function say(words, bad = false) {
  at('status').textContent = words;
  at('status').classList.toggle('bad', bad);
}

function failed(problem) {
  const told = [problem.title, problem.detail, problem.next_step].filter(Boolean);
  say(told.map(part => (/[.!?…]$/.test(part) ? part : `${part}.`)).join(' '), true);
}

const unreachable = { title: 'The probe could not be reached.',
  next_step: 'Check the connection, or open this page anew: a login page may stand before it.' };
const unreadable = status => ({ title: `Something else than the probe answered (HTTP ${status}).`,
  next_step: 'A login page or a firewall may stand before it; open this page anew.' });

// Only the server of a laptop asks another place too.
const servesBeside = document.body.hasAttribute('data-beside');

async function ask(query, body) {
  const token = sessionStorage.getItem(TOKEN);
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const answer = await fetch(`${endpoint}?${new URLSearchParams(query)}`,
    { method: body ? 'POST' : 'GET', body, headers, cache: 'no-store', redirect: 'error' });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => unreadable(answer.status));
  if (problem.type?.endsWith(':access-denied')) {
    forget();
    // Whoever asks by a program writes a header; here the token is typed.
    problem.next_step = 'Type the value of GATEWAY_PROBE_TOKEN that is set there.';
  }
  throw problem.title ? problem : unreadable(answer.status);
}

function question(more) {
  const model = at('model').value.trim();
  return { ...(model && { model }), experiments: at('experiments').value, ...more };
}

// Events as they arrive; a platform may also hold them back until the end.
async function* events(answer) {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let pending = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (pending + decoder.decode(value, { stream: true })).split('\n\n');
    pending = parts.pop();
    for (const part of parts) {
      const lines = part.split('\n');
      const name = lines.find(line => line.startsWith('event: '))?.slice(7);
      const data = lines.filter(line => line.startsWith('data: ')).map(line => line.slice(6)).join('\n');
      if (name) yield { name, data: JSON.parse(data) };
    }
  }
}

async function run(body, names = []) {
  busy(true);
  say(body ? 'Running the checks here, to compare …' : 'Running the checks …');
  at('progress').replaceChildren();
  at('progress').hidden = false;
  at('report').replaceChildren();
  at('more').hidden = true;
  try {
    let shown = false;
    for await (const { name, data } of events(await ask([...Object.entries(question({ format: 'events' })), ...names.map(name => ['name', name])], body))) {
      if (name === 'check') step(data);
      else if (name === 'problem') throw data;
      else if (name === 'report') { keep(data, !body); show(data, !body); shown = true; }
    }
    if (!shown) throw { title: 'The answer ended early.', next_step: 'The platform may have stopped the function: try again.' };
  } catch (problem) {
    at('progress').hidden = true;
    failed(problem.title ? problem : unreachable);
  } finally {
    busy(false);
  }
}

function step({ id, state }) {
  let line = [...at('progress').children].find(item => item.dataset.id === id);
  if (!line) {
    line = document.createElement('li');
    line.dataset.id = id;
    line.append(document.createElement('span'), document.createElement('code'));
    line.firstChild.className = 'state mark';
    line.lastChild.textContent = id;
    at('progress').append(line);
  }
  line.firstChild.textContent = STATES[state] ?? state;
  line.firstChild.classList.toggle(state, state !== 'started');
}

// A reload must not cost another run: the result stays in this tab until the token is forgotten.
function keep({ html, summary }, single) {
  try { sessionStorage.setItem(RESULT, JSON.stringify({ html, summary, single })); } catch { sessionStorage.removeItem(RESULT); }
}

function showKept() {
  const kept = JSON.parse(sessionStorage.getItem(RESULT) ?? 'null');
  if (kept) show(kept, kept.single, 'The last result of this tab');
}

function show({ html, summary }, single, words = 'Done') {
  const article = new DOMParser().parseFromString(html, 'text/html').querySelector('article');
  at('report').replaceChildren(document.adoptNode(article));
  for (const button of at('report').querySelectorAll('button.copy')) button.hidden = false;
  // The page knows the address that a report may not show: its own or, on a laptop, that of the place beside it.
  const address = servesBeside ? sessionStorage.getItem(THERE) : location.origin;
  for (const command of ADDRESS.test(address ?? '') ? at('report').querySelectorAll('.steps code') : []) {
    if (!command.textContent.includes('fetch URL')) continue;
    command.textContent = command.textContent.replace('fetch URL', `fetch ${address}`);
    const said = command.closest('li').querySelector('p').lastChild;
    said.textContent = said.textContent.replace(' URL is the address of this deployment.', '');
  }
  at('progress').hidden = true;
  at('more').hidden = !single || !at('support-text');
  say(`${words}: ${summary}`);
  document.title = `${summary} | gateway-probe`;
  at('report').focus();
}

function busy(on) {
  for (const control of document.querySelectorAll('button:not(.copy), #files')) control.disabled = on;
}

function forget() {
  sessionStorage.removeItem(TOKEN);
  sessionStorage.removeItem(RESULT);
  at('token').value = at('token-there').value = '';
  offer();
}

// `gateway-probe serve` prints a link that ends with #token=…, and with #beside=… where it was told of another place. Both
// are taken over and out of the address and whatever is copied from it. Anybody can make such a link: the place that it names
// stands in its field, where a person sees it, and in no command before it was asked.
function takeOverFromAddress() {
  const [, beside, token] = /^#(?:beside=([^&]+)&?)?(?:token=(.+))?$/.exec(location.hash) ?? [];
  if (!beside && !token) return;
  for (const [name, given] of [[TOKEN, token], [NAMED, beside]]) {
    if (!given) continue;
    try { sessionStorage.setItem(name, decodeURIComponent(given)); } catch { sessionStorage.setItem(name, given); }
  }
  history.replaceState(null, '', location.pathname + location.search);
}

function offer() {
  const known = sessionStorage.getItem(TOKEN) !== null;
  at('ask').hidden = false;
  at('drop').hidden = !known;
  at('beside').hidden = !servesBeside;
  at('from-laptop').hidden = servesBeside;
  at('from-laptop').querySelector('code').textContent = `gateway-probe serve --beside ${location.origin}`;
  at('there').value ||= sessionStorage.getItem(THERE) ?? sessionStorage.getItem(NAMED) ?? '';
  at('explain').hidden = !known;
  at('token-row').hidden = known;
  at('forget').hidden = !known;
}

at('ask').addEventListener('submit', event => {
  event.preventDefault();
  const token = at('token').value.trim();
  if (token) sessionStorage.setItem(TOKEN, token);
  if (!sessionStorage.getItem(TOKEN)) {
    say('A token is needed here: the value of GATEWAY_PROBE_TOKEN.', true);
    at('token').focus();
    return;
  }
  offer();
  run();
});
at('forget').addEventListener('click', () => { forget(); say('The token is forgotten.'); at('token').focus(); });

async function answered(query, use) {
  busy(true);
  try {
    await use(await ask(question(query)));
  } catch (problem) {
    failed(problem.title ? problem : unreachable);
  } finally {
    busy(false);
  }
}

at('private').addEventListener('click', () => answered({ format: 'json', disclosure: 'private' }, async answer => {
  const text = (await answer.json()).support.text;
  const box = at('support-text').cloneNode(true);
  box.removeAttribute('id');
  box.querySelector('pre').textContent = text;
  box.querySelector('button').textContent = 'Copy at the private level';
  delete box.querySelector('button').dataset.label;
  at('report').querySelector('.private')?.remove();
  box.classList.add('private');
  at('support-text').after(box);
  at('support').querySelector('details').open = true;
  const fresh = Number(answer.headers.get('gateway-probe-age')) === 0 ? ', of a new run' : '';
  say(`The private level stands under "For support"${fresh}.`);
  box.scrollIntoView({ block: 'nearest' });
}));

function saved(format) {
  return answered({ format }, async answer => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `gateway-probe-${location.hostname}.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    say(`Saved as ${link.download}.`);
  });
}
at('save-html').addEventListener('click', () => saved('html'));
at('save-json').addEventListener('click', () => saved('json'));

async function compare(files) {
  const documents = [];
  const names = [];
  let bytes = 0;
  for (const file of files) {
    bytes += file.size;
    if (bytes > MAX_BYTES) { say(`These files are larger than ${MAX_BYTES / 1e6} MB together.`, true); return; }
    const text = await file.text();
    // A report is looked into as text: parsed as a page, its style sheet would be held against this page's policy.
    const carried = /<script type="application\/json" id="gateway-probe-document">([^<]*)<\/script>/.exec(text);
    try {
      const found = JSON.parse(carried ? carried[1] : text);
      const held = Array.isArray(found) ? found : [found];
      documents.push(...held);
      names.push(...held.map((_, at) => file.name.replace(/\.(json|html)$/, '') + (at ? ` ${at + 1}` : '')));
    } catch {
      say(`${file.name} is no Document of gateway-probe: it is neither its JSON nor its HTML report.`, true);
      return;
    }
  }
  if (documents.length) await run(JSON.stringify(documents), names);
}
// The other place is asked by this page's own server: a page may not, and its token would have to pass other hands.
at('beside').addEventListener('submit', async event => {
  event.preventDefault();
  const url = at('there').value.trim();
  const { model } = question();
  let found;
  busy(true);
  say(`Asking ${url} …`);
  try {
    found = await (await ask({ beside: '' }, JSON.stringify({ url, token: at('token-there').value.trim() || null, model }))).text();
    sessionStorage.setItem(THERE, url);
  } catch (problem) {
    failed(problem.title ? problem : unreachable);
  } finally {
    busy(false);
  }
  if (found) await run(found, [new URL(url.includes('://') ? url : `https://${url}`).host]);
  else at('token-there').focus();
});

at('files').addEventListener('change', async event => {
  await compare([...event.target.files]);
  event.target.value = '';
});
for (const kind of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(kind, event => {
    if (at('drop').hidden) return;
    event.preventDefault();
    at('drop').classList.toggle('over', kind === 'dragover');
    if (kind === 'drop') compare([...event.dataTransfer.files]);
  });
}

at('explain').addEventListener('submit', async event => {
  event.preventDefault();
  const text = at('error').value.trim();
  if (!text) { at('error').focus(); return; }
  try {
    const { entries, causes } = await (await ask({ explain: '' }, text)).json();
    at('meaning').replaceChildren(...(entries.length ? entries.flatMap(told) : [line('p', 'No known word of an error is in it.')]),
      ...(causes.length ? [line('p', 'Causes that it may have; the probe finds out which:'), list(causes)] : []));
  } catch (problem) {
    failed(problem.title ? problem : unreachable);
  }
});

function line(tag, words) {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}

function told({ code, kind, whose, title, meaning }, index) {
  return index ? [line('p', `Also in it: ${code} (${kind}): ${title}.`)]
    : [line('h3', title), line('p', `${code} is ${whose}.`), line('p', meaning)];
}

function list(causes) {
  const all = document.createElement('ul');
  all.append(...causes.map(({ code, title }) => line('li', `${title} (${code})`)));
  return all;
}

takeOverFromAddress();
addEventListener('hashchange', () => { takeOverFromAddress(); if (!at('ask').hidden) offer(); });

(async () => {
  try {
    const { access } = await (await fetch(`${endpoint}?ping`, { cache: 'no-store', redirect: 'error' })).json();
    if (access === 'not-configured') {
      failed({ title: 'This probe is closed: no usable access token is configured.',
        next_step: 'Set GATEWAY_PROBE_TOKEN (20 random characters or more) in this environment and deploy again.' });
      return;
    }
    offer();
    if (!at('forget').hidden) showKept();
    if (!at('token-row').hidden) at('token').focus();
  } catch {
    failed(unreachable);
  }
})();
