package io.gatewatch.gateways;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What a class has logged meanwhile, from INFO up. */
final class Logged extends AbstractAppender {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Logged() {
    super("logged", null, null, true, Property.EMPTY_ARRAY);
  }

  static List<String> by(String speaker, Runnable doing) {
    Logged appender = new Logged();
    appender.start();
    Logger logger = (Logger) LogManager.getLogger(speaker);
    Level before = logger.getLevel();
    logger.addAppender(appender);
    Configurator.setLevel(speaker, Level.INFO);
    try {
      doing.run();
    } finally {
      logger.removeAppender(appender);
      Configurator.setLevel(speaker, before);
    }
    return appender.lines;
  }

  @Override
  public void append(LogEvent event) {
    lines.add(event.getMessage().getFormattedMessage());
  }
}
