// Small pieces that several parts of the page use. Text is always a text node.
import { h } from '/assets/preact/preact.module.js';
import { amount, clock, featureName, times, unitWord } from '/assets/words.js';

/** A time of day; the full UTC time on hover. */
export function Time({ at, now }) {
  return h('time', { dateTime: at, title: at }, clock(at, now));
}

/** A line of figures, newest at the right. */
export function Sparkline({ values }) {
  if (values.length < 4) return null;
  const top = Math.max(1, ...values);
  const points = values
    .map((value, i) => `${(60 - values.length + i) * 2},${22 - (value / top) * 20}`)
    .join(' ');
  return h('svg', { class: 'spark', viewBox: '0 0 120 24', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    h('polyline', { points, fill: 'none' }));
}

/** One piece of evidence: what was seen as a bar, what is usual as a mark on it. */
export function EvidenceBar({ evidence, brief }) {
  const { value, baseline, unit, feature } = evidence;
  const top = Math.max(value, baseline, 1e-9);
  const percent = (x) => `${Math.max(0, Math.min(100, (x / top) * 100))}%`;
  const seen = `${amount(value, unit)} ${unitWord(unit)}`.trim();
  const usual = amount(baseline, unit);
  return h('span', { class: brief ? 'evidence brief' : 'evidence' },
    h('span', { class: 'evidence-name', title: feature }, featureName(feature)),
    h('span', { class: 'bar', 'aria-hidden': 'true' },
      h('span', { class: 'bar-value', style: { width: percent(value) } }),
      h('span', { class: 'bar-usual', style: { left: percent(baseline) } })),
    h('span', { class: 'evidence-words' },
      h('b', null, seen),
      h('span', { class: 'soft' }, ` usual ${usual}`),
      !brief && times(value, baseline) && h('span', { class: 'times' }, times(value, baseline))));
}

export function Facts({ rows }) {
  return h('dl', { class: 'facts' },
    rows.filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => h('div', { key: name }, h('dt', null, name), h('dd', null, value))));
}
