package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What analysts' verdicts mean for the confidence with which an agent is cut. Mutable; part of
 * {@link QuotaLedger}; at most {@link #MOST} verdicts of 300 B.
 *
 * <p><b>Attack.</b> Confidence 1 for that alert, or, where none is named, for all of the principal
 * within a day.
 *
 * <p><b>Harmless.</b> That alert asks for no cut, until it is graver or of another category than
 * then. And what the same principal does of the same category counts for less during 30 days:
 * {@code confidence · (a + 1) / (a + b + 1)}, with a attacks and b harmless ones among the verdicts
 * (the share that was right, as if one had been). Critical evidence keeps its confidence.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Trust {
  static final int MOST = 2_000;
  private static final long REMEMBERED = Duration.ofDays(30).toMillis();
  private static final long CONFIRMED = Duration.ofDays(1).toMillis();

  /** One verdict, and what the alert was then. */
  @JsonAutoDetect(fieldVisibility = Visibility.ANY)
  static final class Word {
    String principal;
    String alertId;
    Category category;
    boolean attack;
    long at;

    /** How grave the alert was then; low where that is not known: anything above is graver. */
    Severity severity;

    /** What the alert was then; null where that is not known. */
    Category was;

    /** Whether the alert has become another than it was called harmless for. */
    boolean over;
  }

  /** By id of the verdict. */
  TreeMap<String, Word> words = new TreeMap<>();

  /**
   * Notes a verdict; a later one on the same alert takes the place of an earlier one.
   *
   * @param alert as it was heard last; null when it is not known
   */
  void note(AnalystVerdict verdict, HeardAlert alert, long now) {
    words.values().removeIf(w -> w.at <= now - REMEMBERED);
    words.values().removeIf(w -> verdict.alertId() != null && verdict.alertId().equals(w.alertId));
    if (!verdict.isBenign() && !verdict.isAttack()) {
      return;
    }
    while (words.size() >= MOST) {
      words.remove(oldest());
    }
    Word word = new Word();
    word.principal = verdict.principal();
    word.alertId = verdict.alertId();
    word.was = alert == null ? null : alert.category();
    word.category = verdict.category() == null ? word.was : verdict.category();
    word.attack = verdict.isAttack();
    word.at = now;
    word.severity = alert == null ? Severity.LOW : alert.severity();
    words.put(verdict.id(), word);
  }

  private String oldest() {
    String oldest = words.firstKey();
    for (Map.Entry<String, Word> word : words.entrySet()) {
      oldest = word.getValue().at < words.get(oldest).at ? word.getKey() : oldest;
    }
    return oldest;
  }

  /** Whether an alert has become graver or another than what was called harmless; told once. */
  boolean reopens(QuotaGrounds g) {
    for (Word word : words.values()) {
      if (!g.alertId().equals(word.alertId) || word.attack || word.over) {
        continue;
      }
      word.was = word.was == null ? g.category() : word.was;
      // A word of before severities were kept has none.
      Severity then = word.severity == null ? Severity.LOW : word.severity;
      word.over = g.severity().compareTo(then) > 0 || g.category() != word.was;
      return word.over;
    }
    return false;
  }

  /** Whether an alert is called harmless and has not become another since. */
  boolean isHarmless(String alertId) {
    return words.values().stream().anyMatch(w -> alertId.equals(w.alertId) && !w.attack && !w.over);
  }

  /** The confidence of grounds in the light of what was said before. */
  double confidence(QuotaGrounds g, long now) {
    String principal = Principal.agent(g.agentId(), g.issuer()).key(g.tenant(), g.group());
    int attacks = 0;
    int harmless = 0;
    for (Word word : words.values()) {
      boolean its = word.principal.equals(principal) && word.at > now - REMEMBERED;
      boolean confirmed = word.alertId == null && word.at > now - CONFIRMED;
      if (its && word.attack && (g.alertId().equals(word.alertId) || confirmed)) {
        return 1;
      }
      boolean same = its && word.category == g.category();
      attacks += same && word.attack ? 1 : 0;
      harmless += same && !word.attack && !g.alertId().equals(word.alertId) ? 1 : 0;
    }
    return g.severity() == Severity.CRITICAL
        ? g.confidence()
        : g.confidence() * (attacks + 1) / (attacks + harmless + 1);
  }
}
