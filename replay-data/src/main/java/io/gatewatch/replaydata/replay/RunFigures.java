package io.gatewatch.replaydata.replay;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.MonitorReport;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectRecord;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a run counted: the figures of {@code summary.json}. */
public final class RunFigures {
  private static final long HOUR_MILLIS = 3_600_000;

  private final TreeSet<String> incidents = new TreeSet<>();
  private final HashSet<String> agents = new HashSet<>();
  private final TreeMap<String, Long> incidentsByCategory = new TreeMap<>();
  private final TreeMap<String, Long> incidentsByDetector = new TreeMap<>();
  private final TreeMap<String, Long> rejectsByReason = new TreeMap<>();
  private final TreeMap<String, Long> shadowDetections = new TreeMap<>();
  private final TreeMap<Long, Long> callsByHour = new TreeMap<>();
  private final TreeMap<String, Alert> latest = new TreeMap<>();
  private final TreeMap<String, Severity> gravest = new TreeMap<>();
  private final VerdictTally verdicts;
  private long lines;
  private long calls;
  private long rejects;
  private long detections;
  private long alertRows;
  private long quotaRows;
  private long lateAfterTimer;
  private long duplicates;
  private int principals;
  private List<MonitorReport> monitored = List.of();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** Of a run that was given these verdicts. */
  RunFigures(List<ControlRecord> verdicts) {
    this.verdicts = new VerdictTally(verdicts);
  }

  void lines(long lines) {
    this.lines = lines;
  }

  void call(ApiCall call) {
    long time = call.time().toEpochMilli();
    calls++;
    first = Math.min(first, time);
    last = Math.max(last, time);
    if (call.principal().kind() == Principal.Kind.AGENT) {
      agents.add(call.key());
    }
    if (verdicts.isWaiting()) {
      verdicts.occurs(call.key());
    }
    callsByHour.merge(Math.floorDiv(time, HOUR_MILLIS) * HOUR_MILLIS, 1L, Long::sum);
  }

  void reject(RejectRecord reject) {
    rejects++;
    rejectsByReason.merge(reject.rejected().reason(), 1L, Long::sum);
  }

  void detection(Detection detection) {
    detections++;
    if (detection.mode() == Detection.Mode.SHADOW) {
      shadowDetections.merge(detection.detector(), 1L, Long::sum);
    }
  }

  void alert(Alert alert) {
    alertRows++;
    latest.put(alert.alertId(), alert);
    gravest.merge(alert.alertId(), alert.severity(), RunFigures::graver);
    if (incidents.add(alert.alertId())) {
      incidentsByCategory.merge(alert.category().wireName(), 1L, Long::sum);
      alert.detectors().forEach(d -> incidentsByDetector.merge(d.id(), 1L, Long::sum));
    }
  }

  void quota(QuotaUpdate update) {
    quotaRows++;
  }

  void late(long lateAfterTimer, long duplicates, int principals) {
    this.lateAfterTimer = lateAfterTimer;
    this.duplicates = duplicates;
    this.principals = principals;
  }

  /** Lines of files, blank ones left out; 0 of a topic. */
  public long lines() {
    return lines;
  }

  /** Which verdicts met their principals. */
  public VerdictTally verdicts() {
    return verdicts;
  }

  /** Calls taken. */
  public long calls() {
    return calls;
  }

  /** Lines that could not be read. */
  public long rejects() {
    return rejects;
  }

  /** Reasons of the rejects. */
  public SortedMap<String, Long> rejectsByReason() {
    return rejectsByReason;
  }

  /** Findings of detectors on trial, by detector: those that no alert is made of. */
  public SortedMap<String, Long> shadowDetections() {
    return shadowDetections;
  }

  /** Findings of all detectors. */
  public long detections() {
    return detections;
  }

  /** Different alerts. */
  public long alerts() {
    return incidents.size();
  }

  /** Versions of alerts: rows of {@code alerts.ndjson}. */
  public long alertRows() {
    return alertRows;
  }

  /** Different alerts by the category that they were raised with. */
  public SortedMap<String, Long> alertsByCategory() {
    return incidentsByCategory;
  }

  /** Different alerts by the detectors that raised them: those of their first version. */
  public SortedMap<String, Long> alertsByDetector() {
    return incidentsByDetector;
  }

  /** Rows of {@code quotas.ndjson}. */
  public long quotaRows() {
    return quotaRows;
  }

  void monitored(List<MonitorReport> reports) {
    monitored = List.copyOf(reports);
  }

  /** What the quotas that were not enforced would have done, by tenant and group. */
  public List<MonitorReport> monitored() {
    return monitored;
  }

  /** Calls that came after their round was complete. */
  public long lateAfterTimer() {
    return lateAfterTimer;
  }

  /** Calls that came twice. */
  public long duplicates() {
    return duplicates;
  }

  /** Agents and sources seen. */
  public int principals() {
    return principals;
  }

  /** Authenticated agents seen. */
  public int agents() {
    return agents.size();
  }

  /** Time of the first call, epoch milliseconds; Long.MAX_VALUE without calls. */
  public long first() {
    return first;
  }

  /** Time of the last call, epoch milliseconds; Long.MIN_VALUE without calls. */
  public long last() {
    return last;
  }

  /** Calls by the hour in which they ended. */
  SortedMap<Long, Long> callsByHour() {
    return callsByHour;
  }

  private static Severity graver(Severity a, Severity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** The gravest severity that any version of an alert had. */
  Severity gravest(Alert alert) {
    return gravest.get(alert.alertId());
  }

  /** The latest version of each alert. */
  SortedMap<String, Alert> latestAlerts() {
    return latest;
  }
}
