package io.gatewatch.streamsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
  private static final byte[] RECORD = {'{', '}'};

  @TempDir Path folder;

  @Test
  void thePrivateKeyIsForItsOwnerOnly() throws IOException {
    SigningKeys.in(folder);
    Path secret = folder.resolve(SigningKeys.PRIVATE_FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }

  @Test
  void aSecondStartSignsWithTheSameKey() {
    String first = SigningKeys.in(folder).sign(RECORD, RECORD);
    assertThat(SigningKeys.in(folder).sign(RECORD, RECORD)).isEqualTo(first);
  }

  @Test
  void aPairThatDoesNotBelongTogetherIsRefusedAtTheStart() throws IOException {
    Path other = folder.resolve("other");
    SigningKeys.in(folder);
    SigningKeys.in(other);
    Files.copy(
        other.resolve(SigningKeys.PUBLIC_FILE),
        folder.resolve(SigningKeys.PUBLIC_FILE),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> SigningKeys.in(folder)).hasMessageContaining("do not belong together");
  }
}
