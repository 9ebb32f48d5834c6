// The keyboard: j and k move, Enter opens (a row is a button), 1 2 3 choose a lane.
import { addressOf, state } from '/assets/store.js';

const LANES = { 1: 'security', 2: 'operations', 3: 'all' };

export function listenToKeys({ onQuotas, onHelp, onEscape }) {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) return;
    if (event.key === 'j') move(1);
    else if (event.key === 'k') move(-1);
    else if (event.key in LANES) location.hash = addressOf(LANES[event.key], state.show);
    else if (event.key === 'c') location.hash = addressOf(state.lane, state.show === 'all' ? 'open' : 'all');
    else if (event.key === 'q') onQuotas();
    else if (event.key === '?') onHelp();
    else if (event.key === 'Escape') onEscape();
    else return;
    event.preventDefault();
  });
}

function move(step) {
  const rows = [...document.querySelectorAll('article.alert > button.row')];
  const here = rows.indexOf(document.activeElement?.closest('article.alert')?.querySelector('button.row'));
  const next = here < 0 ? rows[0] : rows[Math.max(0, Math.min(rows.length - 1, here + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
