package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Ticks;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.chronicle.ChronicleRow;
import io.gatewatch.detectors.drift.DriftVote;
import io.gatewatch.detectors.drift.DriftWatch;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.ViewTally;
import io.gatewatch.features.usage.Profile;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.FeedReport;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Observe, merge, judge without an engine: the same folds as the Flink job, on one thread. Calls of
 * one principal must come in log order; {@link #advance} completes rounds. Memory grows with the
 * number of agents, and of sources in two days.
 */
public final class DetectionPipeline {
  /** One principal's state, which takes what is observed of it. */
  private final class State implements ObservationSink {
    final String key;
    final Pulse pulse = new Pulse();
    final History history;
    final Suspicion suspicion = new Suspicion();

    /** The timers set last, one for a round's end and one for a look; setting one again is dear. */
    long roundEnds = UNSET;

    long looksAt = UNSET;

    State(ApiCall call) {
      key = call.key();
      history = new History(call.principal().kind());
    }

    @Override
    public void observation(Observation observation) {
      suspicion.offer(observation);
      judge(this);
    }

    @Override
    public void tally(ViewTally tally) {
      views.add(tally);
    }

    @Override
    public void adopted() {
      adopted++;
    }

    @Override
    public void hour(UsageHour hour) {
      usage.accept(hour);
      if (chronicle != null) {
        chronicle.accept(ChronicleRow.of(hour));
      }
    }

    @Override
    public void profile(Profile profile) {
      if (chronicle != null) {
        chronicle.accept(ChronicleRow.of(profile, book));
      }
    }
  }

  private static final long UNSET = Long.MIN_VALUE;

  private final Map<String, State> states = new LinkedHashMap<>();
  private final TreeMap<Long, Set<State>> openRounds = new TreeMap<>();
  private final TreeMap<Long, Set<State>> waiting = new TreeMap<>();
  private final ViewFold views;
  private final FeedWatch feeds = new FeedWatch();
  private final DriftWatch drift;
  private final Book book;
  private final Judge judge;
  private final Consumer<Detection> out;
  private final Consumer<ChronicleRow> chronicle;
  private Consumer<UsageHour> usage = hour -> {};
  private long watermark = Long.MIN_VALUE;
  private long promised = Long.MIN_VALUE;
  private long duplicates;
  private long lateAfterTimer;
  private long reportsTooLate;
  private long adopted;
  private int principals;

  /** A pipeline that judges by this book and tells its findings to {@code out}. */
  public DetectionPipeline(Book book, Consumer<Detection> out) {
    this(book, out, null);
  }

  /**
   * The same.
   *
   * @param chronicle is told what policy, console and audit look up later; null for nobody
   */
  public DetectionPipeline(Book book, Consumer<Detection> out, Consumer<ChronicleRow> chronicle) {
    this(book, out, chronicle, observation -> {});
  }

  /**
   * The same.
   *
   * @param judged is shown every observation as its detectors see it, see {@link AskedMinutes}
   */
  public DetectionPipeline(
      Book book,
      Consumer<Detection> out,
      Consumer<ChronicleRow> chronicle,
      Consumer<Observation> judged) {
    this.book = book;
    this.out = out;
    this.chronicle = chronicle;
    this.drift = new DriftWatch(book, out, reading -> {});
    this.views = new ViewFold(book, out, chronicle);
    this.judge = new Judge(book, views.contexts()::find, sink(out, drift, judged));
  }

  /** Tells also what each principal did in each hour: policy reads it. */
  public DetectionPipeline usageTo(Consumer<UsageHour> taker) {
    usage = taker;
    return this;
  }

  private static JudgeSink sink(
      Consumer<Detection> out, DriftWatch drift, Consumer<Observation> judged) {
    return new JudgeSink() {
      @Override
      public void detection(Detection detection) {
        out.accept(detection);
      }

      @Override
      public void judged(Observation observation) {
        judged.accept(observation);
      }

      @Override
      public void vote(DriftVote vote) {
        drift.vote(vote);
      }
    };
  }

  /** Takes one call. */
  public void call(ApiCall call) {
    State state = stateOf(call);
    if (Ticks.end(Ticks.of(call.time().toEpochMilli())) <= promised) {
      lateAfterTimer++;
    }
    if (!Observer.observe(state.pulse, state.history, call, book.leave(), state)) {
      duplicates++;
      return;
    }
    long due = Rounds.end(Rounds.of(state.pulse.now()));
    if (state.roundEnds != due) {
      state.roundEnds = due;
      openRounds.computeIfAbsent(due, r -> new LinkedHashSet<>()).add(state);
    }
  }

  private State stateOf(ApiCall call) {
    State state = states.get(call.key());
    if (state != null) {
      long time = call.time().toEpochMilli();
      if (!state.history.isOver(state.pulse, time)) {
        return state;
      }
      Observer.advance(state.pulse, state.history, time, state);
    }
    State anew = new State(call);
    states.put(call.key(), anew);
    principals++;
    return anew;
  }

  /** Takes one report of what came in. */
  public void report(FeedReport report) {
    if (!feeds.offer(report)) {
      reportsTooLate++;
    }
  }

  /** Nothing older than {@code mark} will come; what does is late. Completes nothing yet. */
  public void promise(long mark) {
    promised = Math.max(promised, mark);
  }

  /** Nothing older than {@code mark} will come: completes the rounds that end before it. */
  public void advance(long mark) {
    promise(mark);
    while (true) {
      long due = Math.min(Math.min(first(openRounds), views.nextDue()), first(waiting));
      due = Math.min(due, Math.min(feeds.nextDue(), drift.nextDue()));
      if (due > mark) {
        break;
      }
      completeRound(due);
    }
    watermark = Math.max(watermark, mark);
    views.contexts().prune(watermark);
  }

  private void completeRound(long due) {
    Set<State> observers = openRounds.remove(due);
    if (observers != null) {
      observers.forEach(s -> advance(s, due));
    }
    views.completeRound(due);
    // Only now is the round complete: SAME detectors may ask for its context.
    watermark = Math.max(watermark, due);
    Set<State> judged = waiting.remove(due);
    if (judged != null) {
      judged.forEach(this::judge);
    }
    feeds.drain(due, book, out);
    drift.advance(due);
  }

  private void advance(State state, long due) {
    state.roundEnds = state.roundEnds == due ? UNSET : state.roundEnds;
    state.looksAt = state.looksAt == due ? UNSET : state.looksAt;
    Observer.advance(state.pulse, state.history, due, state);
    long check = state.history.checkAt();
    if (state.history.isOver(state.pulse, due)) {
      states.remove(state.key, state);
    } else if (check != Long.MAX_VALUE && check != state.looksAt) {
      state.looksAt = check;
      openRounds.computeIfAbsent(check, r -> new LinkedHashSet<>()).add(state);
    }
  }

  private void judge(State state) {
    judge.drain(state.suspicion, watermark);
    long next = Judge.nextDue(state.suspicion);
    if (next != Long.MAX_VALUE) {
      waiting.computeIfAbsent(next, r -> new LinkedHashSet<>()).add(state);
    }
  }

  private static long first(NavigableMap<Long, ?> timers) {
    return timers.isEmpty() ? Long.MAX_VALUE : timers.firstKey();
  }

  /** Calls that came twice. */
  public long duplicates() {
    return duplicates;
  }

  /**
   * Calls that came after their tick was over: those that could differ between live and replay.
   * Alerting decides by ticks, so what is late for a round is not all.
   */
  public long lateAfterTimer() {
    return lateAfterTimer;
  }

  /** Freezes that a benign verdict has ended. */
  public long adopted() {
    return adopted;
  }

  /** Reports of what came in that came after their round was complete. */
  public long reportsTooLate() {
    return reportsTooLate;
  }

  /** How many principals are remembered. */
  int remembered() {
    return states.size();
  }

  /** How many principals have been seen; one that was forgotten meanwhile counts again. */
  public int principals() {
    return principals;
  }
}
