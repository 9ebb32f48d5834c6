package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.gatewatch.detectors.Detection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which findings were heard already, so that a suffix that is delivered again changes nothing: per
 * detection id the highest sequence. At most 64 ids (about 60 B each); of older ones only the time
 * of the latest is kept, and an unknown id not after it is taken for one of them. That is exact,
 * since an entity's findings come in time order.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Tellings {
  static final int MAX_IDS = 64;

  /** Highest sequence heard under an id, and its time in epoch milliseconds. */
  record Last(int sequence, long time) {}

  private final LinkedHashMap<String, Last> last = new LinkedHashMap<>();
  private long forgottenUntil = Long.MIN_VALUE;

  /** Notes a finding; false when it was heard before. */
  boolean note(Detection d) {
    long time = d.time().toEpochMilli();
    Last heard = last.get(d.detectionId());
    if (heard == null ? time <= forgottenUntil : d.sequence() <= heard.sequence()) {
      return false;
    }
    last.remove(d.detectionId());
    last.put(d.detectionId(), new Last(d.sequence(), time));
    if (last.size() > MAX_IDS) {
      Iterator<Map.Entry<String, Last>> oldest = last.entrySet().iterator();
      forgottenUntil = Math.max(forgottenUntil, oldest.next().getValue().time());
      oldest.remove();
    }
    return true;
  }
}
