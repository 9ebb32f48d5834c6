package io.gatewatch.gateways.apigee;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;

/** The script that the operator pastes into his proxy, run by the engine that Apigee has. */
class QuotaScriptTest {
  private static final long NOW = 1_770_109_200L;

  private Context engine;
  private Scriptable scope;

  @BeforeEach
  void load() throws IOException {
    engine = Context.enter();
    engine.setLanguageVersion(Context.VERSION_1_8);
    scope = engine.initStandardObjects();
    String script = Files.readString(Path.of("apigee/gatewatch-quota.js"));
    engine.evaluateString(scope, script, "gatewatch-quota.js", 1, null);
  }

  @AfterEach
  void unload() {
    Context.exit();
  }

  @Test
  void aLimitHoldsUntilItsEndAndNotASecondLonger() {
    String app = app(limit("*", 30, 60, NOW + 10, false));
    assertThat(said(ask(app, "GET", "/accounts/1", NOW), "limit")).isEqualTo("30");
    assertThat(said(ask(app, "GET", "/accounts/1", NOW + 9), "retry")).isEqualTo("2");
    assertThat(ask(app, "GET", "/accounts/1", NOW + 10)).isNull();
  }

  @Test
  void theNarrowOneHoldsAndThatOnAllSparesWhatItLeavesOut() {
    String app =
        app(limit("*", 30, 60, NOW + 900, false), limit("accounts.read", 5, 60, NOW + 60, false));
    assertThat(said(ask(app, "GET", "/v1/accounts/1", NOW), "scope")).isEqualTo("accounts.read");
    assertThat(said(ask(app, "POST", "/v1/accounts", NOW), "scope")).isEqualTo("*");
    assertThat(said(ask(app, "GET", "/v1/accounts/1", NOW + 60), "limit")).isEqualTo("30");
    assertThat(ask(app, "POST", "/open-banking/v3.1/pisp/domestic-payments", NOW)).isNull();
    assertThat(ask(app, "POST", "/%64omestic-payments", NOW)).isNull();
  }

  @Test
  void aBlockIsALimitOfNoneUntilItsEnd() {
    Object limit = ask(app(limit("*", 30, 60, NOW + 50, true)), "GET", "/a", NOW);
    assertThat(said(limit, "limit")).isEqualTo("0");
    assertThat(said(limit, "retry")).isEqualTo("50");
    assertThat(said(limit, "quota")).isEqualTo("q-7");
  }

  @Test
  void whatCannotBeReadLetsTheCallPass() {
    for (String value : List.of("", "0", "5;x;1;a|*;b", "0;" + (NOW + 9), "30;9999999999;1;k;v")) {
      String app = xml("gatewatch-quota", value) + xml("limit", "1;9999999999;1");
      assertThat(ask(app, "GET", "/a", NOW)).as(value).isNull();
    }
    assertThat(ask("", "GET", "/%zz", NOW)).isNull();
  }

  private Object ask(String xml, String method, String path, long now) {
    Function function = (Function) scope.get("gatewatchLimit", scope);
    Object found =
        function.call(
            engine, scope, scope, new Object[] {"<App>" + xml + "</App>", method, path, null, now});
    return found;
  }

  private static String said(Object limit, String name) {
    return Context.toString(((Scriptable) limit).get(name, (Scriptable) limit));
  }

  private static String app(EffectiveLimit... limits) {
    StringBuilder xml = new StringBuilder(xml("DisplayName", "A"));
    for (EffectiveLimit limit : limits) {
      xml.append(xml(AttributeText.name(limit.slot()), AttributeText.value(limit)));
    }
    return xml.toString();
  }

  private static String xml(String name, String value) {
    return "<Attribute>\n  <Name>" + name + "</Name>\n  <Value>" + value + "</Value></Attribute>";
  }

  private static EffectiveLimit limit(
      String scope, int requests, int window, long until, boolean blocked) {
    return new EffectiveLimit(
        new Slot("dev-1/app-a", scope),
        scope.equals("*") ? List.of("*payment*", "pis.*") : List.of(),
        blocked,
        requests,
        window,
        5,
        until,
        NOW * 1_000,
        "q-7",
        1,
        1);
  }
}
