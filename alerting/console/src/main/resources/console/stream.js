// The live stream: opens it, notices when it dies, and goes on where it was.

const SILENCE = 6000; // the server gives a sign of life each second
const RETRY = 2000;

/** Calls on.alert, on.quota, on.health, on.reset with data; on.live, on.lost, on.loggedOut. */
export function listen(on) {
  let source = null;
  let lastId = '';
  let lastSign = Date.now();

  function open() {
    const from = lastId ? `?last-event-id=${encodeURIComponent(lastId)}` : '';
    source = new EventSource(`/api/v1/stream${from}`);
    for (const name of ['reset', 'alert', 'quota', 'health']) {
      source.addEventListener(name, (event) => take(name, event));
    }
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) askWhy();
    };
  }

  function take(name, event) {
    lastSign = Date.now();
    if (event.lastEventId) lastId = event.lastEventId;
    on.live();
    on[name](JSON.parse(event.data));
  }

  /** Asked when the stream was refused or silent: a dead network, or a session that ended? */
  async function askWhy() {
    const answer = await fetch('/api/v1/health').catch(() => null);
    if (answer?.status === 401) on.loggedOut();
  }

  function watch() {
    if (Date.now() - lastSign < SILENCE) return;
    lastSign = Date.now() - SILENCE + RETRY;
    on.lost();
    source.close();
    open();
    askWhy();
  }

  open();
  setInterval(watch, 1000);
}
