// The health strip: does the pipeline live, who sends, and how late are we?
import { h } from '/assets/preact/preact.module.js';
import { Sparkline } from '/assets/parts.js';
import { ago, clock, number, plain, since, span } from '/assets/words.js';
import { quotasInForce, state } from '/assets/store.js';

const QUIET = 120; // seconds without a line before a source is shown as quiet
const LATE = 60;
const SILENT = 30;

export function Strip({ onQuotas }) {
  const { health } = state;
  if (!health) return h('section', { class: 'strip', 'aria-label': 'Health' }, h('p', { class: 'soft' }, 'Waiting for the first report…'));
  return h('section', { class: 'strip', 'aria-label': 'Health' },
    h(Tile, { name: 'Calls per second', id: 'calls', note: `${number(health.calls)} since ${clock(health.since, state.now)}` },
      h('span', { class: 'big' }, number(health.callsPerSecond)), h(Sparkline, { values: state.rates })),
    h(Tile, { name: 'Lag', id: 'lag', tone: lagTone(health.lagSeconds), note: 'of detection, in event time' },
      h('span', { class: 'big' }, health.lagSeconds === null ? '–' : span(health.lagSeconds))),
    h(Rejects, { rejects: health.rejects }),
    h(Quotas, { onQuotas }),
    h(Sources, { sources: health.sources }),
    h(Pipeline, { health }));
}

function Tile({ name, id, note, tone, wide, children }) {
  return h('div', { class: `tile ${tone || ''} ${wide ? 'wide' : ''}`, id: `tile-${id}` },
    h('h2', null, name), h('div', { class: 'tile-body' }, children), note && h('p', { class: 'soft note' }, note));
}

function lagTone(lag) {
  return lag === null || lag <= LATE ? '' : lag <= 5 * LATE ? 'warn' : 'bad';
}

function Rejects({ rejects }) {
  const { last } = rejects;
  const note = last
    ? `last: ${plain(last.reason)}, ${last.tenant}/${last.group}, ${since(last.time, state.now)}`
    : 'every line could be read';
  const all = rejects.byReason.map((each) => `${plain(each.name)}: ${each.count}`).join('\n');
  return h(Tile, { name: 'Rejects', id: 'rejects', tone: rejects.total > 0 ? 'warn' : '', note },
    h('span', { class: 'big', title: all }, number(rejects.total)));
}

function Quotas({ onQuotas }) {
  const quotas = quotasInForce();
  const enforced = quotas.filter((view) => view.state === 'enforced').length;
  const ignored = state.health.quotas.ignored.filter((each) => !['stale', 'expired'].includes(each.name));
  const note = ignored.length
    ? `ignored: ${ignored.map((each) => `${each.count} ${plain(each.name)}`).join(', ')}`
    : controllerWords();
  return h(Tile, { name: 'Quotas in force', id: 'quotas', tone: ignored.length || isSilent() ? 'bad' : '', note },
    h('button', { class: 'figures', onClick: onQuotas, 'aria-expanded': String(state.quotasShown), title: 'Show them (q)' },
      h('span', null, h('span', { class: 'big' }, enforced), h('span', { class: 'soft' }, 'enforced')),
      h('span', null, h('span', { class: 'big' }, quotas.length - enforced), h('span', { class: 'soft' }, 'monitored'))));
}

function isSilent() {
  const { controllerSpoke, time } = state.health;
  return controllerSpoke !== null && Date.parse(time) - Date.parse(controllerSpoke) > SILENT * 1000;
}

function controllerWords() {
  if (!isSilent()) return 'show the list';
  const ends = quotasInForce().map((view) => view.until).sort();
  return ends.length
    ? `controller silent: ${ends.length} lapse by ${clock(ends[ends.length - 1], state.now)}`
    : 'controller silent';
}

function Sources({ sources }) {
  return h(Tile, { name: 'Last line per source', id: 'sources', wide: true },
    sources.length === 0
      ? h('p', { class: 'soft' }, 'No line yet since this console began to listen.')
      : h('ul', { class: 'sources' }, sources.map((source) => h(Source, { key: `${source.tenant}/${source.group}`, source }))));
}

function Source({ source }) {
  const age = source.ageSeconds + sinceReport();
  return h('li', { class: age > QUIET ? 'quiet' : '' },
    h('span', { class: 'dot', 'aria-hidden': 'true' }),
    h('span', { class: 'source-name' }, `${source.tenant}/${source.group}`),
    source.sample && h('span', { class: 'tag' }, 'sample'),
    h('span', { class: 'soft grow' }, `${number(source.calls)} lines`),
    h('span', { title: `dated ${source.lastTime}` }, ago(age)));
}

/** While the connection is lost, ages grow on. */
function sinceReport() {
  return Math.max(0, (state.now - Date.parse(state.health.time)) / 1000);
}

function Pipeline({ health }) {
  const { links, stages } = health;
  return h(Tile, { name: 'Pipeline', id: 'pipeline' },
    h('ul', { class: 'stages' }, stages.map((stage) => h('li', { key: stage.name, class: stage.ready ? 'ready' : 'waiting' },
      h('span', { class: 'dot', 'aria-hidden': 'true' }), stage.name, h('span', { class: 'hidden' }, stage.ready ? ' ready' : ' not ready')))),
    h('p', { class: 'links' },
      links.flinkUi && h('a', { href: safe(links.flinkUi), target: '_blank', rel: 'noreferrer' }, 'Flink'),
      h('a', { href: '/metrics', target: '_blank', rel: 'noreferrer' }, 'Metrics'),
      links.receiver && h('span', { class: 'soft' }, 'receiver ', h('code', null, links.receiver))));
}

/** Only web addresses become links. */
function safe(address) {
  return /^https?:\/\//.test(address) ? address : undefined;
}
