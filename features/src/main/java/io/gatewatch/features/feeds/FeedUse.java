package io.gatewatch.features.feeds;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.Varint;
import io.gatewatch.ingest.CallField;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came in from all nodes of one source in one round. Whole numbers only: adding commutes, so
 * it does not show which writer reported first.
 */
final class FeedUse {
  private static final CallField[] FIELDS = CallField.values();

  private final Feed source;
  private long accepted;
  private long clamped;
  private final TreeMap<String, Long> rejected = new TreeMap<>();
  private final TreeMap<String, Long> filled = new TreeMap<>();
  private final TreeMap<String, Long> nodes = new TreeMap<>();

  /** Nothing yet from this source; the node of the feed does not matter. */
  FeedUse(Feed feed) {
    requireNonNull(feed, "feed");
    source = new Feed(feed.tenant(), feed.group(), feed.format(), "");
  }

  void add(FeedCount count) {
    accepted += count.accepted();
    clamped += count.clamped();
    count.rejected().forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
    count.filled().forEach((field, n) -> filled.merge(field, n, Long::sum));
    if (count.accepted() > 0 && !count.feed().node().isEmpty()) {
      nodes.merge(count.feed().node(), count.accepted(), Long::sum);
    }
  }

  /** Its tenant, group and format, without a node. */
  Feed source() {
    return source;
  }

  long accepted() {
    return accepted;
  }

  long clamped() {
    return clamped;
  }

  long rejected() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The most frequent reason for a reject, the first by name among equals; null without any. */
  String mainReason() {
    String main = null;
    for (Map.Entry<String, Long> reason : rejected.entrySet()) {
      if (main == null || reason.getValue() > rejected.get(main)) {
        main = reason.getKey();
      }
    }
    return main;
  }

  /** Calls that have a field; −1 when the writers did not know of it. */
  long filled(int field) {
    return filled.getOrDefault(FIELDS[field].wireName(), -1L);
  }

  /** Nodes that spoke. */
  Iterable<String> nodes() {
    return nodes.keySet();
  }

  boolean spoke(String node) {
    return nodes.containsKey(node);
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.writeText(out, source.tenant());
    Varint.writeText(out, source.group());
    Varint.writeText(out, source.format());
    Varint.write(out, accepted);
    Varint.write(out, clamped);
    write(out, rejected);
    write(out, filled);
    write(out, nodes);
  }

  static FeedUse readFrom(DataInput in) throws IOException {
    FeedUse use =
        new FeedUse(new Feed(Varint.readText(in), Varint.readText(in), Varint.readText(in), ""));
    use.accepted = Varint.read(in);
    use.clamped = Varint.read(in);
    read(in, use.rejected);
    read(in, use.filled);
    read(in, use.nodes);
    return use;
  }

  private static void write(DataOutput out, Map<String, Long> counts) throws IOException {
    Varint.write(out, counts.size());
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      Varint.writeText(out, count.getKey());
      Varint.write(out, count.getValue());
    }
  }

  private static void read(DataInput in, Map<String, Long> counts) throws IOException {
    int size = Varint.readInt(in);
    for (int i = 0; i < size; i++) {
      counts.put(Varint.readText(in), Varint.read(in));
    }
  }
}
