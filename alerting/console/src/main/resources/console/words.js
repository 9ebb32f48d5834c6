// Numbers, times and names as people read them.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const hundredth = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const minute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** 214, 3.1, 0.04: as many digits as tell something. */
export function number(value) {
  const size = Math.abs(value);
  return (size >= 100 ? whole : size >= 1 ? tenth : hundredth).format(value);
}

/** A value of evidence with its unit; shares are shown in percent. */
export function amount(value, unit) {
  return unit === 'share' ? `${number(value * 100)} %` : number(value);
}

export function unitWord(unit) {
  return unit === 'share' ? '' : unit;
}

/** How many times the usual; empty where that says nothing. */
export function times(value, baseline) {
  if (!(baseline > 0) || value < baseline * 1.1) return '';
  return `${number(value >= 10 * baseline ? Math.round(value / baseline) : value / baseline)}×`;
}

/** 13:04:10, with the day when it is not today. */
export function clock(iso, now = Date.now()) {
  const date = new Date(iso);
  const today = new Date(now).toDateString() === date.toDateString();
  return today ? time.format(date) : `${day.format(date)} ${time.format(date)}`;
}

export function hourMinute(iso) {
  return minute.format(new Date(iso));
}

/** Seconds as 4 s, 2 min, 3 h, 2 d. */
export function span(seconds) {
  const s = Math.max(0, seconds);
  if (s < 90) return `${whole.format(s)} s`;
  if (s < 5400) return `${whole.format(s / 60)} min`;
  if (s < 129600) return `${whole.format(s / 3600)} h`;
  return `${whole.format(s / 86400)} d`;
}

/** "now", "4 s ago". */
export function ago(seconds) {
  return seconds < 1.5 ? 'now' : `${span(seconds)} ago`;
}

export function since(iso, now) {
  return ago((now - Date.parse(iso)) / 1000);
}

/** object_enumeration as "object enumeration". */
export function plain(name) {
  return String(name ?? '').replaceAll('_', ' ');
}

/** new_objects_5m as "new objects in 5 min". */
export function featureName(id) {
  const parts = /^(.*)_(\d+)([mhd])$/.exec(id);
  if (!parts) return plain(id);
  const unit = { m: 'min', h: 'h', d: 'd' }[parts[3]];
  return `${plain(parts[1])} in ${parts[2]} ${unit}`;
}

/** The name people use, else the id. */
export function who(entity) {
  return entity.name || entity.id;
}
