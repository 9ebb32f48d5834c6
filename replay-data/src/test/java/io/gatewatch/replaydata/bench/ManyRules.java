package io.gatewatch.replaydata.bench;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * As many rules as one likes, such as people write: of bursts against what is usual, of one route,
 * one agent, one kind of caller; most of them silent most of the time.
 */
public final class ManyRules {
  private static final String[] BURSTS = {
    "unauthorized", "forbidden", "not_found", "new_objects", "kilobytes_out"
  };
  private static final String[] COUNTS = {
    "calls_1m", "calls_5m", "new_routes_5m", "walk_steps_5m", "refused_5m", "server_errors_1m"
  };
  private static final String[] CLASSES = {"aisp", "pisp", "partner", "internal", "ai_agent"};

  private ManyRules() {}

  /** The rules that ship, and generated ones up to so many. */
  public static Book book(int count, long seed) {
    String text = RuleSet.shipped().text() + generated(count - shipped(), seed);
    return Book.of(List.of(ControlRecord.of(ControlRecord.RULES, "many", 1, Instant.EPOCH, text)));
  }

  private static int shipped() {
    return RuleSet.check(RuleSet.shipped().text()).size();
  }

  /** Entries of a rule file. */
  static String generated(int count, long seed) {
    Random random = new Random(seed);
    StringBuilder out = new StringBuilder("\n");
    for (int i = 0; i < count; i++) {
      out.append("  - id: generated-").append(i).append("\n    version: 1\n");
      out.append("    category: unusual_behaviour\n    severity: low\n    window: 5m\n");
      out.append("    condition: ").append(condition(random)).append('\n');
      out.append("    verb: does it again\n    explanation: \"{calls_1m} calls in a minute\"\n");
    }
    return out.toString();
  }

  private static String condition(Random random) {
    String burst = BURSTS[random.nextInt(BURSTS.length)];
    String refused = BURSTS[random.nextInt(3)];
    String count = COUNTS[random.nextInt(COUNTS.length)];
    String kind = CLASSES[random.nextInt(CLASSES.length)];
    int limit = 20 + random.nextInt(400);
    double share = (30 + random.nextInt(60)) / 100.0;
    return switch (random.nextInt(5)) {
      case 0 ->
          text(
              "%1$s >= max(%2$d, 6 * usual_%1$s) && client_error_share >= %3$s",
              burst, limit, share);
      case 1 -> text("call.route == '/orders/%d' && %s > %d", random.nextInt(200), count, limit);
      case 2 -> text("who.agentName == 'agent %d' && %s >= %d", random.nextInt(90), count, limit);
      case 3 ->
          text(
              "who.agentClass == '%s' && call.method in ['POST', 'PUT'] && %s > %d",
              kind, count, limit);
      default ->
          text(
              "%s >= %d && %s / max(1, calls) > %s || repeat_run > %d",
              count, limit, refused, share, 60 + limit);
    };
  }

  private static String text(String form, Object... parts) {
    return String.format(Locale.ROOT, form, parts);
  }
}
