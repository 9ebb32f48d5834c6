package io.gatewatch.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code .ci/run} asks for by name, there is: a wrong name fails a run that was green. */
class CiRunTest {
  private static final Path HOUSE = Path.of("..");
  private static final Pattern ASKED = Pattern.compile("(?m)^ran (\\w+) ");

  @Test
  void everyTestThatMustHaveRunIsAnIntegrationTest() throws IOException {
    List<String> asked =
        ASKED
            .matcher(Files.readString(HOUSE.resolve(".ci/run")))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(asked).hasSizeGreaterThanOrEqualTo(5);
    assertThat(integrationTests()).containsAll(asked);
  }

  private static Set<String> integrationTests() throws IOException {
    try (Stream<Path> files =
        Files.find(
            HOUSE, 16, (path, is) -> is.isRegularFile() && path.toString().endsWith("IT.java"))) {
      return files
          .map(path -> path.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }
}
