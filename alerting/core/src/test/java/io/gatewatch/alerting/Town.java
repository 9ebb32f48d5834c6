package io.gatewatch.alerting;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.judge.DetectionPipeline;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.View;
import io.gatewatch.features.ViewState;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Calls through the whole core, with enforced quotas, and beside it the first two folds on their
 * own, whose states can be looked at.
 */
final class Town {
  private final TreeMap<String, Resident> residents = new TreeMap<>();
  private final TreeMap<String, ViewState> views = new TreeMap<>();
  private final List<String> cohorts = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final List<QuotaUpdate> quotas = new ArrayList<>();
  private final LocalAlerting alerting =
      new LocalAlerting(
          AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE).withActiveAgents(70),
          alerts::add,
          quotas::add);
  private final DetectionPipeline pipeline =
      new DetectionPipeline(Book.shipped(), alerting::detection);

  private final class Resident implements ObservationSink {
    final Pulse pulse = new Pulse();
    final History history;

    Resident(ApiCall call) {
      history = new History(call.principal().kind());
    }

    @Override
    public void observation(Observation observation) {
      // The pipeline judges; here the states alone count.
    }

    @Override
    public void tally(ViewTally tally) {
      if (tally.view().kind() == View.Kind.COHORT) {
        views.computeIfAbsent(tally.view().key(), v -> new ViewState()).add(tally);
      }
    }
  }

  /** Plays calls in the order of time, and then half an hour more. */
  void play(List<ApiCall> calls) {
    long round = Rounds.of(calls.get(0).time().toEpochMilli());
    for (ApiCall call : calls) {
      for (; round < Rounds.of(call.time().toEpochMilli()); round++) {
        complete(round);
      }
      Resident resident = residents.computeIfAbsent(call.key(), k -> new Resident(call));
      Observer.observe(resident.pulse, resident.history, call, resident);
      pipeline.call(call);
    }
    for (long last = round + 180; round < last; round++) {
      complete(round);
    }
  }

  private void complete(long round) {
    long end = Rounds.end(round);
    residents.values().forEach(r -> Observer.advance(r.pulse, r.history, end, r));
    for (ViewState view : views.values()) {
      ContextEntry entry = view.close(round);
      if (entry != null) {
        cohorts.add(hex(entry::writeTo));
      }
    }
    pipeline.advance(end);
    alerting.clock(Instant.ofEpochMilli(end));
  }

  /** Keys of all agents. */
  Set<String> agents() {
    Set<String> agents = new TreeSet<>(residents.keySet());
    agents.removeIf(key -> !key.contains("/agent/"));
    return agents;
  }

  /** Pulse and History of a principal, as they are stored. */
  String state(String key) {
    Resident resident = residents.get(key);
    return hex(resident.pulse::writeTo) + " " + hex(resident.history::writeTo);
  }

  /** What each cohort looked like in each round, as it is stored. */
  List<String> cohorts() {
    return cohorts;
  }

  List<QuotaUpdate> quotas() {
    return quotas;
  }

  List<QuotaUpdate> quotasOf(String agent) {
    return quotas.stream().filter(q -> q.agentId().equals(agent)).toList();
  }

  List<Alert> alertsOf(String agent) {
    return alerts.stream().filter(a -> a.entity().id().equals(agent)).toList();
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static String hex(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
