package io.gatewatch.features.feeds;

import io.gatewatch.features.Varint;
import io.gatewatch.ingest.Feed;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is usual for one source (tenant, group, format), and each of its gateway nodes. Pure: the
 * same rounds give the same readings. About 4 KB and 0.7 KB a node, of which it knows 64 at most;
 * version 1.
 *
 * <p>Nothing is said in a feed's first week. A node's silence counts only while its source goes on,
 * and only where no node is younger than eight days: where nodes come and go, one that goes is no
 * news. A feed that has been silent for a week is given up.
 */
public final class FeedState {
  static final int VERSION = 1;
  static final int MAX_NODES = 64;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int DAY_HOURS = 24;
  private static final long WEEK_HOURS = 168;
  private static final long STAYING_HOURS = WEEK_HOURS + 24;

  private static final class Node {
    private final Rhythm rhythm;
    private final long bornHour;
    private long heardHour;

    Node(Rhythm rhythm, long bornHour) {
      this.rhythm = rhythm;
      this.bornHour = bornHour;
    }
  }

  private final Feed source;
  private final Rhythm rhythm;
  private final Shares shares;
  private final TreeMap<String, Node> nodes = new TreeMap<>();
  private long heardHour;

  private FeedState(Feed source, Rhythm rhythm, Shares shares) {
    this.source = source;
    this.rhythm = rhythm;
    this.shares = shares;
  }

  /** The state of a source that first speaks in this round. */
  public static FeedState of(FeedRound round, String name) {
    return new FeedState(round.sources().get(name).source(), new Rhythm(), new Shares());
  }

  /**
   * Takes a round, in which the source spoke or did not.
   *
   * @param endMillis end of the round, in ms since 1970
   */
  public void hear(
      FeedRound round, long endMillis, FeedRound.Listening listening, FeedLimits limits) {
    long hour = Math.floorDiv(endMillis - 1, HOUR_MILLIS);
    FeedUse use = round.sources().get(source.source());
    boolean doubted = round.isDoubted(source.tenant());
    boolean spoke = use != null && use.accepted() > 0;
    hear(rhythm, hour, listening, spoke, doubted, limits);
    if (use != null) {
      heardHour = hour;
      shares.see(hour, use, limits);
      meet(use, hour);
    }
    nodes.values().removeIf(node -> hour - node.heardHour >= WEEK_HOURS);
    for (Map.Entry<String, Node> node : nodes.entrySet()) {
      boolean nodeSpoke = use != null && use.spoke(node.getKey());
      hear(node.getValue().rhythm, hour, listening, nodeSpoke, doubted, limits);
    }
  }

  private static void hear(
      Rhythm rhythm,
      long hour,
      FeedRound.Listening listening,
      boolean spoke,
      boolean doubted,
      FeedLimits limits) {
    boolean unknown = doubted && !spoke;
    if (listening.lost() || unknown) {
      rhythm.lose(hour, limits);
    }
    rhythm.hear(hour, unknown ? 0 : listening.millis(), spoke, limits);
  }

  private void meet(FeedUse use, long hour) {
    for (String name : use.nodes()) {
      Node node = nodes.get(name);
      if (node == null && nodes.size() < MAX_NODES) {
        node = new Node(new Rhythm(), hour);
        nodes.put(name, node);
      }
      if (node != null) {
        node.heardHour = hour;
      }
    }
  }

  /**
   * What is wrong now: with the source first, then with its nodes by name; empty when all is well.
   */
  public List<FeedReading> readings(FeedLimits limits) {
    List<FeedReading> readings = new ArrayList<>();
    FeedReading.Silence silence = silence(rhythm, limits);
    List<FeedReading.Fault> faults = shares.faults(limits);
    if (silence != null || !faults.isEmpty()) {
      readings.add(new FeedReading(source, silence, faults));
    }
    if (silence == null && nodesStay()) {
      for (Map.Entry<String, Node> node : nodes.entrySet()) {
        FeedReading.Silence ofNode = silence(node.getValue().rhythm, limits);
        if (ofNode != null) {
          Feed feed = new Feed(source.tenant(), source.group(), source.format(), node.getKey());
          readings.add(new FeedReading(feed, ofNode, List.of()));
        }
      }
    }
    return readings;
  }

  /** Its tenant, group and format. */
  public Feed source() {
    return source;
  }

  /** The last hour in which something came from it, in hours since 1970. */
  public long heardHour() {
    return heardHour;
  }

  /** Whether it is known for less than a day of the time that somebody listened. */
  public boolean isNew() {
    return rhythm.hoursLearned() < DAY_HOURS;
  }

  /** Whether nothing came from the source for a week. */
  public boolean isGone(long endMillis) {
    return Math.floorDiv(endMillis - 1, HOUR_MILLIS) - heardHour > WEEK_HOURS;
  }

  private boolean nodesStay() {
    long youngest = nodes.values().stream().mapToLong(node -> node.bornHour).max().orElse(0);
    return nodes.size() < MAX_NODES && heardHour - youngest >= STAYING_HOURS;
  }

  private static FeedReading.Silence silence(Rhythm rhythm, FeedLimits limits) {
    return rhythm.isSilent(limits)
        ? new FeedReading.Silence(rhythm.pauseMillis(), rhythm.usualPauseMillis(), rhythm.nats())
        : null;
  }

  /** Writes the state, version first. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Varint.writeText(out, source.tenant());
    Varint.writeText(out, source.group());
    Varint.writeText(out, source.format());
    rhythm.writeTo(out);
    shares.writeTo(out);
    out.writeLong(heardHour);
    Varint.write(out, nodes.size());
    for (Map.Entry<String, Node> node : nodes.entrySet()) {
      Varint.writeText(out, node.getKey());
      out.writeLong(node.getValue().bornHour);
      out.writeLong(node.getValue().heardHour);
      node.getValue().rhythm.writeTo(out);
    }
  }

  /** Reads a state of any released version. */
  public static FeedState readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("feed state of version " + version + " (expected: " + VERSION + ")");
    }
    Feed source = new Feed(Varint.readText(in), Varint.readText(in), Varint.readText(in), "");
    FeedState state = new FeedState(source, Rhythm.readFrom(in), Shares.readFrom(in));
    state.heardHour = in.readLong();
    int nodes = Varint.readInt(in);
    for (int i = 0; i < nodes; i++) {
      String name = Varint.readText(in);
      long bornHour = in.readLong();
      long heardHour = in.readLong();
      Node node = new Node(Rhythm.readFrom(in), bornHour);
      node.heardHour = heardHour;
      state.nodes.put(name, node);
    }
    return state;
  }
}
