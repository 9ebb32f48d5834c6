package io.gatewatch.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Lane;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.detectors.Entity;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser, over a console that the test feeds. */
class ConsolePageIT {
  private static Chromium chromium;

  private final List<String> faults = new ArrayList<>();
  private RunningConsole console;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void openBrowser() {
    chromium = Chromium.open();
  }

  @AfterAll
  static void closeBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void logIn() {
    console = new RunningConsole();
    context =
        chromium.browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    page = context.newPage();
    page.onPageError(faults::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && message.text().contains("Content Security")) {
            faults.add(message.text());
          }
        });
    page.navigate(console.address("/?token=" + RunningConsole.TOKEN));
    assertThat(page.locator(".connection")).hasText("live");
  }

  @AfterEach
  void closeAll() {
    context.close();
    console.close();
    assertThat(faults).isEmpty();
  }

  @Test
  void anAlertAppearsWithoutReload() {
    assertThat(page.locator(".empty")).containsText("an alert appears here by itself");
    page.evaluate("window.sameDocument = true");

    console.state.alert(Samples.enumeration().at(Instant.now()).alert());

    Locator row = page.locator("article.alert");
    assertThat(row.locator(".pill")).hasText("high");
    assertThat(row.locator(".risk")).containsText("87");
    assertThat(row.locator(".who")).containsText("budget-buddy");
    assertThat(row.locator(".what")).containsText("188 accounts never seen before in 5 min");
    assertThat(row.locator(".what")).containsText("object enumeration");
    assertThat(row.locator(".why")).containsText("188 objects usual 2.6");
    assertThat(row.locator(".unseen")).hasText("new");
    assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
  }

  @Test
  void theQuotaInForceShowsOnItsAlertAndLeavesWhenItIsLifted() {
    Instant now = Instant.now();
    Alert alert = Samples.enumeration().at(now).alert();
    console.state.alert(alert);
    console.state.quota(
        console.desk.halve(
            alert.quotaKey(), "budget-buddy", QuotaMode.ENFORCE, alert.alertId(), now));

    Locator quota = page.locator("article.alert .limit .quota");
    assertThat(quota).hasClass(Pattern.compile("enforced"));
    assertThat(quota).containsText("×0.5 · 60/min");
    assertThat(page.locator("#tile-quotas")).containsText("1enforced0monitored");

    console.state.quota(console.desk.restore(alert.quotaKey(), now));
    assertThat(page.locator("article.alert .limit")).hasText("no quota");
  }

  @Test
  void aMonitoredQuotaIsPlainlyNotEnforced() {
    Instant now = Instant.now();
    Alert alert = Samples.enumeration().at(now).alert();
    console.state.alert(alert);
    console.state.quota(
        console.desk.halve(
            alert.quotaKey(), "budget-buddy", QuotaMode.MONITOR, alert.alertId(), now));

    assertThat(page.locator(".limit .quota .quota-mode")).hasText("monitor");
    page.keyboard().press("q");
    assertThat(page.locator(".panel")).containsText("accounts.read");
    page.locator("article.alert > button").click();
    assertThat(page.locator(".quota-block")).containsText("no gateway applies it");
  }

  @Test
  void theHealthStripShowsWhatFlows() {
    Instant now = Instant.now();
    for (int i = 0; i < 10; i++) {
      console.state.health().logged(Calls.of("default", "default", now), now);
    }
    console.state.health().rejected(reject(now));
    console.ready.put("detection", false);

    assertThat(page.locator("#tile-sources")).containsText("default/default");
    assertThat(page.locator("#tile-sources")).containsText("10 lines");
    assertThat(page.locator("#tile-calls .big")).hasText("2");
    assertThat(page.locator("#tile-rejects")).containsText("not json");
    assertThat(page.locator("#tile-pipeline .waiting")).containsText("detection");
  }

  @Test
  void theKeyboardMovesAndOpens() {
    Instant now = Instant.now();
    console.state.alert(Samples.enumeration().at(now).alert());
    console.state.alert(Samples.enumeration().withId("a-2").withRisk(40).at(now).alert());
    assertThat(page.locator("article.alert")).hasCount(2);

    page.keyboard().press("j");
    page.keyboard().press("j");
    page.keyboard().press("k");
    page.keyboard().press("j");
    page.keyboard().press("Enter");

    assertThat(page.locator("article.alert").nth(1).locator(".detail")).isVisible();
    assertThat(page.locator("article.alert").nth(0).locator(".detail")).hasCount(0);
    assertThat(page.locator(".detail .calls tbody tr")).hasCount(8);
    assertThat(page.locator(".detail")).containsText("quiet at 15 new accounts");
    page.keyboard().press("Escape");
    assertThat(page.locator(".detail")).hasCount(0);
  }

  @Test
  void lanesAreTabsAndAClosedAlertLeavesTheOpenOnes() {
    Instant now = Instant.now();
    Samples operations = Samples.enumeration().withId("a-3").inLane(Lane.OPERATIONS).at(now);
    console.state.alert(operations.alert());
    assertThat(page.locator("article.alert")).hasCount(1);
    page.keyboard().press("1");
    assertThat(page.locator(".empty")).containsText("No open alerts in security");

    page.locator(".tab", new Page.LocatorOptions().setHasText("Operations")).click();
    assertThat(page.locator("article.alert")).hasCount(1);
    assertThat(page).hasURL(Pattern.compile("#lane=operations"));

    console.state.alert(operations.withVersion(2).withStatus(Alert.Status.RESOLVED).alert());
    assertThat(page.locator(".empty")).containsText("No open alerts in operations");
    assertThat(page.locator(".lately")).hasText("Closed lately");
    assertThat(page.locator("article.alert .tag")).hasText("resolved");
    page.keyboard().press("c");
    assertThat(page.locator(".lately")).hasCount(0);
    assertThat(page.locator("article.alert .tag")).hasText("resolved");
  }

  @Test
  void aCutStreamGoesOnWhereItWasWithoutLoadingTheListAgain() {
    console.state.alert(Samples.enumeration().at(Instant.now()).alert());
    assertThat(page.locator("article.alert")).hasCount(1);
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url().replaceAll(".*/api/v1/|\\?.*", "")));

    console.console().stream().close();
    console.state.alert(Samples.enumeration().withId("a-8").at(Instant.now()).alert());

    assertThat(page.locator("article.alert")).hasCount(2, within10s());
    assertThat(asked).contains("stream").doesNotContain("alerts");
  }

  @Test
  void aLostConnectionIsSaidAndWhatWasMissedComesAfterIt() {
    console.state.alert(Samples.enumeration().at(Instant.now()).alert());
    assertThat(page.locator("article.alert")).hasCount(1);

    console.shut();
    assertThat(page.locator(".banner")).containsText("Connection lost", within20s());
    console.state.alert(Samples.enumeration().withId("a-9").at(Instant.now()).alert());
    console.open();

    // A new run of the server knows no old session.
    assertThat(page.locator(".banner")).containsText("session has ended", within20s());
    page.navigate(console.address("/?token=" + RunningConsole.TOKEN));
    assertThat(page.locator("article.alert")).hasCount(2);
  }

  @Test
  void textFromLogsStaysText() {
    String hostile = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>";
    console.state.alert(
        Samples.enumeration()
            .at(Instant.now())
            .saying(hostile, "javascript:alert(1) " + hostile)
            .about(Entity.Kind.SOURCE, hostile, hostile)
            .alert());
    console.state.health().logged(Calls.of(hostile, hostile, Instant.now()), Instant.now());

    page.locator("article.alert > button").click();
    assertThat(page.locator("article.alert .what b")).hasText(hostile);
    assertThat(page.locator("#tile-sources .source-name")).hasText(hostile + "/" + hostile);
    assertThat(page.locator("main img, main script")).hasCount(0);
    assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
  }

  @Test
  void nothingIsCutOffOnAPhone() {
    context.close();
    context =
        chromium.browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setColorScheme(ColorScheme.DARK));
    page = context.newPage();
    page.navigate(console.address("/?token=" + RunningConsole.TOKEN));
    console.state.alert(Samples.enumeration().at(Instant.now()).alert());

    page.locator("article.alert > button").click();
    assertThat(page.locator(".detail")).isVisible();
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
  }

  private static HasCountOptions within10s() {
    return new HasCountOptions().setTimeout(10_000);
  }

  private static ContainsTextOptions within20s() {
    return new ContainsTextOptions().setTimeout(20_000);
  }

  private static RejectRecord reject(Instant now) {
    return new RejectRecord(
        new ParsedLine.Rejected("not_json", 12, 300, "00ff", "aaaa 99"),
        new RejectRecord.Origin("default", "default", "kong", "receiver"),
        now);
  }
}
