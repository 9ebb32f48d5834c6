package io.gatewatch.replaydata.cli;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.RegisteredAgent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A registry for people: one agent a line, those whose review is overdue longest first. */
final class AgentTable {
  private static final List<String> HEAD =
      List.of("NAME", "OWNER", "CLASS", "STAGE", "REVIEW", "ID");
  private static final Comparator<RegisteredAgent> ORDER =
      Comparator.comparing(
              RegisteredAgent::review, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
          .thenComparing(RegisteredAgent::name);

  private final ControlRecord record;
  private final List<RegisteredAgent> agents;
  private final LocalDate today;

  private AgentTable(ControlRecord record, List<RegisteredAgent> agents, LocalDate today) {
    this.record = record;
    this.agents = agents;
    this.today = today;
  }

  /** The newest of these registries: the one that counts last. */
  static AgentTable of(List<ControlRecord> records, LocalDate today) {
    ControlRecord newest =
        records.stream()
            .max(
                Comparator.comparing(ControlRecord::effectiveFrom)
                    .thenComparing(ControlRecord::version))
            .orElse(null);
    if (newest == null) {
      return new AgentTable(null, List.of(), today);
    }
    try {
      List<RegisteredAgent> agents =
          AgentRegistry.read(newest.payload()).agents().stream().sorted(ORDER).toList();
      return new AgentTable(newest, agents, today);
    } catch (IllegalArgumentException e) {
      throw Failure.input("control record " + newest.key() + " is no registry: " + e.getMessage());
    }
  }

  /** All agents. */
  String all() {
    return table(agents);
  }

  /** Those that are due within so many days, or overdue. */
  String due(int days) {
    List<RegisteredAgent> due =
        agents.stream()
            .filter(a -> a.review() != null && !a.review().isAfter(today.plusDays(days)))
            .toList();
    return due.isEmpty() && record != null
        ? "No review is due within " + days + " days (" + version() + ").\n"
        : table(due);
  }

  boolean anyOverdue() {
    return agents.stream().anyMatch(this::isOverdue);
  }

  private boolean isOverdue(RegisteredAgent agent) {
    return agent.review() != null && agent.review().isBefore(today);
  }

  private String table(List<RegisteredAgent> shown) {
    if (record == null) {
      return "No registry has been published yet (mend: agents import FILE).\n";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    shown.forEach(agent -> rows.add(row(agent)));
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(width(rows, i) - row.get(i).length() + 2));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.append(shown.size()).append(" agents (").append(version()).append(")\n").toString();
  }

  private String version() {
    String from =
        record.effectiveFrom().equals(Instant.EPOCH)
            ? "in force since ever"
            : "counts from " + record.effectiveFrom();
    return record.key() + ", " + from;
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private List<String> row(RegisteredAgent agent) {
    return List.of(
        agent.name(),
        shown(agent.owner()),
        shown(agent.agentClass()),
        shown(agent.stage()),
        review(agent),
        agent.id());
  }

  private String review(RegisteredAgent agent) {
    if (agent.review() == null) {
      return "-";
    }
    long days = ChronoUnit.DAYS.between(today, agent.review());
    String due = days < 0 ? " overdue by " + -days + " d" : days <= 60 ? " in " + days + " d" : "";
    return agent.review() + due;
  }

  private static String shown(Object value) {
    if (value == null) {
      return "-";
    }
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }
}
