package io.gatewatch.console;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, driven by Playwright; nothing is downloaded. */
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  final Browser browser;

  private Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** Skips the test where Chromium is missing, except in CI, where it has to be there. */
  static Chromium open() {
    boolean isThere = Files.isExecutable(PROGRAM);
    String missing = PROGRAM + " is missing (apt-get install chromium): the page was not tested";
    if (System.getenv("CI") == null) {
      assumeTrue(isThere, missing);
    } else {
      assertTrue(isThere, missing);
    }
    return new Chromium();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
