package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.replaydata.up.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderCommandTest {
  @TempDir Path folder;

  @Test
  void aWrongConfigurationIsOneLineAndExitCodeTwo() throws Exception {
    CliRun run = CliRun.of("reader", "--config", config("").toString(), "--check");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("haproxy, nginx, envoy");
  }

  @Test
  void aFileThatIsNotThereIsExitCodeThree() throws Exception {
    assertThat(CliRun.of("reader", "--config", folder.resolve("no.yaml").toString()).exitCode())
        .isEqualTo(3);
    Path config = config("haproxy: {socket: /nowhere/admin.sock}");
    Files.delete(folder.resolve("quota.pub"));
    CliRun run = CliRun.of("reader", "--config", config.toString(), "--check");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("quota.pub: no such file");
  }

  @Test
  void checkTellsTheManifestAndAGatewayThatIsAwayIsExitCodeFour() throws Exception {
    CliRun run =
        CliRun.of(
            "reader",
            "--config",
            config("haproxy: {socket: /nowhere/admin.sock}").toString(),
            "--check");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out()).contains("expiry             in the gateway");
    assertThat(run.err()).contains("/nowhere/admin.sock");
  }

  @Test
  void checkTellsWhatWouldKeepTheReaderFromItsWork() throws Exception {
    Path file = config("envoy: {port: 0}");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("127.0.0.1:9092", "127.0.0.1:" + Ports.anyFree())
            .replace(folder + "/kill", "/nowhere/kill"));
    CliRun run = CliRun.of("reader", "--config", file.toString(), "--check");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines().filter(line -> line.startsWith("wrong")))
        .hasSize(2)
        .anyMatch(line -> line.contains("killFile: /nowhere/kill: there is no such folder"))
        .anyMatch(line -> line.contains("broker: 127.0.0.1:"));
    assertThat(run.out()).contains("quotas of          default/default, as one of 1");
  }

  private Path config(String gateway) throws Exception {
    byte[] key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    Files.writeString(
        folder.resolve("quota.pub"),
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getEncoder().encodeToString(key)
            + "\n-----END PUBLIC KEY-----\n");
    return Files.writeString(
        folder.resolve("reader.yaml"),
        """
        broker: 127.0.0.1:9092
        publicKeys: [FOLDER/quota.pub]
        node: edge-1
        killFile: FOLDER/kill
        lockFile: FOLDER/lock
        """
                .replace("FOLDER", folder.toString())
            + gateway
            + "\n");
  }
}
