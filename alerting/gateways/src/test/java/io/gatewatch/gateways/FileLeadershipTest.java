package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLeadershipTest {
  @TempDir Path folder;

  @Test
  void oneOfTwoReadersActsAndTheOtherOneFollowsWhenItEnds() {
    Path file = folder.resolve("lock");
    FileLeadership second = new FileLeadership(file);
    try (FileLeadership first = new FileLeadership(file)) {
      assertThat(first.isHeld()).isTrue();
      assertThat(second.isHeld()).isFalse();
      assertThat(first.isHeld()).isTrue();
    }
    assertThat(second.isHeld()).isTrue();
    second.close();
  }

  @Test
  void aReaderInAnotherProcessHoldsTheLockUntilItIsKilled() throws Exception {
    Path file = folder.resolve("lock");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (FileLeadership here = new FileLeadership(file)) {
      assertThat(other.getInputStream().read()).isEqualTo('1');
      assertThat(here.isHeld()).isFalse();

      other.destroyForcibly().waitFor();

      assertThat(here.isHeld()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void whereNoLockCanBeMadeNobodyActs() {
    try (FileLeadership nowhere = new FileLeadership(folder.resolve("none/lock"))) {
      assertThat(nowhere.isHeld()).isFalse();
    }
  }

  /** Takes the lock, says 1, and keeps it until it is killed, or whoever started it has gone. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
      FileLeadership held = new FileLeadership(Path.of(args[0]));
      System.out.print(held.isHeld() ? "1" : "0");
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
      held.close();
    }
  }
}
