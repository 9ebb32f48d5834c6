package io.gatewatch.detectors.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.features.Leave;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.consent.ConsentUse;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.book.Timeline;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.RegisteredAgent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is allowed to whom. Of whom analysts have said that what it does is benign, and from when on
 * that counts: leave to learn what is held back under suspicion. And how often a day an agent's
 * consents may be used, as the registry in force has it. A verdict is a record of kind {@code
 * verdict}, its payload {@code {"principal": "default/default/agent/kong%7Eapp-7", "verdict":
 * "benign_positive"}}; false_positive gives leave as well, other verdicts give none.
 */
final class Leaves implements Leave {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> BENIGN = List.of("benign_positive", "false_positive");
  private static final List<String> OTHERS = List.of("true_positive", "undetermined", "missed");

  /** As {@link io.gatewatch.ingest.Principal#key} makes them. */
  private static final Pattern KEY =
      Pattern.compile("[-\\w.*%]+/[-\\w.*%]+/(agent|source)/[-\\w.*%]+");

  private final Map<String, TreeSet<Long>> from = new HashMap<>();
  private final TreeSet<Long> all = new TreeSet<>();
  private final Timeline<AgentRegistry> registries;

  Leaves(Timeline<AgentRegistry> registries) {
    this.registries = registries;
  }

  /**
   * Adds a verdict.
   *
   * @throws IllegalArgumentException when it names no principal, another than its id does, no
   *     verdict that is known, or counts from another moment than the start of a round
   */
  void add(ControlRecord record) {
    JsonNode said;
    try {
      said = JSON.readTree(record.payload());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a verdict that is not JSON", e);
    }
    String principal = said.path("principal").asText();
    String verdict = said.path("verdict").asText();
    check(record, principal);
    if (BENIGN.contains(verdict)) {
      from.computeIfAbsent(principal, p -> new TreeSet<>())
          .add(record.effectiveFrom().toEpochMilli());
      all.add(record.effectiveFrom().toEpochMilli());
    } else if (!OTHERS.contains(verdict)) {
      throw new IllegalArgumentException(
          "verdict: " + verdict + " (expected: " + BENIGN + " or " + OTHERS + ")");
    }
  }

  private static void check(ControlRecord record, String principal) {
    if (!KEY.matcher(principal).matches()) {
      throw new IllegalArgumentException(
          "verdict: principal "
              + principal
              + " (expected: tenant/group/agent or source/principal, each percent-encoded)");
    }
    if (!record.id().equals(principal)) {
      throw new IllegalArgumentException(
          "verdict: " + record.id() + " names principal " + principal + " (expected: its own)");
    }
    long from = record.effectiveFrom().toEpochMilli();
    long end = Rounds.end(Rounds.of(from));
    if (end - Rounds.MILLIS != from) {
      throw new IllegalArgumentException(
          "verdict: effectiveFrom "
              + record.effectiveFrom()
              + " is no start of a round (the next: "
              + Instant.ofEpochMilli(end)
              + ")");
    }
  }

  @Override
  public boolean toLearn(ApiCall call, long after, long until) {
    return isIn(all, after, until) && isIn(from.get(call.key()), after, until);
  }

  @Override
  public int accessesADay(ApiCall call) {
    AgentRegistry registry = registries.inForce(call.time().toEpochMilli());
    RegisteredAgent entry =
        registry == null
            ? null
            : registry.find(call.principal(), call.tenant(), call.gatewayGroup());
    boolean agreed = entry != null && entry.frequencyPerDay() != null;
    return agreed ? entry.frequencyPerDay() : ConsentUse.ALLOWED;
  }

  private static boolean isIn(NavigableSet<Long> times, long after, long until) {
    Long next = times == null || times.isEmpty() ? null : times.higher(after);
    return next != null && next <= until;
  }
}
