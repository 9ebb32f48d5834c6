package io.gatewatch.replaydata.cases;

import com.github.luben.zstd.Zstd;
import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The calls of the cases that are made here, by their ids. */
final class MadeCases {
  /** Files up to this size, in bytes, stay readable; larger ones are packed. */
  private static final int READABLE = 20 << 10;

  private static final int LEVEL = 19;

  private final TreeMap<String, Supplier<List<LogEntry>>> made = new TreeMap<>();

  /** All of them. */
  static MadeCases all() {
    MadeCases all = new MadeCases();
    CredentialCases.into(all);
    ObjectCases.into(all);
    VolumeCases.into(all);
    ServiceCases.into(all);
    RegistryCases.into(all);
    ChangeCases.into(all);
    PaymentCases.into(all);
    FeedCases.into(all);
    PresenceCases.into(all);
    ProbeCases.into(all);
    PathCases.into(all);
    DriftCases.into(all);
    return all;
  }

  void add(String id, Supplier<List<LogEntry>> calls) {
    if (made.put(id, calls) != null) {
      throw new IllegalArgumentException(id + ": made twice");
    }
  }

  Map<String, Supplier<List<LogEntry>>> made() {
    return made;
  }

  /** Its lines, as they stand in the file. */
  static byte[] lines(List<LogEntry> calls) {
    StringBuilder lines = new StringBuilder();
    calls.forEach(call -> lines.append(CallJson.write(call)).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Writes the calls of all cases below a folder. */
  void write(Path root) throws IOException {
    for (Map.Entry<String, Supplier<List<LogEntry>>> one : made.entrySet()) {
      Path folder = Files.createDirectories(root.resolve(one.getKey()));
      byte[] lines = lines(one.getValue().get());
      boolean readable = lines.length <= READABLE;
      Path plain = folder.resolve("calls.ndjson");
      Path packed = folder.resolve("calls.ndjson.zst");
      Files.deleteIfExists(readable ? packed : plain);
      Files.write(readable ? plain : packed, readable ? lines : packed(lines));
    }
  }

  private static byte[] packed(byte[] lines) {
    return Zstd.compress(lines, LEVEL);
  }
}
