package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingKeysTest {
  private static final String ONE = "0123456789abcdef".repeat(4) + " " + "00112233".repeat(4);
  private static final String TWO = "fedcba9876543210".repeat(4) + " " + "44556677".repeat(4);
  private static final Instant NOW = Instant.parse("2026-04-30T12:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void keysAreMadeOnceAndThenKept() throws IOException {
    MaskingKeys first = load();
    MaskingKeys second = load();
    assertThat(second).hasToString(first.toString());
    assertThat(hash(second)).isEqualTo(hash(first)).isNotEqualTo(hash(MaskingKeys.wellKnown()));
  }

  @Test
  void onlyTheOwnerMayReadTheFile() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    load();
    rotate(MAY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(this::load)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void nothingIsLeftBesideTheKeyFile() throws IOException {
    load();
    rotate(MAY);
    try (var files = Files.list(folder.resolve("keys"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFileOfOneLineAsOlderVersionsWroteItIsRead() throws IOException {
    write("gatewatch-masking-1 k-1 " + ONE);
    assertThat(load().idAt(Instant.EPOCH)).isEqualTo("k-1");
    assertThat(load().idAt(Instant.parse("2099-01-01T00:00:00Z"))).isEqualTo("k-1");
  }

  @Test
  void aNewPairIsInForceFromItsRoundOn() throws IOException {
    MaskingKeys before = load();
    String added = rotate(MAY);
    MaskingKeys after = load();
    assertThat(after.idAt(MAY.minusMillis(1))).isEqualTo(before.idAt(MAY));
    assertThat(after.idAt(MAY)).isEqualTo(added);
    assertThat(after.at(MAY.toEpochMilli()).previous().id()).isEqualTo(before.idAt(MAY));
    Instant overlapEnds = MAY.plus(Duration.ofDays(7));
    assertThat(after.at(overlapEnds.toEpochMilli() - 1).previous()).isNotNull();
    assertThat(after.at(overlapEnds.toEpochMilli()).previous()).isNull();
  }

  @Test
  void theOverlapIsTheFilesToSay() throws IOException {
    load();
    MaskingKeys.rotate(file(), MAY, NOW, Duration.ofHours(1), false, new SecureRandom());
    assertThat(load().at(MAY.plusSeconds(3599).toEpochMilli()).previous()).isNotNull();
    assertThat(load().at(MAY.plusSeconds(3600).toEpochMilli()).previous()).isNull();
  }

  @Test
  void identitiesStayWithTheFirstPairUntilTheyAreMovedByHand() throws IOException {
    MaskingKeys first = load();
    rotate(MAY);
    Instant june = Instant.parse("2026-06-01T00:00:00Z");
    assertThat(load().at(june.toEpochMilli()).identity().id()).isEqualTo(first.idAt(MAY));
    String moved =
        MaskingKeys.rotate(file(), june, NOW, Duration.ofDays(7), true, new SecureRandom());
    assertThat(load().at(june.toEpochMilli() - 1).identity().id()).isEqualTo(first.idAt(MAY));
    assertThat(load().at(june.toEpochMilli()).identity().id()).isEqualTo(moved);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-04-30T11:59:50Z", "2026-04-30T12:00:10Z", "2026-05-01T00:00:05Z"})
  void aPairThatStartsTooEarlyOrInsideARoundIsRefused(String from) throws IOException {
    load();
    String before = Files.readString(file());
    assertThatThrownBy(() -> rotate(Instant.parse(from)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: start of a round");
    assertThat(Files.readString(file())).isEqualTo(before);
  }

  @Test
  void aPairThatStartsBeforeTheLastOneIsRefused() throws IOException {
    load();
    rotate(MAY.plusSeconds(60));
    assertThatThrownBy(() -> rotate(MAY)).isInstanceOf(IOException.class);
    assertThat(Files.readAllLines(file())).hasSize(2);
  }

  @Test
  void aChangeThatBrokeOffIsNotOverwritten() throws IOException {
    load();
    Files.createFile(file().resolveSibling("masking.key.new"));
    assertThatThrownBy(() -> rotate(MAY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("masking.key.new");
  }

  @Test
  void remarksStay() throws IOException {
    write("# made by hand\ngatewatch-masking-1 k-1 " + ONE + "\n");
    rotate(MAY);
    assertThat(Files.readString(file())).startsWith("# made by hand\n");
    assertThat(load().idAt(Instant.EPOCH)).isEqualTo("k-1");
  }

  @Test
  void aChangedFileIsNoticedAndABrokenOneIsNot() throws IOException {
    MaskingKeyFile opened = MaskingKeyFile.open(file(), new SecureRandom());
    assertThat(opened.refresh()).isFalse();
    String added = rotate(MAY);
    assertThat(opened.get().idAt(MAY)).isNotEqualTo(added);
    assertThat(opened.refresh()).isTrue();
    assertThat(opened.get().idAt(MAY)).isEqualTo(added);
    Files.writeString(file(), "nothing");
    assertThatThrownBy(opened::refresh).isInstanceOf(IOException.class);
    assertThat(opened.get().idAt(MAY)).isEqualTo(added);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gatewatch-masking-1 k-1 zz-not-hex 00",
        "gatewatch-masking-1 k-1 00ff 00ff",
        "gatewatch-masking-2 k-1 ONE",
        "gatewatch-masking-1 k-1 ONE\ngatewatch-masking-1 k-2 TWO",
        "gatewatch-masking-1 k-1 ONE\ngatewatch-masking-1 k-1 TWO from=2026-05-01T00:00:00Z",
        "gatewatch-masking-1 k-1 ONE\ngatewatch-masking-1 k-2 ONE from=2026-05-01T00:00:00Z",
        "gatewatch-masking-1 k-1 ONE\ngatewatch-masking-1 k-2 TWO from=2026-05-01T00:00:03Z",
        "gatewatch-masking-1 k-1 ONE\ngatewatch-masking-1 k-2 TWO from=yesterday",
        "gatewatch-masking-1 k-1 ONE overlap=P9Y",
        "gatewatch-masking-1 k-1 ONE until=2026-05-01T00:00:00Z",
        "gatewatch-masking-1 k-1 ONE from=2026-05-01T00:00:00Z",
        "# nothing but this",
        ""
      })
  void aFileThatHoldsNoRingIsRefusedWithoutShowingIt(String text) throws IOException {
    write(text.replace("ONE", ONE).replace("TWO", TWO));
    assertThatThrownBy(this::load)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("masking.key")
        .hasMessageNotContaining("zz-not-hex")
        .hasMessageNotContaining("0123456789abcdef")
        .hasMessageNotContaining("fedcba98");
  }

  @Test
  void anOldFirstLineMayGoWhenAnotherNamesIdentities() throws IOException {
    write("gatewatch-masking-1 k-2 " + TWO + " from=2026-05-01T00:00:00Z identity");
    assertThat(load().idAt(Instant.EPOCH)).isEqualTo("k-2");
  }

  @Test
  void keysNeverShowThemselves() throws IOException {
    write("gatewatch-masking-1 k-1 " + ONE);
    assertThat(load()).hasToString("MaskingKeys[k-1]");
  }

  private String rotate(Instant from) throws IOException {
    return MaskingKeys.rotate(file(), from, NOW, new SecureRandom());
  }

  private MaskingKeys load() throws IOException {
    return MaskingKeys.loadOrCreate(file(), new SecureRandom());
  }

  private Path file() {
    return folder.resolve("keys").resolve("masking.key");
  }

  private void write(String text) throws IOException {
    load();
    Files.writeString(file(), text);
  }

  private static String hash(MaskingKeys keys) {
    return new Masker(keys).at(null).hash(Masker.Purpose.CLAIM, "t", "x");
  }
}
