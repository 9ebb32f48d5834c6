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
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskingKeysTest {
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
    try (var files = Files.list(folder.resolve("keys"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFileThatHoldsNoKeysIsRefusedWithoutShowingIt() throws IOException {
    load();
    Files.writeString(file(), "gatewatch-masking-1 k-1 zz-not-hex 00");
    assertThatThrownBy(this::load)
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("zz-not-hex");
    Files.writeString(file(), "gatewatch-masking-1 k-1 00ff 00ff");
    assertThatThrownBy(this::load).isInstanceOf(IOException.class);
  }

  @Test
  void keysNeverShowThemselves() throws IOException {
    MaskingKeys keys = load();
    assertThat(keys.toString()).isEqualTo("MaskingKeys[" + keys.idAt(Instant.EPOCH) + "]");
  }

  private MaskingKeys load() throws IOException {
    return MaskingKeys.loadOrCreate(file(), new SecureRandom());
  }

  private Path file() {
    return folder.resolve("keys").resolve("masking.key");
  }

  private static String hash(MaskingKeys keys) {
    return new Masker(keys).at(null).hash(Masker.Purpose.CLAIM, "t", "x");
  }
}
