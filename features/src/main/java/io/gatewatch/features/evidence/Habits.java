package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What agents of one kind do: how high each goes in the streams that a newcomer can be compared in,
 * and which call follows which. Each agent votes once a day, with as much weight as its votes of
 * before have lost since, so that together they weigh as one agent as long as it comes, and half of
 * one 84 h after it has gone. Whole numbers: adding commutes.
 */
public final class Habits {
  /** How many seats there are for those who vote on which call follows which. */
  public static final int SEATS = Long.SIZE;

  private static final double HALF_LIFE_HOURS = 84;
  private static final long LONG_AGO_HOURS = 100_000;

  /** Three, of whom none has come for a day. */
  private static final double FEWEST_PEERS = 2.4;

  private static final double MOST_SHARE = 0.999;

  /**
   * One stream: the highest level that means nothing, what is usual, how many hits come at once.
   */
  private record Of(Levels highest, Levels usual, Levels clusters) {
    Of() {
      this(new Levels(), new Levels(), new Levels());
    }

    void add(Of other) {
      highest.add(other.highest);
      usual.add(other.usual);
      clusters.add(other.clusters);
    }

    void fade(double kept) {
      highest.fade(kept);
      usual.fade(kept);
      clusters.fade(kept);
    }
  }

  private final Map<EvidenceStream, Of> streams = new EnumMap<>(EvidenceStream.class);
  private final Levels agents = new Levels();
  private final Orders orders;

  /** Of nobody. */
  public Habits() {
    this(new Orders());
  }

  private Habits(Orders orders) {
    this.orders = orders;
  }

  /** What one more vote weighs, so many hours after the last; Long.MAX_VALUE for the first. */
  static int weight(long hours) {
    return (int) Math.max(1, Math.round(Levels.WHOLE * (1 - kept(hours))));
  }

  private static double kept(long hours) {
    return StrictMath.pow(2, -Math.min(hours, LONG_AGO_HOURS) / HALF_LIFE_HOURS);
  }

  /** An agent's vote on one stream. */
  void vote(EvidenceStream stream, int weight, double highest, double usual, double clusters) {
    Of of = streams.computeIfAbsent(stream, s -> new Of());
    of.highest.add(weight, highest / stream.floor());
    of.usual.add(weight, usual / stream.floor());
    of.clusters.add(weight, clusters);
  }

  /**
   * An agent's vote on which call follows which.
   *
   * @param fingerprints of what it makes
   * @param seat below {@link #SEATS}, its own
   */
  void vote(int weight, int[] fingerprints, int seat, long hour) {
    agents.add(weight, 1);
    orders.vote(fingerprints, seat, hour);
  }

  /** Adds others. */
  public void add(Habits other) {
    other.streams.forEach((stream, of) -> streams.computeIfAbsent(stream, s -> new Of()).add(of));
    agents.add(other.agents);
    orders.add(other.orders);
  }

  /** So many hours have passed, until this one since 1970. */
  public void fade(long hours, long until) {
    double kept = kept(hours);
    streams.values().forEach(of -> of.fade(kept));
    agents.fade(kept);
    orders.turnTo(until);
  }

  /** Keeps what most do. */
  public void cut() {
    orders.cut();
  }

  /** A copy that goes its own way. */
  public Habits copy() {
    Habits copy = new Habits();
    copy.add(this);
    return copy;
  }

  /** What is left of it so many hours later, if nobody votes meanwhile; to be read only. */
  public Habits after(long hours) {
    Habits left = new Habits(orders);
    streams.forEach((stream, of) -> left.streams.computeIfAbsent(stream, s -> new Of()).add(of));
    left.agents.add(agents);
    left.streams.values().forEach(of -> of.fade(kept(hours)));
    left.agents.fade(kept(hours));
    return left;
  }

  /** How many agents it is of. */
  public double agents() {
    return agents.agents();
  }

  /** How many agents are known in a stream. */
  double agents(EvidenceStream stream) {
    if (stream == EvidenceStream.FOREIGN_ORDER) {
      return agents();
    }
    Of of = streams.get(stream);
    return of == null ? 0 : of.highest.agents();
  }

  /** Whether enough agents are known to compare one with them in this stream. */
  boolean knows(EvidenceStream stream) {
    return agents(stream) >= FEWEST_PEERS;
  }

  /** What is usual of the agent in the middle; asked when the stream is known. */
  double usual(EvidenceStream stream) {
    return stream == EvidenceStream.FOREIGN_ORDER
        ? orders.unseen()
        : level(stream, streams.get(stream).usual.middle());
  }

  /** What one more agent of this kind exceeds once in 1,000; asked when the stream is known. */
  double most(EvidenceStream stream) {
    return stream == EvidenceStream.FOREIGN_ORDER
        ? Math.min(MOST_SHARE, orders.unseen() * StrictMath.pow(2, unseenOctaves()))
        : level(stream, streams.get(stream).highest.most());
  }

  /** Nobody has seen how far agents differ in what nobody has seen. */
  private double unseenOctaves() {
    return Levels.octavesUnseen(agents());
  }

  private static double level(EvidenceStream stream, double times) {
    double level = stream.floor() * times;
    return stream.isCount() ? level : Math.min(MOST_SHARE, level);
  }

  /** How many hits come at once, of the agent in the middle; asked when the stream is known. */
  double clustered(EvidenceStream stream) {
    return stream == EvidenceStream.FOREIGN_ORDER
        ? stream.clustered()
        : streams.get(stream).clusters.middle();
  }

  /** Whether at least two of them make this call after that. */
  boolean makes(int order) {
    return orders.makes(order);
  }

  /** Writes it. */
  public void writeTo(DataOutput out) throws IOException {
    agents.writeTo(out);
    Varint.write(out, streams.size());
    for (Map.Entry<EvidenceStream, Of> entry : streams.entrySet()) {
      out.writeByte(entry.getKey().ordinal());
      entry.getValue().highest.writeTo(out);
      entry.getValue().usual.writeTo(out);
      entry.getValue().clusters.writeTo(out);
    }
    orders.writeTo(out);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static Habits readFrom(DataInput in) throws IOException {
    Habits habits = new Habits();
    habits.agents.readInto(in);
    for (int size = Varint.readInt(in); size > 0; size--) {
      Of of = new Of();
      habits.streams.put(EvidenceStream.values()[in.readByte()], of);
      of.highest.readInto(in);
      of.usual.readInto(in);
      of.clusters.readInto(in);
    }
    habits.orders.readInto(in);
    return habits;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Habits that
        && agents.equals(that.agents)
        && streams.equals(that.streams)
        && orders.equals(that.orders);
  }

  @Override
  public int hashCode() {
    return 31 * streams.hashCode() + orders.hashCode();
  }
}
