package io.gatewatch.replaydata.bench;

import io.gatewatch.collector.Collector;
import io.gatewatch.collector.CollectorConfig;
import io.gatewatch.replaydata.up.BrokerConfig;
import io.gatewatch.replaydata.up.EmbeddedBroker;
import io.gatewatch.replaydata.up.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One deployable in a JVM of its own; lives until its standard input is closed. */
final class IngestProcess implements AutoCloseable {
  private final Process process;

  private IngestProcess(Process process) {
    this.process = process;
  }

  /** Starts a child and waits for its word. */
  static IngestProcess start(String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(IngestProcess.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (process.getInputStream().read() != 'R') {
      throw new IOException("did not start: " + String.join(" ", arguments));
    }
    return new IngestProcess(process);
  }

  /** CPU that it has used, in nanoseconds: user and system, all threads. */
  long cpuNanos() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000_000L;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path dir = Path.of(arguments[1]);
    int port = Integer.parseInt(arguments[2]);
    AutoCloseable running =
        switch (arguments[0]) {
          case "broker" -> broker(dir, port);
          case "collector" -> collector(arguments[3], dir, port);
          default -> new PassThrough(arguments[3], dir, port);
        };
    System.out.print("R");
    System.out.flush();
    System.in.readAllBytes();
    running.close();
    System.exit(0);
  }

  private static EmbeddedBroker broker(Path dir, int port) {
    EmbeddedBroker broker =
        EmbeddedBroker.start(new BrokerConfig(dir, "127.0.0.1", port, port + 1));
    Topics.createMissing(broker.bootstrapServers());
    return broker;
  }

  private static Collector collector(String broker, Path dir, int port) {
    return Collector.start(
        new CollectorConfig(
            broker,
            "127.0.0.1",
            port,
            dir.resolve("keys"),
            dir.resolve("state"),
            "bench",
            System::currentTimeMillis,
            CollectorConfig.DEFAULT_CLOCK_LAG));
  }
}
