package io.gatewatch.features.evidence;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What an agent did in a round in streams that its own past says nothing about yet, so that others
 * of its kind may.
 *
 * @param kind the name of its kind
 * @param counts of streams that nothing is known about
 * @param orders which calls it made after which for the first time: for each three fingerprints, of
 *     which any may be known to others; 0 for none
 */
public record FirstSteps(String kind, List<Count> counts, List<Order> orders) {
  /**
   * One stream.
   *
   * @param trials calls of the round; 1 of what is counted by the minute
   * @param hits of the round; since the minute began of what is counted by the minute
   */
  public record Count(EvidenceStream stream, int trials, int hits) {}

  /** One call after others: after the last, the last from there, the last for that object. */
  public record Order(int afterLast, int afterSameAddress, int afterSameObject) {
    /** Whether any of them is known to these. */
    boolean isKnownTo(Habits peers) {
      return isKnown(peers, afterLast)
          || isKnown(peers, afterSameAddress)
          || isKnown(peers, afterSameObject);
    }

    void writeTo(DataOutput out) throws IOException {
      out.writeInt(afterLast);
      out.writeInt(afterSameAddress);
      out.writeInt(afterSameObject);
    }

    static Order readFrom(DataInput in) throws IOException {
      return new Order(in.readInt(), in.readInt(), in.readInt());
    }

    private static boolean isKnown(Habits peers, int order) {
      return order != 0 && peers.makes(order);
    }
  }

  public FirstSteps {
    requireNonNull(kind, "kind");
    counts = List.copyOf(counts);
    orders = List.copyOf(orders);
  }

  /** Writes it; null too. */
  public static void write(DataOutput out, FirstSteps steps) throws IOException {
    Varint.writeText(out, steps == null ? null : steps.kind);
    if (steps == null) {
      return;
    }
    Varint.write(out, steps.counts.size());
    for (Count count : steps.counts) {
      out.writeByte(count.stream.ordinal());
      Varint.write(out, count.trials);
      Varint.write(out, count.hits);
    }
    Varint.write(out, steps.orders.size());
    for (Order order : steps.orders) {
      order.writeTo(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static FirstSteps read(DataInput in) throws IOException {
    String kind = Varint.readText(in);
    if (kind == null) {
      return null;
    }
    Count[] counts = new Count[Varint.readInt(in)];
    for (int i = 0; i < counts.length; i++) {
      EvidenceStream stream = EvidenceStream.values()[in.readByte()];
      counts[i] = new Count(stream, Varint.readInt(in), Varint.readInt(in));
    }
    Order[] orders = new Order[Varint.readInt(in)];
    for (int i = 0; i < orders.length; i++) {
      orders[i] = Order.readFrom(in);
    }
    return new FirstSteps(kind, Arrays.asList(counts), Arrays.asList(orders));
  }
}
