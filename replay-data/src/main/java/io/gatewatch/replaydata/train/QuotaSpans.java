package io.gatewatch.replaydata.train;

import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.features.Who;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When our own quotas bore on an agent: while one was in force in mode enforce, from its time to
 * its expiry, its time to live or its successor; and while gateways refused its calls for one, from
 * that minute to the end of the fifth after it, which is as far back as the counts of minutes look.
 * Size: an entry for each update that enforces, and for each run of refusals.
 */
final class QuotaSpans {
  private static final long SECOND_MILLIS = 1_000;
  private static final long MINUTE_MILLIS = 60 * SECOND_MILLIS;
  private static final long SHOWS_MILLIS = 6 * MINUTE_MILLIS;

  private static final class Span {
    final long from;
    long to;

    Span(long from, long to) {
      this.from = from;
      this.to = to;
    }
  }

  private final Map<String, List<Span>> byCaller = new HashMap<>();
  private final Map<String, Span> latest = new HashMap<>();
  private final Map<String, List<Span>> refusals = new HashMap<>();

  /** Takes an update; those of one key in order of time. */
  void quota(QuotaUpdate update) {
    Span before = latest.remove(update.key());
    long time = update.time().toEpochMilli();
    if (before != null) {
      before.to = Math.min(before.to, time);
    }
    if (cuts(update)) {
      Span span = new Span(time, Math.min(update.expiresAt().toEpochMilli(), drops(update)));
      latest.put(update.key(), span);
      byCaller.computeIfAbsent(caller(update), k -> new ArrayList<>()).add(span);
    }
  }

  /**
   * When a gateway drops it, whatever it says of its expiry: whoever issues it counts that from its
   * time at the latest.
   */
  private static long drops(QuotaUpdate update) {
    return update.time().toEpochMilli() + SECOND_MILLIS * update.ttlSeconds();
  }

  /** Whether gateways applied it: not what only watched, waited for a yes, or arrived expired. */
  private static boolean cuts(QuotaUpdate update) {
    boolean less = update.factor() < 1 || update.action() == QuotaUpdate.Action.BLOCK;
    boolean agreed =
        update.approval() == QuotaUpdate.Approval.NOT_NEEDED
            || update.approval() == QuotaUpdate.Approval.GRANTED;
    return less
        && agreed
        && update.mode() == QuotaMode.ENFORCE
        && update.issuedAt().isBefore(update.expiresAt());
  }

  /** Takes a call; those of one agent in log order. */
  void call(ApiCall call) {
    if (call.decidedBy() != ApiCall.DecidedBy.OUR_QUOTA
        || call.principal().kind() != Principal.Kind.AGENT) {
      return;
    }
    long minute = Math.floorDiv(call.time().toEpochMilli(), MINUTE_MILLIS) * MINUTE_MILLIS;
    List<Span> own = refusals.computeIfAbsent(call.key(), k -> new ArrayList<>());
    Span last = own.isEmpty() ? null : own.get(own.size() - 1);
    if (last != null && minute >= last.from && minute <= last.to) {
      last.to = Math.max(last.to, minute + SHOWS_MILLIS);
    } else {
      own.add(new Span(minute, minute + SHOWS_MILLIS));
    }
  }

  /** Whether a quota of ours bore on an agent at a time. */
  boolean bore(Who who, Instant time) {
    long at = time.toEpochMilli();
    String caller =
        Principal.encode(who.tenant())
            + "/"
            + Principal.encode(who.group())
            + "/"
            + Principal.encode(who.principal().id());
    return isIn(byCaller.get(caller), at) || isIn(refusals.get(who.key()), at);
  }

  private static boolean isIn(List<Span> spans, long at) {
    return spans != null && spans.stream().anyMatch(s -> at >= s.from && at < s.to);
  }

  private static String caller(QuotaUpdate update) {
    String key = update.key();
    String group = key.substring(0, key.indexOf('/', key.indexOf('/') + 1));
    return group + "/" + Principal.encode(update.agentId());
  }
}
