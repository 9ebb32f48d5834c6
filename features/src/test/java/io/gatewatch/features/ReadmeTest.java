package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.evidence.EvidenceStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void theTableOfFeaturesInTheReadmeIsTheSchemasOwn() throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains(FeatureSchema.table());
  }

  @Test
  void theTableOfStreamsInTheReadmeIsTheCodesOwn() throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains(EvidenceStream.table());
  }
}
