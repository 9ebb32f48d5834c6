// Quotas: the badge in a row, the block in the details, and the panel of all that are in force.
import { h } from '/assets/preact/preact.module.js';
import { Facts, Time } from '/assets/parts.js';
import { hourMinute, number, plain, since, span } from '/assets/words.js';
import { quotasInForce, state } from '/assets/store.js';

function limitWords(limit) {
  const per = limit.windowSeconds === 60 ? 'min' : limit.windowSeconds === 1 ? 's' : `${limit.windowSeconds} s`;
  return `${number(limit.requests)}/${per}`;
}

function actionWords(update) {
  return update.action === 'block' ? 'blocked' : `×${number(update.factor)}`;
}

/** Says "Enforced ×0.5 · 60/min until 13:19"; monitored ones plainly look different. */
export function QuotaBadge({ view }) {
  const { update } = view;
  return h('span', { class: `quota ${view.state}` },
    h('span', { class: 'quota-mode' }, view.state === 'enforced' ? 'Enforced' : plain(update.mode)),
    h('span', { class: 'quota-limit' }, `${actionWords(update)} · ${limitWords(update.limit)}`),
    h('span', { class: 'quota-until' }, `until ${hourMinute(view.until)}`));
}

function explain(view) {
  if (view.state === 'enforced') return 'Gateways that follow the control topic apply this limit now.';
  if (view.update.approval === 'pending') return 'Waits for a person; no gateway applies it.';
  return 'Only recorded: no gateway applies it. It shows what enforcing would do.';
}

export function QuotaBlock({ view, now }) {
  const { update } = view;
  return h('section', { class: `quota-block ${view.state}` },
    h('h4', null, 'Quota in force'),
    h(QuotaBadge, { view }),
    h('p', { class: 'soft' }, explain(view)),
    h(Facts, {
      rows: [
        ['Scope', update.scope === '*' ? 'all operations' : update.scope],
        ['Limit', `${limitWords(update.limit)}, burst ${update.limit.burst}, per ${update.limit.per}`],
        ['Base', update.baseLimit && `${limitWords(update.baseLimit)}, burst ${update.baseLimit.burst}`],
        ['Lapses', h('span', null, h(Time, { at: view.until, now }), ` (in ${span((Date.parse(view.until) - now) / 1000)})`)],
        ['Would have refused', update.collateral && `${number(update.collateral.callsRefused30d)} of this agent's calls in 30 days`],
        ['Reason', plain(update.reason)],
      ],
    }));
}

/** All quotas in force, under the strip. */
export function QuotaPanel() {
  const quotas = quotasInForce();
  return h('section', { class: 'panel', 'aria-label': 'Quotas in force' },
    h('h2', null, 'Quotas in force'),
    quotas.length === 0
      ? h('p', { class: 'soft' }, 'None. Every agent has its base limits.')
      : h('div', { class: 'scroll' }, h('table', null,
        h('thead', null, h('tr', null,
          ['Agent', 'Scope', 'Quota', 'Base', 'Reason', 'Since'].map((name) => h('th', { key: name, scope: 'col' }, name)))),
        h('tbody', null, quotas.map((view) => h(QuotaRow, { key: view.update.key, view }))))));
}

function QuotaRow({ view }) {
  const { update } = view;
  return h('tr', null,
    h('td', { title: update.key }, update.agentName || update.agentId),
    h('td', null, update.scope === '*' ? 'all operations' : update.scope),
    h('td', null, h(QuotaBadge, { view })),
    h('td', null, update.baseLimit && limitWords(update.baseLimit)),
    h('td', null, plain(update.reason)),
    h('td', null, since(update.time, state.now)));
}
