package io.gatewatch.ingest.probes;

import io.gatewatch.ingest.Exposure.Place;
import io.gatewatch.ingest.Probe;

/**
 * Says of a text from a call which kinds of probe are in it, as bits ({@link #bit}). Reads it as it
 * stands and with one and two layers of escapes taken off, at last without comments and doubled
 * spaces: at most four passes over the first 8 KiB, one where nothing is escaped. Errs towards
 * silence: a word counts only where its check holds, and what an honest search, filter, name or
 * link may contain has none.
 *
 * <p>Remembers the last user agents. Keeps three buffers as long as the longest text so far;
 * confined to one thread.
 */
public final class ProbeJudge {
  private static final int LONGEST_TEXT = 8 << 10;
  private static final int LAYERS = 2;
  private static final int AGENTS = 256;

  private static final WordAutomaton WORDS = new WordAutomaton(ProbeWords.shipped());
  private static final int TRAVERSAL = bit(Probe.Kind.PATH_TRAVERSAL);

  private final String[] agents = new String[AGENTS];
  private final int[] ofAgents = new int[AGENTS];
  private byte[] text = new byte[512];
  private byte[] other = new byte[512];
  private boolean escaped;
  private boolean climbs;
  private boolean squeezable;

  /** The bit of a kind. */
  public static int bit(Probe.Kind kind) {
    return ProbeWord.bit(kind);
  }

  /** Kinds in a user agent. */
  public int inUserAgent(String agent) {
    int slot = agent.hashCode() & (AGENTS - 1);
    if (!agent.equals(agents[slot])) {
      ofAgents[slot] = in(agent, 0, agent.length(), Place.USER_AGENT);
      agents[slot] = agent.length() > LONGEST_TEXT ? null : agent;
    }
    return ofAgents[slot];
  }

  /** Kinds in a part of a text that stood in this place. */
  public int in(String whole, int from, int to, Place place) {
    int length = Math.min(LONGEST_TEXT, to - from);
    if (length <= 0) {
      return 0;
    }
    take(whole, from, length);
    squeezable = false;
    int places = ProbeWord.bit(place);
    int kinds = read(length, places);
    int plain = climbs ? Climbs.count(text, length) : 0;
    boolean climbed = climbs;
    int depth = 0;
    while (escaped && depth < LAYERS) {
      int size = Unwrapped.overlong(other, Unwrapped.escapes(text, length, other));
      if (size == length) {
        break;
      }
      swap();
      length = size;
      depth++;
      kinds |= read(length, places);
      climbed |= climbs;
      int now = climbs ? Climbs.count(text, length) : 0;
      // In a query one layer of escapes is how it is written; in a path it hides something.
      kinds |= now > plain && (place == Place.PATH || depth > 1) ? TRAVERSAL : 0;
      plain = now;
    }
    if (climbed && place != Place.REFERER && Climbs.leaves(text, length, place == Place.PATH)) {
      kinds |= TRAVERSAL;
    }
    if (squeezable) {
      int size = Unwrapped.squeezed(text, length, other);
      swap();
      kinds |= read(size, places);
    }
    return kinds;
  }

  private void take(String whole, int from, int length) {
    if (text.length < length) {
      text = new byte[2 * length];
      other = new byte[2 * length];
    }
    for (int i = 0; i < length; i++) {
      text[i] = Unwrapped.ascii(whole.charAt(from + i));
    }
  }

  private void swap() {
    byte[] before = text;
    text = other;
    other = before;
  }

  private int read(int length, int places) {
    escaped = false;
    climbs = false;
    int kinds = 0;
    int state = 0;
    byte[] bytes = text;
    for (int i = 0; i < length; i++) {
      byte c = bytes[i];
      state = WORDS.step(state, c);
      if (c == '%' || c == '\\') {
        escaped = true;
      }
      if (WORDS.ends(state)) {
        kinds |= found(WORDS.endings(state), i + 1, length, places);
      }
    }
    return kinds;
  }

  private int found(ProbeWord[] words, int to, int length, int places) {
    int kinds = 0;
    for (ProbeWord word : words) {
      if ((word.places() & places) != 0
          && word.check().holds(text, length, to - word.text().length(), to)) {
        climbs |= word.check() == WordCheck.CLIMB;
        squeezable |= word.check() == WordCheck.SQUEEZE;
        kinds |= bit(word.kind());
      }
    }
    return kinds;
  }
}
