package io.gatewatch.replaydata.up;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One topic of the contract.
 *
 * @param name as in the contract
 * @param partitions at least 1
 * @param retention how long records are kept; null for ever (a compacted topic keeps the latest of
 *     each key)
 * @param compacted whether the latest record of a key outlives the others
 * @param maxRecordBytes size of the largest record, in bytes
 * @param whole how long even a compacted topic keeps every record
 */
record TopicSpec(
    String name,
    int partitions,
    Duration retention,
    boolean compacted,
    int maxRecordBytes,
    Duration whole) {

  private static final int ONE_MIB = 1 << 20;

  TopicSpec {
    requireNonNull(name, "name");
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: " + partitions + " (expected: 1 or more)");
    }
    if (retention == null && !compacted) {
      throw new IllegalArgumentException(
          "retention: null (expected: a time, or a compacted topic)");
    }
  }

  static TopicSpec kept(String name, int partitions, Duration retention) {
    return new TopicSpec(name, partitions, retention, false, ONE_MIB, Duration.ZERO);
  }

  static TopicSpec latest(String name) {
    return new TopicSpec(name, 1, null, true, ONE_MIB, Duration.ZERO);
  }

  static TopicSpec latestWithin(String name, Duration retention) {
    return new TopicSpec(name, 1, retention, true, ONE_MIB, Duration.ZERO);
  }

  TopicSpec withMaxRecordBytes(int bytes) {
    return new TopicSpec(name, partitions, retention, compacted, bytes, whole);
  }

  TopicSpec withAllRecordsFor(Duration time) {
    return new TopicSpec(name, partitions, retention, compacted, maxRecordBytes, time);
  }

  NewTopic toNewTopic() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy());
    settings.put(
        TopicConfig.RETENTION_MS_CONFIG,
        retention == null ? "-1" : Long.toString(retention.toMillis()));
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes));
    if (!whole.isZero()) {
      settings.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, Long.toString(whole.toMillis()));
    }
    settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(segment().toMillis()));
    return new NewTopic(name, partitions, (short) 1).configs(settings);
  }

  private String cleanupPolicy() {
    if (!compacted) {
      return TopicConfig.CLEANUP_POLICY_DELETE;
    }
    return retention == null
        ? TopicConfig.CLEANUP_POLICY_COMPACT
        : TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE;
  }

  /** Only closed segments are deleted or compacted: an hour's retention needs shorter ones. */
  private Duration segment() {
    Duration day = Duration.ofDays(1);
    if (retention == null) {
      return day;
    }
    Duration quarter = retention.dividedBy(4);
    return quarter.compareTo(day) < 0 ? quarter : day;
  }
}
