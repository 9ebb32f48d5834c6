package io.gatewatch.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
  private static final Instant NOW = Instant.parse("2026-01-20T10:00:00Z");
  private static final String FIRST = Made.model("minutes", 0);
  private static final String SECOND = Made.model("minutes", 1);

  @TempDir private Path folder;
  private ModelRegistry registry;

  @BeforeEach
  void open() {
    registry = again();
  }

  private ModelRegistry again() {
    return new ModelRegistry(new DirectoryStore(folder), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void aModelIsACandidateUntilSomebodySaysOtherwise() throws IOException {
    String hash = registry.add(FIRST, "ada", "trained on January");
    assertThat(registry.stages().models())
        .containsExactly(
            new ModelRegistry.Entry(
                hash, ModelFile.open(FIRST).version(), Stage.CANDIDATE, NOW, "trained on January"));
    assertThat(registry.text(hash)).isEqualTo(FIRST);
    assertThat(registry.stages().champion()).isNull();
  }

  @Test
  void theSameModelTwiceIsOneModelAndOneEvent() throws IOException {
    registry.add(FIRST, "ada", "once");
    registry.add(FIRST, "ben", "twice");
    assertThat(registry.events()).hasSize(1);
  }

  @Test
  void shadowThenChampionThenRolledBackToRulesAlone() throws IOException {
    String hash = registry.add(FIRST, "ada", "new");
    does(Event.Action.SHADOW, hash);
    assertThat(registry.stages().shadow()).isEqualTo(hash);
    assertThat(registry.stages().shadowFrom()).isEqualTo(NOW);
    does(Event.Action.PROMOTE, hash);
    assertThat(registry.stages().champion()).isEqualTo(hash);
    assertThat(registry.stages().shadow()).isNull();
    assertThat(registry.stages().before()).isNull();
    does(Event.Action.ROLLBACK, null);
    assertThat(registry.stages().champion()).isNull();
    assertThat(stage(hash)).isEqualTo(Stage.RETIRED);
  }

  @Test
  void aRollbackBringsTheChampionBeforeBack() throws IOException {
    String first = registry.add(FIRST, "ada", "new");
    String second = registry.add(SECOND, "ada", "newer");
    does(Event.Action.PROMOTE, first);
    does(Event.Action.PROMOTE, second);
    assertThat(stage(first)).isEqualTo(Stage.RETIRED);
    assertThat(registry.stages().before()).isEqualTo(first);
    does(Event.Action.ROLLBACK, first);
    assertThat(registry.stages().champion()).isEqualTo(first);
    assertThat(stage(second)).isEqualTo(Stage.RETIRED);
  }

  @Test
  void anotherShadowMakesTheOneBeforeACandidateAgain() throws IOException {
    String first = registry.add(FIRST, "ada", "new");
    String second = registry.add(SECOND, "ada", "newer");
    does(Event.Action.SHADOW, first);
    does(Event.Action.SHADOW, second);
    assertThat(stage(first)).isEqualTo(Stage.CANDIDATE);
    assertThat(stage(second)).isEqualTo(Stage.SHADOW);
    does(Event.Action.SHADOW, null);
    assertThat(registry.stages().shadow()).isNull();
  }

  @Test
  void aRefusalIsWrittenDownAndChangesNothing() throws IOException {
    String hash = registry.add(FIRST, "ada", "new");
    registry.record(change("ada", Event.Action.REFUSE, hash, null, "better: no"), 1);
    assertThat(stage(hash)).isEqualTo(Stage.CANDIDATE);
    assertThat(registry.events()).extracting(Event::why).containsExactly("new", "better: no");
  }

  @Test
  void aChangeOfAnEventBeforeTheNewestIsToldOf() throws IOException {
    String hash = registry.add(FIRST, "ada", "new");
    does(Event.Action.PROMOTE, hash);
    Path event = folder.resolve("events/000001.json");
    Files.writeString(event, Files.readString(event).replace("ada", "bob"));
    assertThatThrownBy(() -> registry.events())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chain of events is broken");
  }

  @Test
  void aMissingEventIsToldOf() throws IOException {
    String hash = registry.add(FIRST, "ada", "new");
    does(Event.Action.PROMOTE, hash);
    Files.delete(folder.resolve("events/000001.json"));
    assertThatThrownBy(() -> registry.stages()).hasMessageContaining("000001.json: missing");
  }

  @Test
  void ofTwoChangesAtOnceTheSecondIsRefused() throws IOException {
    Store own = new DirectoryStore(folder);
    Store racing =
        new Store() {
          @Override
          public byte[] get(String name) throws IOException {
            return own.get(name);
          }

          @Override
          public boolean create(String name, byte[] content) throws IOException {
            again().record(change("ben", Event.Action.SHADOW, null, NOW, "first"), 0);
            return own.create(name, content);
          }

          @Override
          public List<String> list(String of) throws IOException {
            return own.list(of);
          }
        };
    ModelRegistry slow = new ModelRegistry(racing, Clock.fixed(NOW, ZoneOffset.UTC));
    assertThatThrownBy(
            () -> slow.record(change("ada", Event.Action.SHADOW, null, NOW, "second"), 0))
        .hasMessageContaining("somebody else changed the registry");
    assertThat(again().events()).extracting(Event::who).containsExactly("ben");
  }

  /** A trial takes minutes; whoever changed the champion meanwhile must not be overwritten. */
  @Test
  void whatWasDecidedOnWhatIsNotSoAnyMoreIsRefused() throws IOException {
    String first = registry.add(FIRST, "ada", "new");
    String second = registry.add(SECOND, "ben", "newer");
    int seen = registry.stages().seen();
    does(Event.Action.PROMOTE, first);
    assertThatThrownBy(
            () -> registry.record(change("ben", Event.Action.PROMOTE, second, NOW, "better"), seen))
        .hasMessageContaining("somebody else changed the registry");
    assertThat(registry.stages().champion()).isEqualTo(first);
  }

  @Test
  void somebodyWhoWritesWhileOthersReadMakesNoHole() throws IOException {
    registry.add(FIRST, "ada", "new");
    Store own = new DirectoryStore(folder);
    Store racing =
        new Store() {
          private boolean raced;

          @Override
          public byte[] get(String name) throws IOException {
            byte[] content = own.get(name);
            if (!raced && (content == null || name.startsWith("events/"))) {
              raced = true;
              again().record(change("ben", Event.Action.SHADOW, null, NOW, "meanwhile"), 1);
            }
            return content;
          }

          @Override
          public boolean create(String name, byte[] content) throws IOException {
            return own.create(name, content);
          }

          @Override
          public List<String> list(String of) throws IOException {
            return own.list(of);
          }
        };
    assertThat(new ModelRegistry(racing, Clock.fixed(NOW, ZoneOffset.UTC)).events()).hasSize(1);
    assertThat(again().events()).hasSize(2);
  }

  @Test
  void aStrayFileLocksNobodyOut() throws IOException {
    registry.add(FIRST, "ada", "new");
    Files.writeString(folder.resolve("events/.DS_Store"), "a window");
    Files.writeString(folder.resolve("events/notes.txt"), "mine");
    assertThat(registry.events()).hasSize(1);
  }

  @Test
  void eachEventNamesTheBytesOfTheOneBefore() throws IOException {
    String hash = registry.add(FIRST, "ada", "new");
    does(Event.Action.SHADOW, hash);
    List<ModelRegistry.Logged> log = registry.log();
    assertThat(log.get(1).event().previous())
        .isEqualTo(log.get(0).sha256())
        .isEqualTo(Sha256.hex(Files.readAllBytes(folder.resolve("events/000001.json"))));
  }

  @Test
  void aChampionThatIsBroughtBackIsNotItsOwnShadow() throws IOException {
    String first = registry.add(FIRST, "ada", "new");
    String second = registry.add(SECOND, "ada", "newer");
    does(Event.Action.PROMOTE, first);
    does(Event.Action.PROMOTE, second);
    does(Event.Action.SHADOW, first);
    does(Event.Action.ROLLBACK, first);
    assertThat(registry.stages().champion()).isEqualTo(first);
    assertThat(registry.stages().shadow()).isNull();
    assertThat(stage(first)).isEqualTo(Stage.CHAMPION);
  }

  /** A time in the shadow that no running system heard of is none. */
  @Test
  void aShadowCountsFromWhenItScoresLiveTraffic() throws IOException {
    String hash = registry.add(FIRST, "ada", "new");
    registry.record(change("ada", Event.Action.SHADOW, hash, null, "offline"), 1);
    assertThat(registry.stages().shadow()).isEqualTo(hash);
    assertThat(registry.stages().shadowFrom()).isNull();
    registry.record(change("ada", Event.Action.SHADOW, hash, Instant.EPOCH, "before a call"), 2);
    assertThat(registry.stages().shadowFrom()).isEqualTo(NOW);
    assertThat(registry.stages().find(hash).since()).isEqualTo(NOW);
  }

  /** Written before a basis named labels and verdicts, and before fixtures could be retired. */
  @Test
  void anEventOfAnEarlierReleaseIsStillRead() throws IOException {
    String old =
        "{\"sequence\":1,\"time\":\"2026-01-20T10:00:00Z\",\"who\":\"ada\",\"action\":\"REFUSE\","
            + "\"sha256\":\"ab\",\"model\":\"m-1\",\"from\":null,\"why\":\"better\\u001b[2K\","
            + "\"previous\":\"\",\"basis\":{\"table\":\"t\",\"policy\":\"p\",\"evaluation\":\"e\"}}\n";
    Files.createDirectories(folder.resolve("events"));
    Files.writeString(folder.resolve("events/000001.json"), old);
    Event event = registry.events().get(0);
    assertThat(event.basis()).isEqualTo(new Event.Basis("t", "p", "e", null, null));
    assertThat(event.fixture()).isNull();
    assertThat(event.why()).isEqualTo("better\ufffd[2K");
    registry.add(FIRST, "ada", "the chain goes on");
    assertThat(registry.events()).hasSize(2);
  }

  @Test
  void whatSomebodyWritesIsPlainTextAndFitsARecord() throws IOException {
    registry.add(FIRST, "a\u001b[2Kda", "x\n".repeat(300_000));
    Event event = registry.events().get(0);
    assertThat(event.who()).isEqualTo("a\ufffd[2Kda");
    assertThat(event.why()).hasSize(4_000).doesNotContain("\n");
  }

  @Test
  void aFileThatWasChangedIsNotHandedOut() throws IOException {
    String hash = registry.add(FIRST, "ada", "new");
    Path file = folder.resolve("files/" + hash + ".json");
    Files.writeString(file, Files.readString(file).replace("made up", "made op"));
    assertThatThrownBy(() -> registry.text(hash)).hasMessageContaining("does not match its hash");
  }

  @Test
  void whatIsNoModelIsNotPutIn() {
    assertThatThrownBy(() -> registry.add("{}", "ada", "no"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("model: ");
    assertThat(folder.resolve("files")).doesNotExist();
  }

  @Test
  void aModelIsFoundByTheBeginningOfItsNameOrHash() throws IOException {
    String first = registry.add(FIRST, "ada", "new");
    registry.add(SECOND, "ada", "newer");
    Stages stages = registry.stages();
    assertThat(stages.find(first.substring(0, 10)).sha256()).isEqualTo(first);
    assertThat(stages.find(ModelFile.open(FIRST).version()).sha256()).isEqualTo(first);
    for (String unclear : List.of("minutes", "nobody", "")) {
      assertThatThrownBy(() -> stages.find(unclear)).hasMessageContaining("expected: one");
    }
  }

  private void does(Event.Action action, String hash) throws IOException {
    registry.record(change("ada", action, hash, NOW, "because"), registry.stages().seen());
  }

  private static ModelRegistry.Change change(
      String who, Event.Action action, String hash, Instant from, String why) {
    String model = hash == null ? null : "minutes";
    return new ModelRegistry.Change(who, action, hash, model, from, why, null);
  }

  private Stage stage(String hash) throws IOException {
    return registry.stages().find(hash).stage();
  }
}
