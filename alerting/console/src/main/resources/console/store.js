// What the page knows, and how news change it. No drawing, no network.

const MOST = 2000;
const LATELY = 20;
const LANES = ['security', 'operations', 'all'];

export const state = {
  alerts: new Map(),
  quotas: new Map(),
  health: null,
  rates: [],
  connection: 'connecting',
  lostAt: 0,
  lane: 'all',
  show: 'open',
  unfolded: new Set(),
  unseen: new Set(),
  fresh: new Map(),
  more: null,
  total: 0,
  loaded: false,
  quotasShown: false,
  helpShown: false,
  announcement: '',
  now: Date.now(),
};

export function forget() {
  state.alerts.clear();
  state.quotas.clear();
  state.loaded = false;
}

/** An alert of a list or of the stream; the newest version wins. True when it is new here. */
export function takeAlert(alert) {
  const known = state.alerts.get(alert.alertId);
  if (known && known.version >= alert.version) return false;
  state.alerts.set(alert.alertId, alert);
  if (state.alerts.size > MOST) dropLowest();
  return !known;
}

/** An alert that came by the stream while somebody may be looking. */
export function newsOfAlert(alert) {
  const isNew = takeAlert(alert);
  state.fresh.set(alert.alertId, Date.now());
  if (isNew && isOpen(alert)) {
    state.unseen.add(alert.alertId);
    state.announcement = `New ${alert.severity} alert: ${alert.title}`;
  }
}

export function takeQuota(view) {
  const known = state.quotas.get(view.update.key);
  if (known && !isNewer(view.update, known.update)) return;
  state.quotas.set(view.update.key, view);
}

export function takeHealth(health) {
  state.health = health;
  state.rates.push(health.callsPerSecond);
  if (state.rates.length > 60) state.rates.shift();
}

/** What the list shows: by risk, then newest first, as the server sorts. */
export function visible() {
  return inLane().filter((alert) => state.show === 'all' || isOpen(alert)).sort(byRank);
}

/** What was closed last: shown when nothing is open, so that a quiet page still tells its story. */
export function closedLately() {
  return inLane()
    .filter((alert) => !isOpen(alert))
    .sort((a, b) => b.time.localeCompare(a.time))
    .slice(0, LATELY);
}

function inLane() {
  return [...state.alerts.values()].filter((alert) => state.lane === 'all' || alert.lane === state.lane);
}

/** Quotas that hold now, enforced ones first. */
export function quotasInForce() {
  return [...state.quotas.values()]
    .filter((view) => view.state !== 'lifted' && Date.parse(view.until) > state.now)
    .sort((a, b) => a.state.localeCompare(b.state) || a.update.factor - b.update.factor);
}

/** The quota that goes with an alert; an enforced one before a monitored one. */
export function quotaOf(alert) {
  return quotasInForce().find(
    (view) => view.update.key === alert.quotaKey || view.update.alertIds.includes(alert.alertId));
}

export function isOpen(alert) {
  return alert.status === 'new' || alert.status === 'in_progress';
}

/** Filters live in the address, so that a view can be sent to a colleague. */
export function readAddress() {
  const params = new URLSearchParams(location.hash.slice(1));
  const lane = params.get('lane');
  state.lane = LANES.includes(lane) ? lane : 'all';
  state.show = params.get('show') === 'all' ? 'all' : 'open';
}

export function addressOf(lane, show) {
  return `#lane=${lane}&show=${show}`;
}

function isNewer(update, known) {
  return update.controllerEpoch !== known.controllerEpoch
    ? update.controllerEpoch > known.controllerEpoch
    : update.version > known.version;
}

function byRank(a, b) {
  return b.risk - a.risk || b.time.localeCompare(a.time) || a.alertId.localeCompare(b.alertId);
}

function dropLowest() {
  const oldest = [...state.alerts.values()].sort((a, b) => a.time.localeCompare(b.time))[0];
  state.alerts.delete(oldest.alertId);
  state.unseen.delete(oldest.alertId);
}
