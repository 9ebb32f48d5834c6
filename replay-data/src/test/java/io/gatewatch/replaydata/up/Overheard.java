package io.gatewatch.replaydata.up;

import java.io.StringWriter;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** What this JVM logs, from INFO on, until closed. */
final class Overheard implements AutoCloseable {
  private static final String NAME = "overheard";

  private final StringWriter said = new StringWriter();
  private final LoggerConfig root =
      LoggerContext.getContext(false).getConfiguration().getRootLogger();

  Overheard() {
    PatternLayout layout = PatternLayout.newBuilder().withPattern("%logger %msg %ex%n").build();
    WriterAppender ear = WriterAppender.createAppender(layout, null, said, NAME, false, true);
    ear.start();
    root.addAppender(ear, null, null);
    LoggerContext.getContext(false).updateLoggers();
  }

  String text() {
    return said.toString();
  }

  @Override
  public void close() {
    root.removeAppender(NAME);
    LoggerContext.getContext(false).updateLoggers();
  }
}
