// The list of alerts: lanes as tabs, one row an alert, details in place.
import { h } from '/assets/preact/preact.module.js';
import { Detail } from '/assets/detail.js';
import { EvidenceBar } from '/assets/parts.js';
import { QuotaBadge } from '/assets/quota.js';
import { clock, number, plain, since, who } from '/assets/words.js';
import { addressOf, closedLately, quotaOf, state, visible } from '/assets/store.js';

const LANES = [['security', 'Security'], ['operations', 'Operations'], ['all', 'All']];
const FRESH = 8000;

export function Tabs() {
  return h('nav', { class: 'tabs', 'aria-label': 'Filters' },
    LANES.map(([lane, name]) => h('a', {
      key: lane,
      class: 'tab',
      href: addressOf(lane, state.show),
      'aria-current': state.lane === lane ? 'true' : undefined,
    }, name, state.health && h('span', { class: 'count' }, openIn(lane)))),
    h('span', { class: 'grow' }),
    h('span', { class: 'segments', role: 'group', 'aria-label': 'Which alerts' },
      [['open', 'Open'], ['all', 'With closed']].map(([show, name]) => h('a', {
        key: show,
        href: addressOf(state.lane, show),
        'aria-current': state.show === show ? 'true' : undefined,
      }, name))));
}

function openIn(lane) {
  const lanes = state.health.alerts.openByLane;
  return number(lanes.filter((each) => lane === 'all' || each.name === lane).reduce((sum, each) => sum + each.count, 0));
}

export function List({ onToggle, onMore }) {
  if (!state.loaded) return h('section', { class: 'empty soft' }, 'Loading alerts…');
  const alerts = visible();
  if (alerts.length > 0) return h(Rows, { name: 'Alerts', alerts, onToggle, onMore });
  const closed = closedLately();
  return [
    h(Empty, { brief: closed.length > 0 }),
    closed.length > 0 && h('h2', { class: 'lately' }, 'Closed lately'),
    closed.length > 0 && h(Rows, { name: 'Closed lately', alerts: closed, onToggle }),
  ];
}

function Rows({ name, alerts, onToggle, onMore }) {
  return h('section', { class: 'list', 'aria-label': name },
    h('div', { class: 'row head', 'aria-hidden': 'true' },
      ['Severity', 'Risk', 'Who', 'What', 'Evidence', 'Quota', 'Last seen'].map((name) => h('span', { key: name }, name))),
    alerts.map((alert) => h(Row, { key: alert.alertId, alert, onToggle })),
    onMore && state.more && h('button', { class: 'more', onClick: onMore }, `Show more (${number(state.total)} in all)`));
}

function Row({ alert, onToggle }) {
  const { alertId, severity } = alert;
  const isUnfolded = state.unfolded.has(alertId);
  const quota = quotaOf(alert);
  const evidence = alert.evidence[0];
  const names = ['alert', `severity-${severity}`, `status-${alert.status}`];
  if (state.now - (state.fresh.get(alertId) ?? 0) < FRESH) names.push('fresh');
  if (isUnfolded) names.push('unfolded');
  return h('article', { class: names.join(' '), 'data-alert': alertId },
    h('button', { class: 'row', 'aria-expanded': String(isUnfolded), onClick: () => onToggle(alertId) },
      h('span', { class: 'severity' }, h('span', { class: 'pill' }, severity),
        state.unseen.has(alertId) && h('span', { class: 'unseen' }, 'new')),
      h('span', { class: 'risk' }, h('span', { class: 'hidden' }, 'risk '), alert.risk),
      h('span', { class: 'who' }, h('b', { title: alert.entity.id }, who(alert.entity)),
        h('span', { class: 'soft' }, `${alert.entity.kind} · ${alert.tenant}/${alert.group}`)),
      h('span', { class: 'what' }, h('b', null, alert.title), h('span', { class: 'summary' }, alert.summary),
        h('span', { class: 'category' }, plain(alert.category),
          alert.status !== 'new' && h('span', { class: 'tag' }, plain(alert.status)))),
      h('span', { class: 'why' }, evidence && h(EvidenceBar, { evidence, brief: true })),
      h('span', { class: 'limit' }, quota ? h(QuotaBadge, { view: quota }) : h('span', { class: 'soft none' }, 'no quota')),
      h('span', { class: 'seen', title: `first ${alert.firstSeen}\nlast ${alert.lastSeen}` },
        h('span', null, clock(alert.lastSeen, state.now)), h('span', { class: 'soft' }, since(alert.lastSeen, state.now)))),
    isUnfolded && h(Detail, { alert, quota }));
}

function Empty({ brief }) {
  const ready = state.health?.stages.every((stage) => stage.ready);
  const sources = state.health?.sources.length ?? 0;
  return h('section', { class: brief ? 'empty brief' : 'empty' },
    h('h2', null, `No ${state.show === 'open' ? 'open ' : ''}alerts${state.lane === 'all' ? '' : ` in ${state.lane}`}`),
    h('p', null, !ready ? 'The pipeline is still starting; its stages are in the strip above.'
      : sources ? 'Lines arrive and are judged. An alert appears here by itself, seconds after its evidence.'
        : 'No log lines arrive. Send some to the receiver; an alert appears here by itself, seconds after its evidence.'),
    !brief && h('p', { class: 'soft' }, 'Each one says who, what, how far from usual, and which limit is in force.'));
}
