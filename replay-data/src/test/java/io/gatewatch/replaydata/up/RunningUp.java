package io.gatewatch.replaydata.up;

import io.gatewatch.replaydata.cli.Gatewatch;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code gatewatch up --sample off} in a JVM of its own, as a person would run it. */
final class RunningUp implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration GONE_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());

  private final Thread reader = new Thread(this::readOutput, "output of up");

  private RunningUp(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Where one folder's runs listen; the same at every start. */
  record Places(Path folder, int port, int brokerPort, int flinkPort, int receiverPort) {
    static Places under(Path folder) {
      return new Places(folder, Ports.anyFree(), Ports.anyFree(), Ports.anyFree(), Ports.anyFree());
    }

    Path data() {
      return folder.resolve("some data");
    }

    String broker() {
      return "127.0.0.1:" + brokerPort;
    }

    String receiver() {
      return "http://127.0.0.1:" + receiverPort;
    }
  }

  /** Starts it, with more options, and waits until it says that it is ready. */
  static RunningUp start(Places places, String name, String... more) throws IOException {
    Path log = places.folder().resolve("log-" + name);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dgatewatch.log.dir=" + log,
                "-cp",
                classPathWithoutTests(),
                Gatewatch.class.getName(),
                "up",
                "--sample=off",
                "--data=" + places.data(),
                "--port=" + places.port(),
                "--broker-port=" + places.brokerPort(),
                "--flink-port=" + places.flinkPort(),
                "--receiver-port=" + places.receiverPort()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    RunningUp up = new RunningUp(process, log);
    up.reader.setDaemon(true);
    up.reader.start();
    Await.until("ready", READY_WITHIN, () -> up.says("Ctrl-C stops") || up.isGone());
    if (up.isGone()) {
      throw new AssertionError("it did not start: " + up.output());
    }
    return up;
  }

  /** All that it has printed. */
  List<String> output() {
    return List.copyOf(output);
  }

  /** The shell line that it offers. */
  String curl() {
    return output().stream().filter(line -> line.startsWith("curl ")).findFirst().orElseThrow();
  }

  String log() throws IOException {
    return Files.readString(log.resolve("gatewatch.log"));
  }

  boolean isGone() {
    return !process.isAlive();
  }

  /** Asks it to stop, and goes on reading what it says; the exit code. */
  int terminate() throws InterruptedException {
    process.toHandle().destroy();
    return awaitExit();
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    awaitExit();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private static String classPathWithoutTests() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private boolean says(String words) {
    return output().stream().anyMatch(line -> line.contains(words));
  }

  private int awaitExit() throws InterruptedException {
    if (!process.waitFor(GONE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still there after " + GONE_WITHIN + ": " + output);
    }
    reader.join(GONE_WITHIN.toMillis());
    return process.exitValue();
  }

  private void readOutput() {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(output::add);
    } catch (IOException gone) {
      output.add("(output ended: " + gone.getMessage() + ")");
    }
  }
}
