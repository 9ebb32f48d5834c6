package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * All streams of one agent, and what they need to remember. Calls are counted as they come; streams
 * bet when a round closes, those that count by the minute when a minute closes.
 */
public final class OwnEvidence {
  private static final EvidenceStream[] STREAMS = EvidenceStream.values();
  private static final int RECENT_CALLS = 4;
  private static final long RECOVERY_MILLIS = 5 * 60_000L;
  private static final long TURN_MILLIS = 10 * 60_000L;

  private final StreamState[] states = new StreamState[STREAMS.length];
  private final int[] trials = new int[STREAMS.length];
  private final int[] hits = new int[STREAMS.length];
  private final OrderMemory order = new OrderMemory();
  private final RouteShares shares = new RouteShares();
  private final ClientMemory clients = new ClientMemory();
  private final FirstOrders firstOrders = new FirstOrders();
  private final HabitVote vote = new HabitVote();
  private final long[] recent = new long[RECENT_CALLS];
  private int recentAt;
  private long sickUntil = Long.MIN_VALUE;
  private long turnSlot = Long.MIN_VALUE;
  private boolean tookTurns;

  /** Nothing known yet. */
  public OwnEvidence() {
    for (int i = 0; i < states.length; i++) {
      states[i] = STREAMS[i].isOfAgents() ? new StreamState(STREAMS[i]) : null;
    }
  }

  /** Counts one more call of a stream, and whether its question is answered with yes. */
  public void count(EvidenceStream stream, boolean hit) {
    trials[stream.ordinal()]++;
    if (hit) {
      hits[stream.ordinal()]++;
    }
  }

  /** Adds to a stream that is counted by the minute. */
  public void add(EvidenceStream stream, int amount) {
    hits[stream.ordinal()] += amount;
  }

  /** Whether the agent never made this call after those before; see {@link OrderMemory}. */
  public boolean meetOrder(int route, int address, int object) {
    boolean isNew = order.isNew(route, address, object);
    if (isNew && states[EvidenceStream.NEW_ORDER.ordinal()].isUnknown()) {
      firstOrders.add(order.newOrder());
    }
    return isNew;
  }

  /** Whether it seldom made the call last met after any of those before. */
  public boolean isRareOrder() {
    return order.isRare();
  }

  /** Whether it rarely calls this route; notes the call. */
  public boolean meetRoute(int route, long time) {
    return shares.isRare(route, (int) Math.floorDiv(time, 60_000L));
  }

  /** Route of the last call; 0 before the first. */
  public int lastRoute() {
    return order.last();
  }

  /** Whether the agent never called from there, or with that. */
  public boolean meetClient(String address, String userAgent, long time) {
    boolean isNew = clients.isNew(address, userAgent, time);
    meetTurn(clients.takesTurns(time), Math.floorDiv(time, TURN_MILLIS));
    return isNew;
  }

  /** Each slot of ten minutes with calls has one vote, told at once when it is a yes. */
  private void meetTurn(boolean turn, long slot) {
    if (slot != turnSlot) {
      if (turnSlot != Long.MIN_VALUE && !tookTurns) {
        count(EvidenceStream.TURNS, false);
      }
      turnSlot = slot;
      tookTurns = false;
    }
    if (turn && !tookTurns) {
      tookTurns = true;
      count(EvidenceStream.TURNS, true);
    }
  }

  /** From where it calls, and with what. */
  public ClientMemory clients() {
    return clients;
  }

  /** Whether the call of the client last met comes from another network, and nobody is moving. */
  public boolean meetNetwork(long time) {
    return clients.isSwitch(time);
  }

  /** Whether the very same call is among the last four. */
  public boolean meetAgain(long sameCall) {
    for (long known : recent) {
      if (known == sameCall) {
        return true;
      }
    }
    recent[recentAt] = sameCall;
    recentAt = (recentAt + 1) % RECENT_CALLS;
    return false;
  }

  /**
   * A backend fails for this agent: until five minutes after, streams that retries could fake
   * neither bet nor learn.
   */
  public void failing(long time) {
    sickUntil = time + RECOVERY_MILLIS;
  }

  /** What is held back is benign: such streams learn anew. Whether there was any. */
  public boolean adopt(long time) {
    boolean any = false;
    for (StreamState state : states) {
      any |= state != null && state.adoptIfFrozen(time);
    }
    return any;
  }

