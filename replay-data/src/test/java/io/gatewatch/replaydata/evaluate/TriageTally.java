package io.gatewatch.replaydata.evaluate;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Disposition;
import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds what triage said against the truth. An incident counts as triaged without a person only
 * when none of its versions asked an analyst; what became of it is what its gravest version said.
 */
public final class TriageTally {
  private static final Duration AROUND = Duration.ofMinutes(10);

  private int incidents;
  private int loud;
  private int automatic;
  private int loudAutomatic;
  private int campaigns;
  private int inCampaigns;
  private int closed;
  private int closedOfAttacks;
  private int attacks;
  private int seen;
  private int onlyInCampaign;
  private int wronglyClosed;
  private int onlyInformational;
  private final Map<Disposition, Integer> became = new EnumMap<>(Disposition.class);
  private final List<String> wrong = new ArrayList<>();

  /** Adds a run: all versions of all alerts, those of one alert in order. */
  public void add(Truth truth, List<Alert> versions) {
    Map<String, List<Alert>> byId = new LinkedHashMap<>();
    for (Alert alert : versions) {
      byId.computeIfAbsent(alert.alertId(), id -> new ArrayList<>()).add(alert);
    }
    TreeSet<String> told = new TreeSet<>();
    for (List<Alert> alert : byId.values()) {
      if (alert.get(0).isCampaign()) {
        campaigns++;
        alert.stream().filter(a -> !isClosed(a)).forEach(a -> told.add(a.campaignId()));
      } else {
        incident(truth, alert);
      }
    }
    truth.attacks().forEach(attack -> attack(attack, versions, told));
  }

  private void incident(Truth truth, List<Alert> versions) {
    Alert gravest = versions.stream().max(Comparator.comparing(Alert::severity)).orElseThrow();
    boolean alone = versions.stream().allMatch(a -> a.triage().automatic());
    boolean isLoud = gravest.severity() != Severity.LOW;
    incidents++;
    loud += isLoud ? 1 : 0;
    automatic += alone ? 1 : 0;
    loudAutomatic += alone && isLoud ? 1 : 0;
    inCampaigns += versions.stream().anyMatch(a -> a.campaignId() != null) ? 1 : 0;
    became.merge(gravest.triage().disposition(), 1, Integer::sum);
    if (versions.stream().anyMatch(TriageTally::isClosed)) {
      closed++;
      boolean attacked =
          truth.attacks().stream()
              .anyMatch(a -> versions.stream().anyMatch(v -> isClosed(v) && tells(v, a)));
      closedOfAttacks += attacked ? 1 : 0;
    }
  }

  private void attack(KnownAttack attack, List<Alert> versions, Set<String> told) {
    List<Alert> telling =
        versions.stream().filter(a -> !a.isCampaign() && tells(a, attack)).toList();
    attacks++;
    if (telling.isEmpty()) {
      return;
    }
    seen++;
    if (telling.stream().allMatch(TriageTally::isClosed)) {
      boolean elsewhere = telling.stream().anyMatch(a -> told.contains(a.campaignId()));
      onlyInCampaign += elsewhere ? 1 : 0;
      wronglyClosed += elsewhere ? 0 : 1;
      if (!elsewhere) {
        wrong.add(attack.id() + " " + attack.kind() + " " + telling.get(0).triage().disposition());
      }
    } else if (telling.stream()
        .allMatch(a -> a.triage().disposition() == Disposition.INFORMATIONAL)) {
      onlyInformational++;
    }
  }

  private static boolean isClosed(Alert alert) {
    return alert.status() == Alert.Status.SUPPRESSED;
  }

  private static boolean tells(Alert alert, KnownAttack attack) {
    return alert.activity() != Alert.Activity.CLOSED
        && attack.isAround(alert.time(), Duration.ZERO, AROUND)
        && (alert.lane() == Lane.SECURITY || alert.category().wireName().equals(attack.kind()))
        && Coverage.covers(attack, Raised.of(alert));
  }

  /** As Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder("| figure | count | base |\n|---|---|---|\n");
    row(text, "incidents", incidents, "");
    row(text, "triaged without a person", automatic, share(automatic, incidents));
    row(text, "the same above low", loudAutomatic, share(loudAutomatic, loud));
    became.forEach(
        (d, n) -> row(text, "became " + d.name().toLowerCase(Locale.ROOT), n, share(n, incidents)));
    row(text, "campaigns", campaigns, "of " + inCampaigns + " incidents");
    row(text, "incidents closed by us", closed, share(closed, incidents));
    row(text, "of these on an attack", closedOfAttacks, share(closedOfAttacks, closed));
    row(text, "attacks that some alert tells of", seen, share(seen, attacks));
    row(
        text,
        "attacks told by nothing but a campaign",
        onlyInCampaign,
        share(onlyInCampaign, seen));
    row(text, "attacks closed by us", wronglyClosed, share(wronglyClosed, seen));
    row(
        text,
        "attacks only in informational ones",
        onlyInformational,
        share(onlyInformational, seen));
    wrong.forEach(w -> text.append("- ").append(w).append('\n'));
    return text.toString();
  }

  private static void row(StringBuilder text, String name, int count, String base) {
    text.append("| ").append(name).append(" | ").append(count).append(" | ").append(base);
    text.append(" |\n");
  }

  private static String share(int count, int base) {
    return base == 0
        ? "of 0"
        : String.format(Locale.ROOT, "of %d, %.1f %%", base, 100.0 * count / base);
  }
}
