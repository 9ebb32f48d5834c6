package io.gatewatch.alerting.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final int LINKS = 12;

  private static List<String> chain(String name) {
    AuditChain chain = new AuditChain(name);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < LINKS; i++) {
      AuditEntry entry =
          chain.append(NOON.plusSeconds(i), "quota/a/b/c/d", "ann", "act_pin", "w" + i, null);
      rows.add(entry.toJson());
    }
    return rows;
  }

  private static List<String> findings(List<String> rows) {
    AuditVerifier verifier = new AuditVerifier();
    rows.forEach(verifier::row);
    return verifier.findings();
  }

  @Test
  void anUntouchedChainHasNoFindings() {
    assertThat(findings(chain("alerting"))).isEmpty();
    assertThat(findings(List.of())).isEmpty();
  }

  @Property(tries = 12)
  void aRemovedEntryIsFound(@ForAll @IntRange(min = 1, max = LINKS - 2) int which) {
    List<String> rows = chain("alerting");
    rows.remove(which);
    assertThat(findings(rows))
        .singleElement()
        .asString()
        .contains("removed before it: " + (which + 1));
  }

  @Property(tries = 12)
  void aChangedEntryIsFound(@ForAll @IntRange(min = 0, max = LINKS - 1) int which) {
    List<String> rows = chain("alerting");
    rows.set(which, rows.get(which).replace("\"who\":\"ann\"", "\"who\":\"bob\""));
    assertThat(findings(rows)).singleElement().asString().contains("changed, its content");
  }

  @Property(tries = 11)
  void anEntryThatWasChangedAndGivenAFittingHashIsFound(
      @ForAll @IntRange(min = 0, max = LINKS - 2) int which) {
    List<String> rows = chain("alerting");
    AuditChain forger = new AuditChain("alerting");
    AuditEntry forged = null;
    for (int i = 0; i <= which; i++) {
      String why = i == which ? "another" : "w" + i;
      forged = forger.append(NOON.plusSeconds(i), "quota/a/b/c/d", "ann", "act_pin", why, null);
    }
    rows.set(which, forged.toJson());
    assertThat(findings(rows)).singleElement().asString().contains("does not follow");
  }

  @Property(tries = 11)
  void reorderedEntriesAreFound(@ForAll @IntRange(min = 0, max = LINKS - 2) int which) {
    List<String> rows = chain("alerting");
    Collections.swap(rows, which, which + 1);
    assertThat(findings(rows)).anyMatch(f -> f.contains("out of order"));
  }

  @Test
  void chainsOfTwoWritersDoNotDisturbEachOther() {
    List<String> rows = new ArrayList<>();
    List<String> ours = chain("alerting");
    List<String> theirs = chain("console");
    for (int i = 0; i < LINKS; i++) {
      rows.add(ours.get(i));
      rows.add(theirs.get(i));
    }
    assertThat(findings(rows)).isEmpty();
    AuditVerifier verifier = new AuditVerifier();
    rows.forEach(verifier::row);
    assertThat(verifier.lastEvents()).containsOnlyKeys("alerting", "console");
    assertThat(verifier.rows()).isEqualTo(2 * LINKS);
  }

  @Test
  void whatModelRegistriesWriteIsFollowedByItsLinks() {
    String row =
        "{\"schema\":1,\"time\":\"t\",\"subject\":\"model/m\",\"who\":\"ann\",\"action\":\"a\","
            + "\"why\":\"w\",\"sequence\":%d,\"event\":\"e%d\",\"previous\":\"%s\"}";
    List<String> rows =
        List.of(row.formatted(1, 1, ""), row.formatted(2, 2, "e1"), row.formatted(3, 3, "e2"));
    assertThat(findings(rows)).isEmpty();
    assertThat(findings(List.of(rows.get(0), rows.get(2)))).hasSize(1);
    assertThat(findings(List.of(rows.get(0), row.formatted(2, 2, "e9")))).hasSize(1);
  }

  @Test
  void aChainMayBeginLaterButARowThatIsNoneIsFound() {
    List<String> rows = chain("alerting");
    assertThat(findings(rows.subList(5, LINKS))).isEmpty();
    assertThat(findings(List.of("nonsense", "null", "{}"))).hasSize(3);
  }
}
