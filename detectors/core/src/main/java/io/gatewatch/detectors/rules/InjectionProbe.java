package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.cel.Facts;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ProbeReading;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Probe;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * A caller that tries how the server takes texts made for code, or asks for what only people who
 * look for weaknesses ask for: few and slow, so that its probes add up over hours ({@link
 * ProbeReading}). An agent's have the rule's severity, one more when one was answered 2xx or the
 * kinds are many. A stranger's have one less, as long as everything was refused and no personal
 * route that is there was tried, and go untold while strangers probe all the time: that is told
 * once for all of them ({@link ConstantProbing}). Thresholds: {@code marks}, {@code kinds} that are
 * many, {@code networks} of late from which on strangers probe all the time; told again when it is
 * graver, when a kind joins, and after {@code tellEveryHours}.
 */
final class InjectionProbe extends RuleDetector {
  private static final Probe.Kind[] KINDS = Probe.Kind.values();

  private final double marks;
  private final double kinds;
  private final double networks;
  private final long onceInMillis;

  InjectionProbe(Rule rule) {
    super(rule, Need.PAST);
    marks = rule.threshold("marks");
    kinds = rule.threshold("kinds");
    networks = rule.threshold("networks");
    onceInMillis = RegistryRule.hours(rule.threshold("tellEveryHours"));
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    CallGlance call = observation.call();
    ProbeReading trail = call == null ? null : call.trail();
    if (trail == null || trail.marks() < marks) {
      return null;
    }
    boolean stranger = observation.who().principal().kind() == Principal.Kind.SOURCE;
    Severity severity = stranger ? ofStranger(call, trail) : ofAgent(trail);
    if (stranger && severity == Severity.LOW && strangersAlwaysProbe(observation, contexts)) {
      return null;
    }
    return new Finding(
        strength(trail.marks(), marks),
        severity,
        "probes for weaknesses",
        trail.calls()
            + (trail.calls() == 1 ? " call" : " calls")
            + " within hours with "
            + names(trail.kinds())
            + answered(trail)
            + "; the last on "
            + call.method()
            + " "
            + call.route()
            + ", answered "
            + call.status(),
        List.of(new Evidence("probe_marks", trail.marks(), marks, "marks", 1)),
        "quiet below " + exact(marks) + " marks",
        "probes " + severity.name().toLowerCase(Locale.ROOT) + " " + trail.kinds(),
        onceInMillis);
  }

  private Severity ofAgent(ProbeReading trail) {
    boolean grave = trail.answered() > 0 || Integer.bitCount(trail.kinds()) >= kinds;
    return step(grave ? 1 : 0);
  }

  private Severity ofStranger(CallGlance call, ProbeReading trail) {
    boolean personal = call.sensitivity() != null && call.sensitivity() != Sensitivity.LOW;
    return step(trail.answered() > 0 || (personal && isThere(call) && isAimed(call)) ? 0 : -1);
  }

  /** What answers "not found" concerns nobody, whatever its path is called. */
  private static boolean isThere(CallGlance call) {
    return call.status() != 404 && call.status() != 410;
  }

  /** Whether it carries a text made for code: a scanner that knocks is everywhere. */
  private static boolean isAimed(CallGlance call) {
    for (Probe probe : call.probes()) {
      if (probe.kind().injects()) {
        return true;
      }
    }
    return false;
  }

  private Severity step(int steps) {
    return step(rule().severity(), steps);
  }

  private boolean strangersAlwaysProbe(Observation observation, Contexts contexts) {
    return Facts.of(observation, contexts).probing() >= networks;
  }

  /** How many were answered that could have worked; nothing where none was made to. */
  private static String answered(ProbeReading trail) {
    String text = " text made for code in path or query ";
    if (trail.answered() > 0) {
      String were = trail.answered() == 1 ? "was" : "were";
      return "; " + trail.answered() + " with a" + text + were + " answered 2xx";
    }
    boolean injects = false;
    for (int k = 0; k < KINDS.length; k++) {
      injects |= (trail.kinds() & (1 << k)) != 0 && KINDS[k].injects();
    }
    return injects ? "; no" + text + "was answered 2xx" : "";
  }

  private static String names(int bits) {
    StringJoiner names = new StringJoiner(", ");
    for (int k = 0; k < KINDS.length; k++) {
      if ((bits & (1 << k)) != 0) {
        names.add(KINDS[k].name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    return names.toString();
  }
}
