package io.gatewatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Incidents of several callers that met the same objects. */
class SameVictimTest {
  private static final String VICTIM = "00c0ffee00c0ffee";
  private static final long HOUR = 3_600;

  private final Rows rows = new Rows(AlertingConfig.defaults());

  private List<Alert> campaigns() {
    return rows.alerts.stream().filter(Alert::isCampaign).toList();
  }

  /** Of a caller that has network, operations and category for itself. */
  private static Detection met(int caller, long second, List<String> objects) {
    Category[] about = {
      Category.ACCOUNT_TAKEOVER, Category.OBJECT_ENUMERATION, Category.SCOPE_VIOLATION
    };
    Detection plain =
        Findings.of("app-" + caller)
            .by("rule.r" + caller + "@1", about[caller % 3])
            .severity(Severity.MEDIUM)
            .scope("group-" + caller)
            .at(second);
    return Findings.meeting(plain, "10." + caller + ".0.1", objects);
  }

  /** So many objects of its own, and those. */
  private static List<String> own(int caller, int count, String... and) {
    List<String> objects = new ArrayList<>(List.of(and));
    for (int i = 0; i < count; i++) {
      objects.add(String.format("%08x%08x", caller, i));
    }
    return objects;
  }

  @Test
  void threeCallersThatEachReadOneCustomersAccountALittleAreACampaign() {
    rows.hear(met(1, 10, own(1, 2, VICTIM))).until(60);
    rows.hear(met(2, 610, own(2, 1, VICTIM))).until(660);
    assertThat(campaigns()).as("two may meet by chance").isEmpty();
    rows.hear(met(3, 1_210, own(3, 0, VICTIM))).until(1_260);
    assertThat(campaigns()).singleElement().satisfies(c -> assertThat(c.members()).hasSize(3));
    assertThat(campaigns().get(0).summary()).contains("with object " + VICTIM + " in common");
    assertThat(campaigns().get(0).calls())
        .extracting(SampleCall::newObject)
        .as("an analyst sees on which calls")
        .contains(VICTIM);
    rows.hear(met(4, 1_810, own(4, 3, VICTIM))).until(4_000);
    assertThat(campaigns().get(1).members()).as("and who comes after them").hasSize(4);
  }

  @Test
  void whatCallersMeetAllTheTimeIsNoVictim() {
    for (int caller = 1; caller <= 3; caller++) {
      rows.hear(met(caller, 2 * HOUR * caller, own(caller, 2, VICTIM)));
      rows.until(2 * HOUR * caller + 1_800);
    }
    for (int caller = 4; caller <= 6; caller++) {
      rows.hear(met(caller, 9 * HOUR + 60L * caller, own(caller, 2, VICTIM)));
    }
    rows.until(11 * HOUR);
    assertThat(campaigns()).isEmpty();
    rows.hear(met(7, 12 * HOUR, own(7, 2, "0badc0de00000000")));
    rows.hear(met(8, 12 * HOUR + 60, own(8, 2, "0badc0de00000000")));
    rows.hear(met(9, 12 * HOUR + 120, own(9, 2, "0badc0de00000000"))).until(13 * HOUR);
    assertThat(campaigns()).as("another object is one").isNotEmpty();
  }

  @Test
  void aCampaignsOwnVictimIsOneStillWhenItGoesOnFromElsewhere() {
    for (int caller = 1; caller <= 3; caller++) {
      rows.hear(met(caller, 60L * caller, own(caller, 2, VICTIM)));
    }
    rows.until(3 * HOUR);
    for (int caller = 4; caller <= 6; caller++) {
      rows.hear(met(caller, 3 * HOUR + 60L * caller, own(caller, 2, VICTIM)));
    }
    rows.until(6 * HOUR);
    assertThat(campaigns().stream().map(Alert::campaignId).distinct()).hasSize(2);
  }

  @Test
  void twoCallersAreLinkedByManyObjectsOnly() {
    String[] account = own(99, 4).toArray(String[]::new);
    rows.hear(met(1, 10, own(1, 3, account)), met(2, 70, own(2, 3, account))).until(130);
    assertThat(campaigns()).as("one customer's accounts").isEmpty();
    String[] list = own(88, 5).toArray(String[]::new);
    rows.hear(met(3, 190, own(3, 3, list)), met(4, 250, own(4, 3, list))).until(310);
    assertThat(campaigns()).singleElement().satisfies(c -> assertThat(c.members()).hasSize(2));
  }

  @Test
  void threeThatWalkThroughManyObjectsMeetOnOneByChance() {
    for (int caller = 1; caller <= 3; caller++) {
      rows.hear(met(caller, 60L * caller, own(caller, 19, VICTIM)));
    }
    rows.until(HOUR / 2);
    assertThat(campaigns()).isEmpty();
    for (int caller = 4; caller <= 6; caller++) {
      rows.hear(
          met(
              caller,
              HOUR / 2 + 60L * caller,
              own(caller, 18, "0badc0de00000000", "0badc0de00000001")));
    }
    rows.until(HOUR);
    assertThat(campaigns()).as("not on two").hasSize(1);
  }

  @Test
  void whoOnlyCallsMuchHasNoVictims() {
    for (int caller = 1; caller <= 3; caller++) {
      Detection loud =
          Findings.of("app-" + caller)
              .by("rule.volume@1", Category.VOLUME_SPIKE)
              .scope("group-" + caller)
              .at(60L * caller);
      rows.hear(Findings.meeting(loud, "10." + caller + ".0.1", List.of(VICTIM)));
    }
    rows.until(HOUR / 2);
    assertThat(campaigns()).isEmpty();
  }
}
