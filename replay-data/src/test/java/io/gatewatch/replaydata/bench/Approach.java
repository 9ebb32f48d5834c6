package io.gatewatch.replaydata.bench;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.replaydata.evaluate.Cut;
import io.gatewatch.replaydata.evaluate.Raised;
import io.gatewatch.replaydata.replay.RefusedMinute;
import java.util.List;

/** One way of finding attacks, on the same calls as the others. */
interface Approach {
  /** Name in the table. */
  String name();

  /** Takes the next call, in order of time, read from a line of so many bytes. */
  void call(ApiCall call, int bytes);

  /** No more calls. */
  void finish();

  /** All versions of all its alerts. */
  List<Raised> alerts();

  /** All its cuts; null when it makes none by its nature. */
  List<Cut> cuts();

  /** What its quotas would have refused; null when it has none. */
  default List<RefusedMinute> refused() {
    return null;
  }
}
