package io.gatewatch.gateways;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.text.FormatLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real gateway with what we ship for it, in front of a backend that says ok. */
interface TestedGateway extends AutoCloseable {
  /** Where it takes calls. */
  int port();

  /** Its door for the reader. */
  Gateway gateway();

  /** As the operator restarts or reloads it: all limits are forgotten. */
  void forgetAll() throws Exception;

  /** Where its access log goes. */
  Path log();

  /** The log's format. */
  String format();

  /** What it complains of, of ours. */
  String complaints() throws IOException;

  @Override
  void close() throws Exception;

  /** The last call of its log as ingest reads it; null while there is none. */
  default ApiCall lastCall() throws IOException {
    List<String> lines =
        Files.readAllLines(log()).stream().filter(line -> line.startsWith("{")).toList();
    return lines.isEmpty()
        ? null
        : new FormatLines(format())
            .call(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8));
  }
}
