// Puts the page together: state in store.js, news by stream.js, drawing by Preact.
import { h, render } from '/assets/preact/preact.module.js';
import { listenToKeys } from '/assets/keys.js';
import { List, Tabs } from '/assets/list.js';
import { QuotaPanel } from '/assets/quota.js';
import { listen } from '/assets/stream.js';
import { Strip } from '/assets/strip.js';
import { forget, newsOfAlert, readAddress, state, takeAlert, takeHealth, takeQuota } from '/assets/store.js';
import { clock } from '/assets/words.js';

const THEMES = ['auto', 'light', 'dark'];
const KEYS = [['j  k', 'next, previous alert'], ['Enter', 'open or close it'], ['1  2  3', 'security, operations, all'],
  ['c', 'with or without closed ones'], ['q', 'quotas in force'], ['Esc', 'close what is open'], ['?', 'these keys']];

let isDrawing = false;

function draw() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    state.now = Date.now();
    document.title = state.unseen.size ? `(${state.unseen.size}) Gatewatch` : 'Gatewatch';
    render(h(App), document.getElementById('app'));
  });
}

function App() {
  return [
    h(Header),
    h(Banner),
    h('main', null,
      h(Strip, { onQuotas: toggleQuotas }),
      state.quotasShown && h(QuotaPanel),
      h(Tabs),
      h(List, { onToggle: toggle, onMore: () => loadAlerts(state.more) })),
    state.helpShown && h(Help),
    h('div', { class: 'hidden', 'aria-live': 'polite' }, state.announcement),
  ];
}

function Header() {
  const words = { connecting: 'connecting', live: 'live', lost: 'connection lost', loggedOut: 'logged out' };
  return h('header', null,
    h('img', { src: '/assets/icon.svg', alt: '', width: 26, height: 26 }),
    h('h1', null, 'Gatewatch'),
    h('span', { class: `connection ${state.connection}`, role: 'status' }, h('span', { class: 'dot', 'aria-hidden': 'true' }), words[state.connection]),
    h('span', { class: 'grow' }),
    h('button', { class: 'quiet', onClick: nextTheme, title: 'Light, dark, or as the system says' }, `Theme: ${theme()}`),
    h('button', { class: 'quiet', onClick: toggleHelp, 'aria-label': 'Keys' }, '?'));
}

function Banner() {
  if (state.connection === 'lost') {
    return h('p', { class: 'banner', role: 'alert' },
      `Connection lost at ${clock(state.lostAt)}. What you see is from then; it goes on by itself when the console answers.`);
  }
  if (state.connection !== 'loggedOut') return null;
  return h('p', { class: 'banner', role: 'alert' }, 'This session has ended, perhaps because the console was started anew. ',
    h('a', { href: '/' }, 'Log in with the new token'));
}

function Help() {
  return h('div', { class: 'help', role: 'dialog', 'aria-label': 'Keys' },
    h('h2', null, 'Keys'),
    h('dl', null, KEYS.map(([key, meaning]) => h('div', { key }, h('dt', null, h('kbd', null, key)), h('dd', null, meaning)))));
}

function toggle(alertId) {
  if (!state.unfolded.delete(alertId)) state.unfolded.add(alertId);
  state.unseen.delete(alertId);
  draw();
}

function toggleQuotas() {
  state.quotasShown = !state.quotasShown;
  draw();
}

function toggleHelp() {
  state.helpShown = !state.helpShown;
  draw();
}

function closeAll() {
  state.unfolded.clear();
  state.quotasShown = state.helpShown = false;
  draw();
}

function theme() {
  return localStorage.getItem('gatewatch-theme') ?? 'auto';
}

function nextTheme() {
  localStorage.setItem('gatewatch-theme', THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
  showTheme();
  draw();
}

function showTheme() {
  document.documentElement.dataset.theme = theme();
}

async function get(path) {
  const answer = await fetch(path);
  if (answer.status === 401) connection('loggedOut');
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function loadAlerts(cursor) {
  const asked = `${state.lane} ${state.show}`;
  const query = new URLSearchParams({ limit: '100' });
  if (state.lane !== 'all') query.set('lane', state.lane);
  if (state.show === 'open') query.set('status', 'open');
  if (cursor) query.set('cursor', cursor);
  const page = await get(`/api/v1/alerts?${query}`);
  page.alerts.forEach(takeAlert);
  if (page.total === 0 && state.show === 'open') await loadClosed();
  if (asked !== `${state.lane} ${state.show}`) return;
  state.more = page.nextCursor;
  state.total = page.total;
  state.loaded = true;
  draw();
}

async function loadClosed() {
  const lane = state.lane === 'all' ? '' : `&lane=${state.lane}`;
  const page = await get(`/api/v1/alerts?limit=200&status=resolved,suppressed${lane}`);
  page.alerts.forEach(takeAlert);
}

async function loadQuotas() {
  const { quotas } = await get('/api/v1/quotas');
  quotas.forEach(takeQuota);
  draw();
}

function load() {
  Promise.all([loadAlerts(null), loadQuotas()]).catch(() => setTimeout(load, 2000));
}

/** The stream cannot go on from where it was: begin anew. */
function reload() {
  forget();
  load();
}

function connection(now) {
  if (now === 'lost' && state.connection === 'live') state.lostAt = Date.now();
  if (state.connection !== 'loggedOut' || now === 'live') state.connection = now;
  draw();
}

function change(take) {
  return (data) => {
    take(data);
    draw();
  };
}

showTheme();
readAddress();
addEventListener('hashchange', () => {
  readAddress();
  load();
  draw();
});
listenToKeys({ onQuotas: toggleQuotas, onHelp: toggleHelp, onEscape: closeAll });
listen({
  reset: reload,
  alert: change(newsOfAlert),
  quota: change(takeQuota),
  health: change(takeHealth),
  live: () => connection('live'),
  lost: () => connection('lost'),
  loggedOut: () => connection('loggedOut'),
});
setInterval(draw, 1000);
draw();
