package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatewatch.ingest.text.RealGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reader of one gateway as a process of its own, and what it counts. */
final class LoopReader implements AutoCloseable {
  private final JavaProcess process;
  private final int metricsPort;

  private LoopReader(JavaProcess process, int metricsPort) {
    this.process = process;
    this.metricsPort = metricsPort;
  }

  static LoopReader start(Path folder, String broker, Path publicKey, LoopGateway gateway)
      throws IOException {
    int metricsPort = RealGateway.freePort();
    List<String> config =
        new ArrayList<>(
            List.of(
                "broker: " + broker,
                "publicKeys: [" + publicKey + "]",
                "tenant: " + ClosedLoop.TENANT,
                "group: " + gateway.group(),
                "node: " + gateway.group() + "-1",
                "killFile: " + folder.resolve(gateway.group() + ".kill"),
                "lockFile: " + folder.resolve(gateway.group() + ".lock"),
                "metricsPort: " + metricsPort));
    config.addAll(gateway.door());
    Path file = folder.resolve("reader-" + gateway.group() + ".yaml");
    Files.write(file, config);
    return new LoopReader(
        JavaProcess.start(
            folder.resolve("reader-" + gateway.group() + ".log"),
            ReaderProcess.class.getName(),
            file.toString()),
        metricsPort);
  }

  /** Records of the control topic by what became of them: applied, or why ignored. */
  Map<String, Integer> records() {
    return counted("gatewatch_reader_records_total");
  }

  /** How often the gateway was given its whole set: at the start, and after a restart of it. */
  int pushes() {
    return counted("gatewatch_reader_pushes_total").values().stream().mapToInt(n -> n).sum();
  }

  /** Whether it gives limits to its gateway. */
  boolean acts() {
    return counted("gatewatch_reader_acts").containsValue(1);
  }

  /** A metric's values by their only label, which may be missing. */
  private Map<String, Integer> counted(String metric) {
    Pattern sample = Pattern.compile(metric + "(?:\\{\\w+=\"(\\w+)\"})? (\\S+)");
    Map<String, Integer> values = new TreeMap<>();
    try (InputStream page =
        URI.create("http://127.0.0.1:" + metricsPort + "/metrics").toURL().openStream()) {
      for (String line : new String(page.readAllBytes(), UTF_8).lines().toList()) {
        Matcher found = sample.matcher(line);
        if (found.matches()) {
          String label = found.group(1) == null ? "" : found.group(1);
          values.put(label, (int) Double.parseDouble(found.group(2)));
        }
      }
    } catch (IOException notYet) {
      values.clear();
    }
    return values;
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
