package io.gatewatch.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    registry.record("ada", Event.Action.REFUSE, hash, "minutes", null, "better: no");
    assertThat(stage(hash)).isEqualTo(Stage.CANDIDATE);
    assertThat(registry.events()).extracting(Event::why).containsExactly("new", "better: no");
  }

  @Test
  void nobodyCanChangeWhatWasDone() throws IOException {
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
            again().record("ben", Event.Action.SHADOW, null, null, NOW, "first");
            return own.create(name, content);
          }

          @Override
          public List<String> list(String of) throws IOException {
            return own.list(of);
          }
        };
    ModelRegistry slow = new ModelRegistry(racing, Clock.fixed(NOW, ZoneOffset.UTC));
    assertThatThrownBy(() -> slow.record("ada", Event.Action.SHADOW, null, null, NOW, "second"))
        .hasMessageContaining("somebody else changed the registry");
    assertThat(again().events()).extracting(Event::who).containsExactly("ben");
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
    registry.record("ada", action, hash, hash == null ? null : "minutes", NOW, "because");
  }

  private Stage stage(String hash) throws IOException {
    return registry.stages().find(hash).stage();
  }
}
