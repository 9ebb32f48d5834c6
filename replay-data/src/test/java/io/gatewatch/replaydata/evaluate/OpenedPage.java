package io.gatewatch.replaydata.evaluate;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A written page in Debian's Chromium; nothing is downloaded. */
final class OpenedPage implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  final Page page;
  final List<String> faults = new ArrayList<>();
  final List<String> requests = new ArrayList<>();

  /** Skips the test where Chromium is missing, except in CI, where it has to be there. */
  OpenedPage(Path file) {
    boolean isThere = Files.isExecutable(PROGRAM);
    String missing = PROGRAM + " is missing (apt-get install chromium): the page was not tested";
    if (System.getenv("CI") == null) {
      assumeTrue(isThere, missing);
    } else {
      assertTrue(isThere, missing);
    }
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    page = browser.newPage();
    page.onPageError(faults::add);
    page.onConsoleMessage(message -> faults.add(message.type() + ": " + message.text()));
    page.onRequest(request -> requests.add(request.url()));
    page.navigate(file.toUri().toString());
  }

  /** How many pixels of each canvas are drawn on, by its id. */
  @SuppressWarnings("unchecked")
  Map<String, Integer> drawn() {
    return (Map<String, Integer>)
        page.evaluate(
            "() => Object.fromEntries([...document.querySelectorAll('canvas')].map(c => [c.id, c.width"
                + " && c.height ? c.getContext('2d').getImageData(0, 0, c.width, c.height)"
                + ".data.filter((v, i) => i % 4 === 3 && v > 0).length : 0]))");
  }

  void print() {
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
