package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What speaks against an agent as long as its own past is silent: in streams that it has no past
 * in, it is compared with the {@link Habits} of its kind. Bets are held against what one more of
 * them exceeds once in 1,000, so that many peers, or much alike, make it sharp; three are the
 * least.
 */
public final class PeerEvidence {
  private static final long MINUTE_MILLIS = 60_000;

  /** One stream, and of those that count by the minute the minute that is open. */
  private static final class Open {
    final Gathering gathering;
    long minute = Long.MIN_VALUE;
    int hits;

    Open(EvidenceStream stream) {
      gathering = new Gathering(stream);
    }
  }

  private static final long DAY_MILLIS = 86_400_000;

  private final Map<EvidenceStream, Open> streams = new EnumMap<>(EvidenceStream.class);
  private long comparedAt;

  /** Takes a round that ended at {@code time}; streams that have gathered something. */
  public List<StreamReading> compare(FirstSteps steps, Habits peers, long time) {
    comparedAt = time;
    List<StreamReading> readings = new ArrayList<>();
    for (FirstSteps.Count count : steps.counts()) {
      add(readings, see(count, peers, time), peers);
    }
    int foreign = 0;
    for (FirstSteps.Order order : steps.orders()) {
      foreign += order.isKnownTo(peers) ? 0 : 1;
    }
    FirstSteps.Count orders =
        new FirstSteps.Count(EvidenceStream.FOREIGN_ORDER, steps.orders().size(), foreign);
    add(readings, see(orders, peers, time), peers);
    return readings;
  }

  private static void add(List<StreamReading> readings, StreamReading reading, Habits peers) {
    if (reading != null) {
      readings.add(reading.beside((int) Math.round(peers.agents(reading.stream()))));
    }
  }

  private StreamReading see(FirstSteps.Count count, Habits peers, long time) {
    if (!peers.knows(count.stream())) {
      return null;
    }
    Open open = streams.computeIfAbsent(count.stream(), Open::new);
    open.gathering.against(peers.most(count.stream()), peers.clustered(count.stream()));
    double usual = peers.usual(count.stream());
    if (!count.stream().isCount()) {
      if (count.trials() > 0) {
        open.gathering.bet(count.trials(), count.hits(), time);
      }
      return open.gathering.reading(0, 0, usual, time);
    }
    long minute = Math.floorDiv(time, MINUTE_MILLIS);
    if (open.minute != Long.MIN_VALUE && open.minute != minute) {
      open.gathering.bet(1, open.hits, (open.minute + 1) * MINUTE_MILLIS - 1);
    }
    open.minute = minute;
    open.hits = count.hits();
    return open.gathering.reading(1, open.hits, usual, time);
  }

  /** Whether it may be forgotten: nothing was to be compared for a day. */
  public boolean isOver(long time) {
    return time - comparedAt >= DAY_MILLIS;
  }

  /** Writes the state. */
  public void writeTo(DataOutput out) throws IOException {
    Varint.writeTime(out, comparedAt, 0);
    Varint.write(out, streams.size());
    for (Map.Entry<EvidenceStream, Open> entry : streams.entrySet()) {
      Open open = entry.getValue();
      out.writeByte(entry.getKey().ordinal());
      open.gathering.writeWealthTo(out);
      open.gathering.writeRestTo(out, 0);
      Varint.writeTime(out, open.minute, 0);
      Varint.write(out, open.hits);
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static PeerEvidence readFrom(DataInput in) throws IOException {
    PeerEvidence evidence = new PeerEvidence();
    evidence.comparedAt = Varint.readTime(in, 0);
    for (int size = Varint.readInt(in); size > 0; size--) {
      EvidenceStream stream = EvidenceStream.values()[in.readByte()];
      Open open = new Open(stream);
      open.gathering.readWealthInto(in);
      open.gathering.readRestInto(in, 0);
      open.minute = Varint.readTime(in, 0);
      open.hits = Varint.readInt(in);
      evidence.streams.put(stream, open);
    }
    return evidence;
  }
}
