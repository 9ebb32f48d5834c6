package io.gatewatch.console;

import com.linecorp.armeria.common.HttpData;
import io.gatewatch.gateways.QuotaFeed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The bodies of {@code GET /api/v1/quotas}: each is made once for all who ask the same, and again
 * when something of it has changed or ended. Of the last {@link #MOST} tenants and gateway groups
 * that were asked for; a body is 16 MB at most, most have a few kB. Making one takes time, so it is
 * for threads that may block.
 */
final class FeedAnswers {
  private static final int MOST = 32;
  private static final int MOST_VIEWS = 5_000;

  /**
   * A body.
   *
   * @param revision of what it was made
   * @param until when the first part of it ends
   */
  record Made(long revision, Instant until, HttpData json, String etag) {}

  private record Scope(String tenant, String group) {}

  private record Body(
      List<QuotaView> quotas, List<QuotaFeed.Row> records, List<QuotaFeed.Row> control) {}

  private final LiveState state;

  private final Map<Scope, AtomicReference<Made>> made =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Scope, AtomicReference<Made>> eldest) {
          return size() > MOST;
        }
      };

  FeedAnswers(LiveState state) {
    this.state = state;
  }

  /**
   * What holds now.
   *
   * @param tenant and {@code group}: null for all
   */
  Made of(String tenant, String group) {
    AtomicReference<Made> place;
    synchronized (made) {
      place = made.computeIfAbsent(new Scope(tenant, group), fresh -> new AtomicReference<>());
    }
    synchronized (place) {
      Instant now = state.now();
      long revision = state.feed().revision(tenant, group);
      Made last = place.get();
      if (last == null || last.revision() != revision || !now.isBefore(last.until())) {
        last = make(tenant, group, revision, now);
        place.set(last);
      }
      return last;
    }
  }

  private Made make(String tenant, String group, long revision, Instant now) {
    List<QuotaView> views =
        state.quotas(now).stream()
            .filter(view -> FeedBook.isOf(tenant, group, view.update().key()))
            .limit(MOST_VIEWS)
            .toList();
    FeedBook.Slice records = state.feed().records(tenant, group, now);
    Instant until = records.until();
    for (QuotaView view : views) {
      until = view.until().isBefore(until) ? view.until() : until;
    }
    String body = Json.write(new Body(views, records.rows(), state.feed().orders()));
    byte[] json = body.getBytes(StandardCharsets.UTF_8);
    return new Made(revision, until, HttpData.wrap(json), etag(json));
  }

  private static String etag(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
