package io.gatewatch.gateways;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A limit as one line of text, as HAProxy's map and nginx's dictionary hold it: {@code agent|scope}
 * and {@code until:every:slack:since:except:quotaId:epoch.version:requests/window/burst}.
 *
 * <p>The gateways pace calls by GCRA (ITU-T I.371): one is due every {@code every} ticks of 10 µs
 * and may come {@code slack} ticks early. Only admitted calls move the due time, so that hammering
 * gets exactly the limit through. Parts are percent-encoded; {@code every} is 0 where nothing
 * passes. The rest stands there to be read back.
 */
public final class LimitText {
  /** Ticks in a second. */
  public static final long TICKS_PER_SECOND = 100_000;

  /** Neither every nor slack may be longer: HAProxy keeps the due time modulo 2^32 ticks. */
  static final long MOST_TICKS = 600_000_000;

  private static final String NONE = "-";
  private static final Pattern VALUE =
      Pattern.compile(
          "(\\d{1,12}):(\\d{1,9}):\\d{1,9}:(\\d{1,15}):([^: ]+):([^: ]+):"
              + "(\\d{1,18})\\.(\\d{1,18}):(\\d{1,9})/(\\d{1,9})/(\\d{1,9})");

  private LimitText() {}

  /**
   * The key of a slot; a bare {@code *} stands for everybody or everything, and for nothing else.
   */
  public static String key(Slot slot) {
    return part(slot.agent()) + "|" + part(slot.scope());
  }

  private static String part(String text) {
    return text.equals("*") ? text : encode(text);
  }

  /** The value of a limit. */
  public static String value(EffectiveLimit limit) {
    long every = limit.blocked() ? 0 : every(limit);
    return limit.until()
        + ":"
        + every
        + ":"
        + (limit.blocked() ? 0 : slack(limit))
        + ":"
        + limit.since()
        + ":"
        + spared(limit.except())
        + ":"
        + encode(limit.quotaId())
        + ":"
        + limit.epoch()
        + "."
        + limit.version()
        + ":"
        + limit.requests()
        + "/"
        + limit.windowSeconds()
        + "/"
        + limit.burst();
  }

  /** Ticks from one call to the next, rounded up: never more calls than the limit. */
  static long every(EffectiveLimit limit) {
    long window = limit.windowSeconds() * TICKS_PER_SECOND;
    return Math.min(MOST_TICKS, (window + limit.requests() - 1) / limit.requests());
  }

  /** Ticks that a call may come early. */
  static long slack(EffectiveLimit limit) {
    return Math.min(MOST_TICKS, every(limit) * limit.burst());
  }

  /** Reads a limit; empty when it is none of ours. */
  public static Optional<EffectiveLimit> read(String key, String value) {
    var found = VALUE.matcher(value);
    int bar = key.indexOf('|');
    if (bar < 0 || !found.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new EffectiveLimit(
              new Slot(decode(key.substring(0, bar)), decode(key.substring(bar + 1))),
              except(found.group(4)),
              Long.parseLong(found.group(2)) == 0,
              Integer.parseInt(found.group(8)),
              Integer.parseInt(found.group(9)),
              Integer.parseInt(found.group(10)),
              Long.parseLong(found.group(1)),
              Long.parseLong(found.group(3)),
              decode(found.group(5)),
              Long.parseLong(found.group(6)),
              Long.parseLong(found.group(7))));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** Globs, encoded and joined by commas; a dash for none. */
  public static String spared(List<String> except) {
    return except.isEmpty()
        ? NONE
        : except.stream().map(LimitText::encode).collect(Collectors.joining(","));
  }

  private static List<String> except(String spared) {
    return spared.equals(NONE)
        ? List.of()
        : Arrays.stream(spared.split(",")).map(LimitText::decode).toList();
  }

  /** Percent-encodes all but letters, digits and {@code - . _ ~}, as HAProxy's url_enc does. */
  public static String encode(String part) {
    StringBuilder out = new StringBuilder(part.length() + 8);
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        out.append((char) b);
      } else {
        out.append('%').append(String.format("%02X", b));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }

  private static String decode(String part) {
    // A plus stands for itself here.
    return java.net.URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
