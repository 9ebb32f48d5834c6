// What unfolds under a row: why, what would have kept it quiet, what to do, and the calls.
import { h } from '/assets/preact/preact.module.js';
import { EvidenceBar, Facts, Time } from '/assets/parts.js';
import { QuotaBlock } from '/assets/quota.js';
import { number, plain } from '/assets/words.js';
import { state } from '/assets/store.js';

export function Detail({ alert, quota }) {
  return h('div', { class: 'detail' },
    h('div', { class: 'columns' },
      h('div', null, h(Why, { alert }), h(Actions, { actions: alert.recommendedActions })),
      h('div', null, quota && h(QuotaBlock, { view: quota, now: state.now }), h(About, { alert }))),
    h(Calls, { calls: alert.calls }));
}

function Why({ alert }) {
  return h('section', null,
    h('h4', null, 'Evidence'),
    h('div', { class: 'evidences' }, alert.evidence.map((evidence) => h('div', { key: evidence.feature },
      h(EvidenceBar, { evidence }),
      h('span', { class: 'share soft' }, `${number(evidence.contribution * 100)} % of the score`)))),
    alert.counterfactual && h('p', { class: 'counterfactual' }, /^quiet/.test(alert.counterfactual) && h('b', null, 'Would have been '), alert.counterfactual),
    h('h4', null, 'Found by'),
    h('ul', { class: 'detectors' }, alert.detectors.map((detector) => h('li', { key: detector.id },
      h('code', null, detector.id), h('span', { class: 'soft' }, ` score ${number(detector.score)}`),
      detector.mode === 'shadow' && h('span', { class: 'tag' }, 'shadow')))));
}

function Actions({ actions }) {
  if (!actions?.length) return null;
  return h('section', null,
    h('h4', null, 'What to do'),
    h('ol', { class: 'actions' }, actions.map((action) => h('li', { key: action }, action))));
}

function About({ alert }) {
  const { now } = state;
  return h('section', null,
    h('h4', null, 'About'),
    h(Facts, {
      rows: [
        ['Category', plain(alert.category)],
        ['First seen', h(Time, { at: alert.firstSeen, now })],
        ['Last seen', h(Time, { at: alert.lastSeen, now })],
        [plain(alert.entity.kind), h('code', null, alert.entity.id)],
        ['Key', alert.entity.key && h('code', null, alert.entity.key)],
        ['Gateway group', `${alert.tenant}/${alert.group}`],
        ['Confidence', `${number(alert.confidence * 100)} %`],
        ['OWASP', alert.owasp.join(', ')],
        ['ATT&CK', alert.mitre.join(', ')],
        ['Owner', alert.owner],
        ['Runbook', alert.runbook],
        ['Alert', h('a', { href: `/api/v1/alerts/${encodeURIComponent(alert.alertId)}`, target: '_blank', rel: 'noreferrer' },
          `${alert.alertId}, version ${alert.version}`)],
      ],
    }));
}

function Calls({ calls }) {
  if (!calls.length) return null;
  const columns = ['Time', 'Status', 'Method', 'Route', 'From', 'Trace or call id'];
  return h('section', null,
    h('h4', null, `Sample calls (${calls.length})`),
    h('div', { class: 'scroll' }, h('table', { class: 'calls' },
      h('thead', null, h('tr', null, columns.map((name) => h('th', { key: name, scope: 'col' }, name)))),
      h('tbody', null, calls.map((call) => h(Call, { key: call.callId, call }))))));
}

function Call({ call }) {
  const family = Math.floor(call.status / 100);
  return h('tr', null,
    h('td', null, h(Time, { at: call.time, now: state.now })),
    h('td', { class: `http http-${family}` }, call.status),
    h('td', null, call.method),
    h('td', null, h('code', null, call.route)),
    h('td', null, call.sourceAddress),
    h('td', null, h('code', { class: 'id', title: call.callId }, call.traceId || call.callId)));
}
