package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.Principal;
import java.util.ArrayList;
import java.util.List;

/**
 * Something sensitive that stood in clear where every log on the way keeps it: who sent it, on
 * which route, where and of what kind; never the value. A network's is told only when the call was
 * answered below 400: the rest are strangers probing. Threshold: a principal, route, place and kind
 * are told again after {@code tellEveryHours}.
 */
final class SensitiveData extends RuleDetector {
  private static final int REFUSED_FROM = 400;

  private final long onceInMillis;

  SensitiveData(Rule rule) {
    super(rule, Need.OWN);
    onceInMillis = RegistryRule.hours(rule.threshold("tellEveryHours"));
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    List<Finding> all = inspectAll(observation, contexts);
    return all.isEmpty() ? null : all.get(0);
  }

  @Override
  public List<Finding> inspectAll(Observation observation, Contexts contexts) {
    CallGlance call = observation.call();
    if (call == null || call.exposures().isEmpty()) {
      return List.of();
    }
    boolean stranger = observation.who().principal().kind() == Principal.Kind.SOURCE;
    if (stranger && call.status() >= REFUSED_FROM) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (Exposure exposure : call.exposures()) {
      findings.add(finding(call, exposure, stranger));
    }
    return findings;
  }

  private Finding finding(CallGlance call, Exposure exposure, boolean stranger) {
    String what = what(exposure.kind());
    String route = call.method() + " " + call.route();
    return new Finding(
        0.9,
        stranger || !gravest(exposure.kind()) ? Severity.LOW : rule().severity(),
        "sends " + what + " in clear",
        what
            + " stood in the "
            + where(exposure.place())
            + " of "
            + route
            + ", answered "
            + call.status(),
        List.of(new Evidence("exposures", 1, 0, "exposures", 1)),
        "quiet when they travel in the body or in a header that no log keeps",
        exposure.place() + "|" + exposure.kind() + "|" + route,
        onceInMillis);
  }

  /** What opens a door or an account, rather than names a person. */
  private static boolean gravest(Exposure.Kind kind) {
    return kind != Exposure.Kind.EMAIL && kind != Exposure.Kind.PHONE;
  }

  private static String what(Exposure.Kind kind) {
    return switch (kind) {
      case CARD -> "card numbers";
      case IBAN -> "account numbers (IBAN)";
      case EMAIL -> "e-mail addresses";
      case PHONE -> "phone numbers";
      case JWT -> "tokens (JWT)";
      case API_KEY -> "secret-looking values (keys, tokens or session ids)";
      case PASSWORD -> "passwords";
    };
  }

  private static String where(Exposure.Place place) {
    return switch (place) {
      case PATH -> "path";
      case QUERY -> "query";
      case REFERER -> "referer";
      case USER_AGENT -> "user agent";
    };
  }
}
