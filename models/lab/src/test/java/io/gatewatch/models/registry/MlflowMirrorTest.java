package io.gatewatch.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.models.ModelFile;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against a stub of the API: no MLflow server runs here. */
class MlflowMirrorTest {
  private static final String TEXT = Made.model("minutes", 0);
  private static final String VERSION = ModelFile.open(TEXT).version();

  @Test
  void aModelIsARunWithFiguresAndAVersionOfItsRecipe() throws IOException {
    try (MlflowStub server = new MlflowStub()) {
      MlflowMirror mirror = new MlflowMirror(server.address(), "t0ken");
      String number = add(mirror, Map.of("recall", 0.8, "average_precision", Double.NaN));
      assertThat(number).isEqualTo("1");
      assertThat(server.runs.get("run1").path("experiment_id").asText()).isEqualTo("7");
      assertThat(server.runs.get("run1").path("run_name").asText()).isEqualTo(VERSION);
      assertThat(server.batches.get("run1").path("metrics")).hasSize(1);
      assertThat(server.batches.get("run1").toString()).contains("\"recall\"", "\"by hand\"");
      assertThat(server.artifacts).containsEntry("run1/model.json", TEXT);
      assertThat(server.token).isEqualTo("Bearer t0ken");
    }
  }

  @Test
  void asecondModelOfARecipeIsItsSecondVersionAndStagesAreAliases() throws IOException {
    try (MlflowStub server = new MlflowStub()) {
      MlflowMirror mirror = new MlflowMirror(server.address(), null);
      add(mirror, Map.of());
      String second = add(mirror, Map.of());
      mirror.alias("minutes", "champion", second);
      assertThat(server.models).containsEntry("minutes", 2);
      assertThat(server.aliases).containsEntry("champion", "2");
      assertThat(server.token).isEqualTo("null");
    }
  }

  @Test
  void aServerThatIsAwayIsSaidInOneLine() {
    MlflowMirror mirror = new MlflowMirror(URI.create("http://127.0.0.1:1"), null);
    assertThatThrownBy(() -> add(mirror, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("MLflow at http://127.0.0.1:1 does not answer");
  }

  private static String add(MlflowMirror mirror, Map<String, Double> figures) throws IOException {
    return mirror.add(VERSION, TEXT, ModelFile.read(TEXT).card(), figures);
  }
}
