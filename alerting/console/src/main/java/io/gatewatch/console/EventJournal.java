package io.gatewatch.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The last events of the stream, numbered, so that a browser that lost its connection can go on
 * from where it was. Numbers count from 1 within one run of the console; an id is {@code
 * <run>-<number>}. Bounded by count; about 6 KB an event. Safe for use by many threads.
 */
final class EventJournal {
  static final int BOUND = 1_000;

  private record Entry(long number, String text) {}

  /** Some events as text, and the number of the last one. */
  record Batch(String text, long last) {}

  private final String run;
  private final int bound;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long head;

  EventJournal(String run, int bound) {
    this.run = run;
    this.bound = bound;
  }

  /** Adds an event and wakes the listeners; data is JSON on one line. */
  void append(String event, String data) {
    synchronized (this) {
      head++;
      entries.add(new Entry(head, text(head, event, data)));
      if (entries.size() > bound) {
        entries.remove();
      }
    }
    listeners.forEach(Runnable::run);
  }

  /** Calls back after each event, on the thread that appended it. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  synchronized long head() {
    return head;
  }

  /** Events after a number, up to about so many characters; null when some are gone already. */
  synchronized Batch after(long number, int characters) {
    if (number < oldest() - 1) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    long last = number;
    for (Entry entry : entries) {
      if (entry.number > number && text.length() < characters) {
        text.append(entry.text);
        last = entry.number;
      }
    }
    return new Batch(text.toString(), last);
  }

  /** The number to go on from; empty when the id is of another run, or too long ago. */
  synchronized OptionalLong resume(String lastEventId) {
    if (lastEventId == null || !lastEventId.startsWith(run + "-")) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(lastEventId.substring(run.length() + 1));
      boolean known = number >= oldest() - 1 && number <= head;
      return known ? OptionalLong.of(number) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Tells a browser to load everything anew and then to follow from this number. */
  String reset(long number) {
    return text(number, "reset", "{}");
  }

  private long oldest() {
    return entries.isEmpty() ? head + 1 : entries.getFirst().number;
  }

  private String text(long number, String event, String data) {
    return "id: " + run + "-" + number + "\nevent: " + event + "\ndata: " + data + "\n\n";
  }
}
