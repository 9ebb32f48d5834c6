package io.gatewatch.replaydata.evaluate;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A run's folder, row by row, from 2 March 2026 on; days are counted from 1. */
final class HandMadeRun {
  private final StringBuilder alerts = new StringBuilder();
  private final StringBuilder quotas = new StringBuilder();
  private final StringBuilder refused = new StringBuilder();
  private final StringBuilder attacks = new StringBuilder();
  private final StringBuilder benign = new StringBuilder();
  private String budget = "";

  /** An alert's versions, all with the same evidence. */
  final class AnAlert {
    private final String id;
    private final Entity.Kind kind;
    private final String entity;
    private Lane lane = Lane.SECURITY;
    private Category category = Category.UNUSUAL_BEHAVIOUR;
    private Instant firstSeen;
    private String sample;
    private int version;

    AnAlert(String id, Entity.Kind kind, String entity) {
      this.id = id;
      this.kind = kind;
      this.entity = entity;
    }

    AnAlert in(Lane newLane) {
      lane = newLane;
      return this;
    }

    AnAlert as(Category newCategory) {
      category = newCategory;
      return this;
    }

    AnAlert since(int day, String clock) {
      firstSeen = at(day, clock);
      return this;
    }

    AnAlert sampledFrom(String address) {
      sample = address;
      return this;
    }

    AnAlert raised(int day, String clock, Severity severity) {
      return row(at(day, clock), at(day, clock), severity, Alert.Activity.UPDATED);
    }

    AnAlert closed(int day, String clock, Severity severity, String lastEvidence) {
      return row(at(day, clock), at(day, lastEvidence), severity, Alert.Activity.CLOSED);
    }

    private AnAlert row(Instant time, Instant last, Severity severity, Alert.Activity activity) {
      Instant first = firstSeen == null ? time : firstSeen;
      firstSeen = first;
      List<SampleCall> calls =
          sample == null
              ? List.of()
              : List.of(new SampleCall(time, "GET", "/x", 401, sample, "c", null));
      Alert alert =
          new Alert(
              1,
              id,
              ++version,
              Alert.Status.NEW,
              activity,
              time,
              first,
              last,
              "default",
              "default",
              lane,
              new Alert.About(kind, entity, null, null),
              null,
              category,
              severity,
              50,
              0.5,
              "t",
              "s",
              List.of(
                  new Alert.Finding("rule.one@1", 1, Detection.Mode.LIVE),
                  new Alert.Finding("rule.trial@1", 1, Detection.Mode.SHADOW)),
              List.of(),
              null,
              List.of(),
              List.of(),
              List.of(),
              null,
              null,
              null,
              calls,
              new Versions("r", null, null, null, "f"));
      alerts.append(new String(AlertJson.write(alert), StandardCharsets.UTF_8)).append('\n');
      return this;
    }
  }

  AnAlert alert(String id, Entity.Kind kind, String entity) {
    return new AnAlert(id, kind, entity);
  }

  HandMadeRun cut(String agent, int day, String clock, String action) {
    quotas.append(
        "{\"schema\":1,\"quotaId\":\"q\",\"key\":\"k\",\"factor\":0.5,\"alertIds\":[],\"agentId\":\""
            + agent
            + "\",\"time\":\""
            + at(day, clock)
            + "\",\"action\":\""
            + action
            + "\"}\n");
    return this;
  }

  /** An attack by an agent, or by a network when the name has a slash. */
  HandMadeRun attack(
      String id, String kind, String doer, int day, String from, String to, String more) {
    String entityKind = doer.contains("/") ? "source" : "agent";
    attacks
        .append(attacks.length() == 0 ? "" : ",")
        .append("{\"id\":\"" + id + "\",\"kind\":\"" + kind + "\",\"entity\":{\"kind\":\"")
        .append(entityKind + "\",\"id\":\"" + doer + "\",\"name\":\"" + doer + "\"},\"from\":\"")
        .append(at(day, from) + "\",\"to\":\"" + at(day, to) + "\",\"calls\":5,\"stealth\":0.5")
        .append(more + "}");
    return this;
  }

  HandMadeRun event(String kind, String agent, int day, String from, String to) {
    String entity =
        agent == null
            ? ""
            : ",\"entity\":{\"kind\":\"agent\",\"id\":\"" + agent + "\",\"name\":\"n\"}";
    benign
        .append(benign.length() == 0 ? "" : ",")
        .append("{\"kind\":\"" + kind + "\"" + entity + ",\"from\":\"" + at(day, from))
        .append("\",\"to\":\"" + at(day, to) + "\"}");
    return this;
  }

  /** A minute in which calls of somebody would have been refused. */
  HandMadeRun refused(String principal, int day, String clock, int calls) {
    refused.append(
        "{\"schema\":1,\"minute\":\"%s\",\"principalId\":\"%s\",\"calls\":%d,\"refused\":%d}\n"
            .formatted(at(day, clock), principal, 2 * calls, calls));
    return this;
  }

  /** The same, of an agent of this tenant. */
  HandMadeRun refusedOf(String tenant, String agent, int day, String clock, int calls) {
    refused.append(
        "{\"schema\":1,\"minute\":\"%s\",\"tenant\":\"%s\",\"gatewayGroup\":\"g\",\"principalKind\":\"agent\",\"principalId\":\"%s\",\"calls\":%d,\"refused\":%d}\n"
            .formatted(at(day, clock), tenant, agent, 2 * calls, calls));
    return this;
  }

  /** Its detector is under an alert budget, as is a model that says nothing. */
  HandMadeRun promising(double perDay) {
    budget =
        ",\"alertBudget\":{\"perDay\":%1$s,\"promised\":{\"rule.one\":%1$s,\"model\":0.5}}"
            .formatted(perDay);
    return this;
  }

  /** Writes the folder of a run of three days with ten agents. */
  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("alerts.ndjson"), alerts);
    Files.writeString(folder.resolve("quotas.ndjson"), quotas);
    if (!refused.isEmpty()) {
      Files.writeString(folder.resolve("refused.ndjson"), refused);
    }
    Files.writeString(
        folder.resolve("labels.json"),
        "{\"schema\":1,\"seed\":1,\"attacks\":[" + attacks + "],\"benign\":[" + benign + "]}");
    Files.writeString(
        folder.resolve("summary.json"),
        "{\"schema\":1,\"calls\":1234,\"agents\":10,\"from\":\""
            + at(1, "00:00:00")
            + "\",\"to\":\""
            + at(4, "00:00:00")
            + "\""
            + budget
            + "}");
  }

  static Instant at(int day, String clock) {
    return Instant.parse(String.format(Locale.ROOT, "2026-03-%02dT%sZ", day + 1, clock));
  }
}
