package io.gatewatch.collector;

import com.linecorp.armeria.common.util.Exceptions;
import io.gatewatch.collector.syslog.LineSink;
import io.gatewatch.collector.syslog.SyslogListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Gives what syslog brings to the one door. */
final class SyslogIntake implements LineSink {
  private final CallIntake intake;

  SyslogIntake(CallIntake intake) {
    this.intake = intake;
  }

  @Override
  public CompletableFuture<Boolean> take(SyslogListener from, int port, List<byte[]> lines) {
    return intake
        .takeLines(from.format(), from.tenant(), from.group(), lines, "syslog:" + port)
        .handle(
            (report, failure) -> {
              if (failure != null && !(Exceptions.peel(failure) instanceof IntakeRefused)) {
                throw new IllegalStateException("syslog lines not taken", failure);
              }
              return failure == null;
            });
  }
}
