package io.gatewatch.alerting.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.alerting.audit.AuditChain;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the audit says of maintenance windows and snoozes. */
class WindowNoticeTest {
  private static final Instant FROM = Instant.parse("2026-03-02T12:00:20Z");
  private static final String WINDOW =
      "{id: w, reason: Release, from: 2026-03-02T12:00:00Z, to: 2026-03-02T13:00:00Z";

  private static AuditEntry entry(String kind, String yaml, Instant heard) {
    ControlRecord record = ControlRecord.of(kind, "a-1", 3, FROM, yaml);
    return WindowNotice.of(record).entry(new AuditChain("test"), heard);
  }

  private static AuditEntry entry(String yaml) {
    return entry(DeskBook.MAINTENANCE, yaml, FROM.minusSeconds(9));
  }

  @Test
  void itSaysWhoAndWhyAndWhichRecordItWas() {
    String yaml = "snoozes: [{alert: a-1, reason: known, by: ada, unless: [graver]}]";
    AuditEntry entry = entry(DeskBook.SNOOZE, yaml, FROM.minusSeconds(9));
    assertThat(entry.who()).isEqualTo("ada");
    assertThat(entry.action()).isEqualTo("snooze_set");
    assertThat(entry.subject()).isEqualTo("snooze/a-1");
    assertThat(entry.why()).isEqualTo("known");
    String sha256 = ControlRecord.of("any", "any", 1, FROM, yaml).sha256();
    assertThat(entry.detail())
        .isEqualTo("snooze:a-1:3 from 2026-03-02T12:00:20Z, sha256 " + sha256);
  }

  @Test
  void whoIsNamedOnceForAllOrInEachWindowOrNowhere() {
    String one = "maintenance: [" + WINDOW + "}]";
    assertThat(entry(one + "\nby: ada").who()).isEqualTo("ada");
    assertThat(entry("maintenance: [" + WINDOW + ", by: eve}, " + WINDOW + ", by: ada}]").who())
        .isEqualTo("ada, eve");
    assertThat(entry(one).who()).isEqualTo("not said");
  }

  @Test
  void whatEndsAWindowSaysSoAndMayNameWhoEndsIt() {
    assertThat(entry("").action()).isEqualTo("maintenance_ended");
    assertThat(entry("by: eve").action()).isEqualTo("maintenance_ended");
    assertThat(entry("by: eve").who()).isEqualTo("eve");
  }

  @Test
  void itIsDatedWhenItWasHeardOrWhenItCountsWhicheverIsLater() {
    assertThat(entry("").time()).isEqualTo(FROM);
    assertThat(entry(DeskBook.MAINTENANCE, "", FROM.plusSeconds(90)).time())
        .isEqualTo(FROM.plusSeconds(90));
  }

  @Test
  void whatTheDeskLeavesOutIsNone() {
    assertThatThrownBy(() -> entry("maintenance: [{id: w}]"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
