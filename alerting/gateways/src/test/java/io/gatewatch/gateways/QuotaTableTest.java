package io.gatewatch.gateways;

import static io.gatewatch.gateways.Controller.ISSUED;
import static io.gatewatch.gateways.Controller.cut;
import static io.gatewatch.gateways.Controller.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import io.gatewatch.gateways.Controller.Signed;
import io.gatewatch.gateways.Outcome.Applied;
import io.gatewatch.gateways.Outcome.Ignored;
import io.gatewatch.gateways.Outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaTableTest {
  private static final Instant NOW = ISSUED.plusSeconds(1);

  private final Controller controller = new Controller();
  private final QuotaTable table = new QuotaTable(List.of(controller.publicKey()));

  @Test
  void aSignedUpdateIsInForce() {
    QuotaUpdate update = cut(1, 1);

    assertThat(controller.sign(update).applyTo(table, NOW)).isInstanceOf(Applied.class);
    assertThat(table.inForce(NOW)).extracting(HeldQuota::update).containsExactly(update);
    assertThat(table.ignored()).isEmpty();
  }

  @Test
  void aForgedValueIsIgnoredAndCounted() {
    Signed real = controller.sign(cut(1, 1));
    byte[] forged =
        new String(real.value, StandardCharsets.UTF_8)
            .replace("\"factor\":0.5", "\"factor\":0.1")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(forged).isNotEqualTo(real.value);
    assertIgnored(table.apply(real.key, forged, real.signature, NOW), Reason.FORGED);
  }

  @Test
  void aSignatureThatIsNoBase64IsForged() {
    Signed real = controller.sign(cut(1, 1));
    String kid = new String(real.signature, StandardCharsets.UTF_8).split("\\.", 2)[0];

    assertIgnored(table.apply(real.key, real.value, bytes(kid + ".!"), NOW), Reason.FORGED);
  }

  @Test
  void anotherPartysKeyIsNotBelieved() {
    assertIgnored(new Controller().sign(cut(1, 1)).applyTo(table, NOW), Reason.UNKNOWN_KEY);
  }

  @Test
  void aRecordWithoutSignatureOrWithoutValueIsIgnored() {
    Signed real = controller.sign(cut(1, 1));

    assertIgnored(table.apply(real.key, real.value, null, NOW), Reason.UNSIGNED);
    assertThat(table.apply(real.key, null, real.signature, NOW))
        .isEqualTo(new Ignored(Reason.UNSIGNED));
  }

  @Test
  void aSignedUpdateUnderAnotherRecordKeyIsIgnored() {
    Signed moved =
        controller.sign("acme/edge/loans.read/somebody-else", controller.sign(cut(1, 1)).value);

    assertIgnored(moved.applyTo(table, NOW), Reason.WRONG_KEY);
  }

  @Test
  void signedBytesThatAreNoUpdateAreIgnored() {
    assertIgnored(controller.sign("k", bytes("{}")).applyTo(table, NOW), Reason.UNREADABLE);
    assertThat(controller.sign("k", bytes("no json")).applyTo(table, NOW))
        .isEqualTo(new Ignored(Reason.UNREADABLE));
    assertThat(controller.sign("k", bytes("null")).applyTo(table, NOW))
        .isEqualTo(new Ignored(Reason.UNREADABLE));
  }

  @Test
  void applyingTwiceChangesNothingNotEvenTheEnd() {
    Signed update =
        controller.sign(cut(1, 1, QuotaMode.ENFORCE, Action.THROTTLE, Approval.NOT_NEEDED, 60));
    update.applyTo(table, NOW);
    List<HeldQuota> before = table.inForce(NOW);

    assertThat(update.applyTo(table, NOW.plusSeconds(30))).isEqualTo(new Ignored(Reason.STALE));
    assertThat(table.inForce(NOW.plusSeconds(30))).isEqualTo(before);
    assertThat(table.inForce(NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void anOlderVersionCannotComeBack() {
    controller.sign(cut(1, 2)).applyTo(table, NOW);

    assertThat(controller.sign(cut(1, 1)).applyTo(table, NOW)).isEqualTo(new Ignored(Reason.STALE));
    assertThat(table.inForce(NOW)).extracting(q -> q.update().version()).containsExactly(2L);
  }

  @Test
  void anOlderVersionCannotComeBackAfterTheNewerOneEnded() {
    controller
        .sign(cut(1, 2, QuotaMode.ENFORCE, Action.THROTTLE, Approval.NOT_NEEDED, 10))
        .applyTo(table, NOW);
    Instant later = NOW.plusSeconds(20);

    assertThat(table.inForce(later)).isEmpty();
    assertThat(controller.sign(cut(1, 1)).applyTo(table, later))
        .isEqualTo(new Ignored(Reason.STALE));
    assertThat(table.inForce(later)).isEmpty();
  }

  @Test
  void aNewControllerEpochOutranksAnyVersionOfTheOldOne() {
    controller.sign(cut(1, 900)).applyTo(table, NOW);

    assertThat(controller.sign(cut(2, 1)).applyTo(table, NOW)).isInstanceOf(Applied.class);
    assertThat(controller.sign(cut(1, 901)).applyTo(table, NOW))
        .isEqualTo(new Ignored(Reason.STALE));
  }

  @Test
  void anUpdateThatComesAfterItsEndIsIgnored() {
    Instant end = ISSUED.plusSeconds(900);

    assertIgnored(controller.sign(cut(1, 1)).applyTo(table, end), Reason.EXPIRED);
  }

  @Test
  void aLimitEndsAtExpiresAt() {
    controller.sign(cut(1, 1)).applyTo(table, NOW);

    assertThat(table.inForce(ISSUED.plusSeconds(899))).hasSize(1);
    assertThat(table.inForce(ISSUED.plusSeconds(900))).isEmpty();
  }

  @Test
  void aLimitEndsAtReceiptPlusTtlWhenThatIsEarlier() {
    controller
        .sign(cut(1, 1, QuotaMode.ENFORCE, Action.THROTTLE, Approval.NOT_NEEDED, 60))
        .applyTo(table, NOW);

    assertThat(table.inForce(NOW.plusSeconds(59))).hasSize(1);
    assertThat(table.inForce(NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void aMonitoredUpdateIsKeptApartFromTheEnforcedOnes() {
    controller
        .sign(cut(1, 1, QuotaMode.MONITOR, Action.THROTTLE, Approval.NOT_NEEDED, 900))
        .applyTo(table, NOW);

    assertThat(table.inForce(NOW)).isEmpty();
    assertThat(table.monitored(NOW)).hasSize(1);
  }

  @Test
  void turningAKeyToMonitorLiftsItsEnforcedLimit() {
    controller.sign(cut(1, 1)).applyTo(table, NOW);
    controller
        .sign(cut(1, 2, QuotaMode.MONITOR, Action.THROTTLE, Approval.NOT_NEEDED, 900))
        .applyTo(table, NOW);

    assertThat(table.inForce(NOW)).isEmpty();
    assertThat(table.monitored(NOW)).hasSize(1);
  }

  @Test
  void aStepOnTheWayBackIsStillALimitAndBaseIsNone() {
    controller.sign(cut(1, 1)).applyTo(table, NOW);
    controller.sign(restore(2, 0.75)).applyTo(table, NOW);
    assertThat(table.inForce(NOW)).hasSize(1);

    controller.sign(restore(3, 1)).applyTo(table, NOW);
    assertThat(table.inForce(NOW)).isEmpty();
    assertThat(table.monitored(NOW)).isEmpty();
  }

  @Test
  void aRaiseIsInForceAndTheReturnToBaseEndsIt() {
    controller.sign(restore(1, 1.5)).applyTo(table, NOW);
    assertThat(table.inForce(NOW)).singleElement().matches(HeldQuota::isRaise);

    controller.sign(restore(2, 1)).applyTo(table, NOW);
    assertThat(table.inForce(NOW)).isEmpty();
  }

  @Test
  void aBlockThatWaitsForAPersonIsNotInForceUntilGranted() {
    controller
        .sign(cut(1, 1, QuotaMode.ENFORCE, Action.BLOCK, Approval.PENDING, 900))
        .applyTo(table, NOW);
    assertThat(table.inForce(NOW)).isEmpty();
    assertThat(table.monitored(NOW)).hasSize(1);

    controller
        .sign(cut(1, 2, QuotaMode.ENFORCE, Action.BLOCK, Approval.GRANTED, 900))
        .applyTo(table, NOW);
    assertThat(table.inForce(NOW)).hasSize(1);
    assertThat(table.monitored(NOW)).isEmpty();
  }

  @Test
  void twoSignersAreBelievedWhileKeysAreChanged() {
    Controller next = new Controller();
    QuotaTable both = new QuotaTable(List.of(controller.publicKey(), next.publicKey()));

    assertThat(controller.sign(cut(1, 1)).applyTo(both, NOW)).isInstanceOf(Applied.class);
    assertThat(next.sign(cut(1, 2)).applyTo(both, NOW)).isInstanceOf(Applied.class);
  }

  @Test
  void aTableWithoutSignersIsRefused() {
    assertThatThrownBy(() -> new QuotaTable(List.of())).hasMessageContaining("signers: none");
  }

  private void assertIgnored(Outcome outcome, Reason reason) {
    assertThat(outcome).isEqualTo(new Ignored(reason));
    assertThat(table.ignored()).containsEntry(reason, 1L);
    assertThat(table.inForce(NOW)).isEmpty();
    assertThat(table.monitored(NOW)).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