  /**
   * What it did, in the round that ends, in streams that its own past says nothing of yet; null
   * when there is nothing. To be asked before {@link #closeRound}.
   *
   * @param kind the name of its kind
   */
  public FirstSteps firstSteps(Supplier<String> kind, long time) {
    List<FirstSteps.Count> counts = List.of();
    for (int i = 0; i < STREAMS.length; i++) {
      int tries = STREAMS[i].isCount() ? 1 : trials[i];
      if (STREAMS[i].isOfPeers() && states[i].isUnknown() && tries > 0 && !abstains(i, time)) {
        counts = counts.isEmpty() ? new ArrayList<>(8) : counts;
        counts.add(new FirstSteps.Count(STREAMS[i], tries, hits[i]));
      }
    }
    return counts.isEmpty() && firstOrders.all().isEmpty()
        ? null
        : new FirstSteps(kind.get(), counts, firstOrders.all());
  }

  private boolean abstains(int stream, long time) {
    return STREAMS[stream].isFakedByOutages() && time < sickUntil;
  }

  /**
   * Its vote on what agents of its kind do, once a day; null when it has voted already, is not
   * known yet or under suspicion.
   *
   * @param seat 0..63, its own
   * @param hour that ends, since 1970
   */
  public Habits vote(int seat, long hour) {
    return vote.at(hour, states, order, seat);
  }

  /** A round with calls has ended: streams that count by the call bet. */
  public void closeRound(long time) {
    firstOrders.clear();
    for (int i = 0; i < STREAMS.length; i++) {
      if (states[i] != null && !STREAMS[i].isCount()) {
        close(i, trials[i], time);
      }
    }
  }

  /** A minute with calls has ended: streams that count by the minute bet. */
  public void closeMinute(long time) {
    for (int i = 0; i < STREAMS.length; i++) {
      if (states[i] != null && STREAMS[i].isCount()) {
        close(i, 1, time);
      }
    }
  }

  private void close(int stream, int tries, long time) {
    if (tries > 0 && !abstains(stream, time)) {
      states[stream].see(tries, hits[stream], time);
    }
    trials[stream] = 0;
    hits[stream] = 0;
  }

  /** Streams that have gathered something, the open minute included. */
  public List<StreamReading> readings(long time) {
    List<StreamReading> readings = null;
    for (int i = 0; i < STREAMS.length; i++) {
      boolean abstains = states[i] == null || abstains(i, time);
      int tries = STREAMS[i].isCount() ? 1 : 0;
      StreamReading reading = abstains ? null : states[i].reading(tries, tries * hits[i], time);
      if (reading != null) {
        readings = readings == null ? new ArrayList<>(4) : readings;
        readings.add(reading);
      }
    }
    return readings == null ? List.of() : readings;
  }

  /**
   * Usual calls in a minute with calls, for each hour of a working day (UTC); empty while nothing
   * is learned.
   */
  public List<Double> usualCalls() {
    return states[EvidenceStream.CALLS.ordinal()].usualByHour();
  }

  /** Writes the state. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(STREAMS.length);
    for (int i = 0; i < STREAMS.length; i++) {
      if (states[i] != null) {
        states[i].writeTo(out);
        Varint.write(out, trials[i]);
        Varint.write(out, hits[i]);
      }
    }
    order.writeTo(out);
    shares.writeTo(out);
    clients.writeTo(out);
    for (long call : recent) {
      out.writeLong(call);
    }
    out.writeByte(recentAt);
    out.writeLong(sickUntil);
    out.writeLong(turnSlot);
    out.writeBoolean(tookTurns);
    firstOrders.writeTo(out);
    vote.writeTo(out);
  }

  /**
   * Reads a state; streams that were added since begin anew, as do turns in states of before.
   *
   * @param version of the history that holds it
   */
  public void readInto(DataInput in, int version) throws IOException {
    int known = in.readByte();
    for (int i = 0; i < known; i++) {
      if (states[i] != null && version < 5) {
        states[i].readPlainInto(in);
        trials[i] = in.readInt();
        hits[i] = in.readInt();
      } else if (states[i] != null) {
        states[i].readInto(in, version);
        trials[i] = Varint.readInt(in);
        hits[i] = Varint.readInt(in);
      }
    }
    order.readInto(in, version);
    shares.readInto(in);
    clients.readInto(in, version);
    for (int i = 0; i < recent.length; i++) {
      recent[i] = in.readLong();
    }
    recentAt = in.readByte();
    sickUntil = in.readLong();
    if (version > 3) {
      turnSlot = in.readLong();
      tookTurns = in.readBoolean();
    }
    if (version > 6) {
      firstOrders.readInto(in);
      vote.readInto(in);
    }
  }
}
