package io.gatewatch.collector;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Whose lines the raw topics hold. A raw topic is named {@code gatewatch.raw.<format>}, or that and
 * {@code .<anything>} where several tenants or groups write Kafka themselves. What is not named
 * here belongs to tenant and group {@code default}.
 *
 * @param topics the topics that belong to somebody else
 */
public record RawTopics(List<RawTopic> topics) {
  /** All topics belong to {@code default}. */
  public static final RawTopics DEFAULT = new RawTopics(List.of());

  /** Name of the record header that names a tenant, where headers are believed. */
  public static final String TENANT_HEADER = "gatewatch-tenant";

  /** Name of the record header that names a gateway group, where headers are believed. */
  public static final String GROUP_HEADER = "gatewatch-group";

  private static final String PREFIX = "gatewatch.raw.";
  private static final Owner NOBODY_ELSE = new Owner("default", "default");

  public RawTopics {
    topics = List.copyOf(topics);
    Set<String> named = new HashSet<>();
    for (RawTopic topic : topics) {
      if (!named.add(topic.topic())) {
        throw new IllegalArgumentException("topic: " + topic.topic() + " stands there twice");
      }
    }
  }

  /**
   * Whose lines one raw topic holds.
   *
   * @param headersBelieved whether a record's headers may name another tenant and group: only where
   *     all who may write the topic may speak for all of them
   */
  public record RawTopic(String topic, String tenant, String group, boolean headersBelieved) {
    public RawTopic {
      if (!topic.startsWith(PREFIX)) {
        throw new IllegalArgumentException("topic: " + topic + " (expected: " + PREFIX + "…)");
      }
      if (!Grant.isName(requireNonNull(tenant, "tenant"))) {
        throw new IllegalArgumentException("tenant of " + topic + ": " + tenant);
      }
      if (!Grant.isName(requireNonNull(group, "group"))) {
        throw new IllegalArgumentException("group of " + topic + ": " + group);
      }
    }
  }

  /** A tenant and gateway group. */
  record Owner(String tenant, String group) {}

  /** All raw topics of these formats. */
  static Pattern pattern(List<String> formats) {
    return Pattern.compile(
        Pattern.quote(PREFIX)
            + formats.stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"))
            + "(\\.[A-Za-z0-9._-]+)?");
  }

  /** The topic of a format's raw lines. */
  static String name(String format) {
    return PREFIX + format;
  }

  /** The format of a raw topic's lines. */
  static String format(String topic) {
    int end = topic.indexOf('.', PREFIX.length());
    return topic.substring(PREFIX.length(), end < 0 ? topic.length() : end);
  }

  /**
   * Tells whose a record is, from its topic and headers. A header that is no name is not believed.
   */
  Owners owners() {
    return new Owners(
        topics.stream().collect(Collectors.toMap(RawTopic::topic, Function.identity())));
  }

  /** The same, ready to be asked for each record. */
  static final class Owners {
    private final Map<String, RawTopic> byName;

    private Owners(Map<String, RawTopic> byName) {
      this.byName = byName;
    }

    Owner of(String topic, Headers headers) {
      RawTopic known = byName.get(topic);
      if (known == null) {
        return NOBODY_ELSE;
      }
      return known.headersBelieved()
          ? new Owner(
              named(headers, TENANT_HEADER, known.tenant()),
              named(headers, GROUP_HEADER, known.group()))
          : new Owner(known.tenant(), known.group());
    }

    private static String named(Headers headers, String name, String otherwise) {
      Header header = headers.lastHeader(name);
      if (header == null || header.value() == null) {
        return otherwise;
      }
      String value = new String(header.value(), StandardCharsets.UTF_8);
      return Grant.isName(value) ? value : otherwise;
    }
  }
}
