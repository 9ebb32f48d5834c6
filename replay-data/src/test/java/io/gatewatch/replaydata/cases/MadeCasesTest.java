package io.gatewatch.replaydata.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.gatewatch.ingest.LogEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whether the calls of the cases are those that are made here. With {@code
 * -Dgatewatch.cases.write=true} they are written first: the one command that makes them again.
 */
class MadeCasesTest {
  private static final Path CASES = Path.of("cases");

  @BeforeAll
  static void writeWhenTold() throws IOException {
    if (Boolean.getBoolean("gatewatch.cases.write")) {
      MadeCases.all().write(CASES);
    }
  }

  @Test
  void everyFileIsWhatItsWordsMake() throws IOException {
    for (Map.Entry<String, Supplier<List<LogEntry>>> one : MadeCases.all().made().entrySet()) {
      Path folder = CASES.resolve(one.getKey());
      assertThat(read(folder))
          .as(folder.toString())
          .isEqualTo(MadeCases.lines(one.getValue().get()));
    }
  }

  @Test
  void everyCaseSaysWhereItsCallsComeFrom() throws IOException {
    for (Case one : CaseFolders.read(CASES)) {
      assertThat(one.file().made().startsWith("MadeCases"))
          .as(one.id() + " says: made by " + one.file().made())
          .isEqualTo(MadeCases.all().made().containsKey(one.id()));
    }
  }

  private static byte[] read(Path folder) throws IOException {
    Path packed = folder.resolve("calls.ndjson.zst");
    if (!Files.exists(packed)) {
      return Files.readAllBytes(folder.resolve("calls.ndjson"));
    }
    try (InputStream in = new ZstdInputStream(Files.newInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
