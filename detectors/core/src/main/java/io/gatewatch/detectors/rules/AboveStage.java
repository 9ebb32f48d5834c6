package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Severity;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.RegisteredAgent;
import io.gatewatch.ingest.registry.Stage;
import java.util.List;
import java.util.Locale;

/**
 * An agent that does more than its stage allows: a write while it is read-only, a payment before it
 * may move money. What the catalogue calls a read is one whatever its method; log-ins, tokens and
 * consents are how a reader gets to read, so they are no writes here. One severity lower when the
 * call was refused. Threshold: an operation is told again after {@code tellEveryHours}; when it was
 * refused before and is let through now, at once.
 */
final class AboveStage extends RegistryRule {
  private static final int REFUSED_FROM = 400;

  private final double tellEveryHours;

  AboveStage(Rule rule) {
    this(rule, null);
  }

  private AboveStage(Rule rule, AgentRegistry registry) {
    super(rule, registry);
    tellEveryHours = rule.threshold("tellEveryHours");
  }

  @Override
  AboveStage under(AgentRegistry inForce) {
    return new AboveStage(rule(), inForce);
  }

  @Override
  Finding inspect(Observation observation, AgentRegistry inForce, RegisteredAgent entry) {
    CallGlance call = observation.call();
    if (entry == null || entry.stage() == null || call == null || !isWrite(call)) {
      return null;
    }
    boolean payment = call.sensitivity() == Sensitivity.PAYMENT;
    Stage needed = payment ? Stage.HIGH_VALUE_WRITE : Stage.LOW_RISK_WRITE;
    if (entry.stage().compareTo(needed) >= 0) {
      return null;
    }
    boolean refused = call.status() >= REFUSED_FROM;
    String operation = call.method() + " " + call.route();
    return new Finding(
        payment ? 1 : 0.9,
        refused ? lower(rule().severity()) : rule().severity(),
        "goes above its stage",
        operation
            + " is a "
            + (payment ? "payment" : "write")
            + ", "
            + (refused ? "refused with " : "answered ")
            + call.status()
            + "; its registered stage is "
            + word(entry.stage()),
        List.of(new Evidence("stage", needed.ordinal(), entry.stage().ordinal(), "stages", 1)),
        "quiet when its stage is " + word(needed) + ", or it makes no such call",
        (refused ? "refused " : "answered ") + operation,
        hours(tellEveryHours));
  }

  private static boolean isWrite(CallGlance call) {
    String group = call.operationGroup() == null ? "" : call.operationGroup();
    boolean reads =
        switch (call.method()) {
          case "GET", "HEAD", "OPTIONS", "MALFORMED" -> true;
          default -> group.endsWith(".read");
        };
    return !reads && !group.startsWith("auth.") && !group.contains("consent");
  }

  private static Severity lower(Severity severity) {
    return Severity.values()[Math.max(0, severity.ordinal() - 1)];
  }

  private static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }
}
