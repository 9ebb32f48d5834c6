package io.gatewatch.replaydata.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;

/**
 * Where details go: {@code gatewatch.log} in the folder of system property {@code
 * gatewatch.log.dir}; unset, in ~/.gatewatch/log, or in the temporary folder when that cannot be
 * written.
 */
final class LogFile {
  private static final String FOLDER = "gatewatch.log.dir";

  private LogFile() {}

  /** Must run before anything logs: names the folder and silences java.util.logging's console. */
  static void prepare() {
    LogManager.getLogManager().reset();
    if (System.getProperty(FOLDER) == null) {
      System.setProperty(FOLDER, folder().toString());
    }
  }

  static Path path() {
    return Path.of(System.getProperty(FOLDER, "."), "gatewatch.log");
  }

  private static Path folder() {
    Path home = Path.of(System.getProperty("user.home"), ".gatewatch", "log");
    try {
      Files.createDirectories(home);
      if (Files.isWritable(home)) {
        return home;
      }
    } catch (IOException e) {
      System.err.println("gatewatch: no log in " + home + " (" + e + "); using the temp folder");
    }
    String user = System.getProperty("user.name");
    return Path.of(System.getProperty("java.io.tmpdir"), "gatewatch-" + user);
  }
}
