package io.gatewatch.collector;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that may be held in memory at once, shared by all that come in. Safe for many threads. */
final class ByteBudget {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  ByteBudget(long most) {
    this.most = most;
  }

  /** How many may be held. */
  long most() {
    return most;
  }

  /** Whether so many more may be held; if so, they are. */
  boolean take(long bytes) {
    if (held.addAndGet(bytes) > most) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  /** So many are held no longer. */
  void give(long bytes) {
    held.addAndGet(-bytes);
  }

  /** How many are held now. */
  long held() {
    return held.get();
  }

  /** A share of the budget for one body, given back as a whole. */
  Share share() {
    return new Share();
  }

  /** What one body holds. Grows on one thread at a time; closing it twice gives back once. */
  final class Share implements AutoCloseable {
    private final AtomicLong mine = new AtomicLong();

    /**
     * Holds so many more.
     *
     * @throws IntakeRefused as BUSY when the budget is used up
     */
    void add(long bytes) {
      if (!fits(bytes)) {
        throw new IntakeRefused(IntakeRefused.Why.BUSY, null);
      }
    }

    /** Whether so many more may be held; if so, they are. */
    boolean fits(long bytes) {
      boolean fits = take(bytes);
      if (fits) {
        mine.addAndGet(bytes);
      }
      return fits;
    }

    @Override
    public void close() {
      give(mine.getAndSet(0));
    }
  }
}
