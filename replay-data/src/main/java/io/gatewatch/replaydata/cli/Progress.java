package io.gatewatch.replaydata.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error when that is a terminal; nothing otherwise. */
public final class Progress implements AutoCloseable {
  /** Set by the launcher, which can ask: a JVM cannot know of standard error alone. */
  private static final String TERMINAL = "gatewatch.terminal";

  private final ProgressBar bar;

  private Progress(ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * Starts a bar.
   *
   * @param max steps to go; -1 when unknown
   */
  @SuppressWarnings("SystemConsoleNull") // null means no terminal on JDK 17, which we compile for
  public static Progress bar(String task, long max) {
    if (!Boolean.getBoolean(TERMINAL)) {
      return new Progress(null);
    }
    return new Progress(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(max)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .build());
  }

  /** Shows how far the task is. */
  public void stepTo(long step) {
    if (bar != null) {
      bar.stepTo(step);
    }
  }

  /** Shows how far the task is, of so many steps. */
  public void stepTo(long step, long of) {
    if (bar != null) {
      bar.maxHint(of);
      bar.stepTo(step);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
