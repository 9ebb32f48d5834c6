package io.gatewatch.collector;

import java.nio.file.Path;
import java.time.Duration;

/** Receivers on a free loopback port. */
final class Receivers {
  private Receivers() {}

  /** One that takes from anybody. */
  static LogReceiver open(CallIntake intake) {
    return with(intake, Path.of("no-such-file"), LogReceiver.Settings.of("kong"));
  }

  /** One with these tokens, looked at before each request. */
  static LogReceiver with(CallIntake intake, Path tokens, LogReceiver.Settings settings) {
    return LogReceiver.start(
        intake, "127.0.0.1", 0, ReceiverTokens.of(tokens, "127.0.0.1", Duration.ZERO), settings);
  }
}
