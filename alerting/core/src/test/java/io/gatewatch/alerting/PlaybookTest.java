package io.gatewatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlaybookTest {
  @Test
  void everyCategorySaysWhatToDoAndWhereToReadOn() throws IOException {
    String runbooks = Files.readString(Path.of("..", "RUNBOOKS.md"));
    for (Category category : Category.values()) {
      assertThat(Playbook.actions(category)).as(category.wireName()).isNotEmpty();
      assertThat(Playbook.runbook(category))
          .isEqualTo("alerting/RUNBOOKS.md#" + category.wireName());
      assertThat(runbooks).contains("\n## " + category.wireName() + "\n");
    }
  }
}
