package io.gatewatch.collector.syslog;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where the lines of a listener go. */
public interface LineSink {
  /** Takes lines; true when all are stored, false when they have to be given again later. */
  CompletableFuture<Boolean> take(SyslogListener from, int port, List<byte[]> lines);
}
