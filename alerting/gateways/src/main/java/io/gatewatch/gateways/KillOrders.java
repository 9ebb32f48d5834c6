package io.gatewatch.gateways;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills that people ordered on {@code gatewatch.control}: while one is not lifted, what it fits
 * does not hold, whatever the controller says. A reader hears them itself, because the controller
 * decides only once its Clock has come; one by detector is the controller's, since an update names
 * none. Of each name the highest version counts. Safe for use by two threads.
 */
final class KillOrders {
  private static final Logger LOG = LoggerFactory.getLogger(KillOrders.class);
  private static final String KIND = Act.KILL + ":";

  private record Said(int version, Act act) {}

  private final Map<String, Said> newest = new ConcurrentHashMap<>();

  /** Takes a record of the control topic; others than kills are passed over. */
  void hear(String key, byte[] value) {
    if (!key.startsWith(KIND) || value == null) {
      return;
    }
    try {
      ControlRecord record = ControlRecord.read(value);
      Act act = Act.fromJson(record.payload().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      Said said = new Said(record.version(), act);
      newest.merge(record.id(), said, (a, b) -> b.version() > a.version() ? b : a);
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is passed over: {}", key, e.getMessage());
    }
  }

  /** The same quotas without those that a kill drops. */
  Quotas over(Quotas source, Place place) {
    return new Quotas() {
      @Override
      public boolean isCaughtUp() {
        return source.isCaughtUp();
      }

      @Override
      public List<HeldQuota> inForce(Instant now) {
        return source.inForce(now).stream().filter(h -> !drops(h.update(), place)).toList();
      }
    };
  }

  private boolean drops(QuotaUpdate update, Place place) {
    return newest.values().stream().map(Said::act).anyMatch(act -> drops(act, update, place));
  }

  private static boolean drops(Act act, QuotaUpdate update, Place place) {
    return act.kind() == Act.Kind.KILL
        && act.detector() == null
        && (act.tenant() == null || act.tenant().equals(place.tenant()))
        && (act.group() == null || act.group().equals(place.group()))
        && (act.agent() == null || act.agent().equals(update.agentId()));
  }
}
