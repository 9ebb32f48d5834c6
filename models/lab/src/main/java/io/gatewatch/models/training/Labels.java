package io.gatewatch.models.training;

import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow.Exclusion;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts labels on rows. Where several cover one row, an attack outranks whatever else was said, and
 * that nobody can say outranks benign. A row that comes labelled as an attack stays one: only a
 * file of what is known of the traffic says otherwise of which. A row of the five minutes after an
 * attack is neither, as its features still hold the attack. Where all attacks are known, an alert
 * hides nothing: what it excludes is ordinary, unless an attack bore on the agent within the hour
 * before, since features look back so far. Size: the labels, and a list for each agent.
 */
public final class Labels {
  /** What most features look back on. */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final List<Label> all;
  private final List<Label> attacks;
  private final Map<String, List<Label>> byAgent = new HashMap<>();

  /** Of some of what was: attacks may be unknown. */
  public Labels(List<Label> labels) {
    this(labels, null);
  }

  /**
   * Labels.
   *
   * @param attacks when attacks bore on agents, their victims included: all that were; null when
   *     there may be others
   */
  public Labels(List<Label> labels, List<Label> attacks) {
    this.all = List.copyOf(labels);
    this.attacks = attacks == null ? null : List.copyOf(attacks);
  }

  /**
   * The row with what is known of it. A row that no label covers keeps its own.
   *
   * @param openAlerts ids of the alerts above low that were open about its agent then; of a row
   *     that an alert excludes and of which this is not known, none
   */
  public TrainingRow label(TrainingRow row, List<String> openAlerts) {
    List<Label> covering =
        byAgent.computeIfAbsent(row.agent(), this::of).stream()
            .filter(l -> l.covers(row.time()))
            .toList();
    Label attack = first(covering, Label.Says.ATTACK);
    if (!row.ordinary()) {
      boolean known = attack != null && attack.source() == Label.Source.TRUTH;
      return known ? with(row, attack.category(), attack.event(), row.excluded()) : row;
    }
    Label unsure = first(covering, Label.Says.UNDETERMINED);
    Label benign = first(covering, Label.Says.BENIGN);
    boolean ofAlert = row.excluded() == Exclusion.ALERT;
    boolean lifted =
        benign != null && openAlerts.stream().allMatch(a -> isLifted(covering, a)) && ofAlert;
    Exclusion left = lifted ? null : row.excluded();
    if (attack != null) {
      return with(row, attack.category(), attack.event(), row.excluded());
    }
    if (unsure != null) {
      Exclusion excluded = left == Exclusion.QUOTA ? left : Exclusion.UNDETERMINED;
      return with(row, row.label(), unsure.event(), excluded);
    }
    if (benign != null) {
      return with(row, Scorer.ORDINARY, benign.event(), left);
    }
    if (row.excluded() == null && isAftermath(row)) {
      return with(row, row.label(), row.event(), Exclusion.AFTERMATH);
    }
    return ofAlert && isFarFromAttacks(row) ? with(row, row.label(), row.event(), null) : row;
  }

  /** Whether the features of five minutes hold an attack that has ended. */
  private boolean isAftermath(TrainingRow row) {
    return byAgent.get(row.agent()).stream()
        .anyMatch(
            l ->
                l.says() == Label.Says.ATTACK
                    && l.to().isBefore(row.time())
                    && l.to().isAfter(row.time().minus(WINDOW)));
  }

  private boolean isFarFromAttacks(TrainingRow row) {
    return attacks != null
        && attacks.stream()
            .noneMatch(
                a ->
                    a.isAbout(row.agent())
                        && !row.time().isBefore(a.from())
                        && !row.time().minus(Split.LOOKS_BACK).isAfter(a.to()));
  }

  private static boolean isLifted(List<Label> covering, String alert) {
    return covering.stream().anyMatch(l -> l.lifts(alert));
  }

  private List<Label> of(String agent) {
    return all.stream()
        .filter(l -> l.isAbout(agent))
        .sorted(
            Comparator.comparing(Label::source)
                .thenComparing(Label::from)
                .thenComparing(Label::event))
        .toList();
  }

  private static Label first(List<Label> covering, Label.Says says) {
    return covering.stream().filter(l -> l.says() == says).findFirst().orElse(null);
  }

  private static TrainingRow with(TrainingRow row, String label, String event, Exclusion excluded) {
    return new TrainingRow(
        row.agent(), row.time(), row.cohort(), row.features(), label, event, excluded, row.told());
  }
}
