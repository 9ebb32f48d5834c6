package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A reader of some gateway, round by round, by a clock that the test moves. */
final class Rounds {
  static final Place PLACE = new Place("acme", "edge", "edge-1", 1);

  final List<QuotaStatus> told = new ArrayList<>();
  final Path folder;
  final Path killFile;
  final InstantSource clock = () -> this.now;
  Instant now = Instant.parse("2026-02-03T09:00:00Z");
  boolean caughtUp = true;

  /** Whether cuts that no person granted are taken where limits do not end by themselves. */
  boolean automatic = true;

  private final Controller controller = new Controller();
  private final QuotaTable table = new QuotaTable(List.of(controller.publicKey()));
  private Reader reader;

  /** Makes a gateway, maybe once more. */
  interface Maker {
    Gateway make(InstantSource clock) throws IOException;
  }

  private final Maker maker;

  Rounds(Path folder, Maker maker) {
    this.folder = folder;
    this.killFile = folder.resolve("kill");
    this.maker = maker;
  }

  /** A file with the stub's token. */
  static Path token(Path folder) {
    try {
      return Files.writeString(folder.resolve("token"), StubApi.TOKEN + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A reader that has just started; an earlier one is gone, and what it knew with it. */
  Rounds start() throws IOException {
    Quotas quotas =
        new Quotas() {
          @Override
          public boolean isCaughtUp() {
            return caughtUp;
          }

          @Override
          public List<HeldQuota> inForce(Instant at) {
            return table.inForce(at);
          }
        };
    Leadership leads =
        new Leadership() {
          @Override
          public boolean isHeld() {
            return true;
          }

          @Override
          public void close() {
            told.clear();
          }
        };
    reader =
        new Reader(
            PLACE,
            maker.make(clock),
            automatic,
            quotas,
            leads,
            new KillFile(killFile),
            new Reports(PLACE, told::add),
            clock);
    return this;
  }

  void hear(Cut cut) {
    Outcome outcome = controller.sign(cut.at(now)).applyTo(table, now);
    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
  }

  /** So many rounds, a second apart. */
  void run(int count) {
    for (int round = 0; round < count; round++) {
      reader.round();
      now = now.plusSeconds(1);
    }
  }

  /** What was told of an agent's quota, in order. */
  List<QuotaStatus.Result> results(String agent) {
    return told.stream()
        .filter(status -> status.key().endsWith("/" + agent.replace("/", "%2F")))
        .map(QuotaStatus::result)
        .toList();
  }
}
