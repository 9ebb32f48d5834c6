package io.gatewatch.gateways.apigee;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.OperationGroups;
import io.gatewatch.gateways.OperationGroups.Fate;
import io.gatewatch.gateways.OperationGroups.Row;
import io.gatewatch.gateways.Slot;
import io.gatewatch.ingest.routes.RouteTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mozilla.javascript.BaseFunction;
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
    load(engine, scope);
  }

  private static void load(Context engine, Scriptable scope) throws IOException {
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

  @Test
  void pathsAreNamedAndSparedAsTheTableOfAllGatewaysSays() throws IOException {
    String app = app(limitThatSpares(OperationGroups.SPARED));
    for (Row row : OperationGroups.rows()) {
      assertThat(group(row.method(), row.target())).as(row.toString()).isEqualTo(row.group());
      assertThat(ask(app, row.method(), row.target(), NOW) == null)
          .as(row.toString())
          .isEqualTo(row.fate() == Fate.SPARED);
    }
    for (String path : OperationGroups.everyListedWord()) {
      assertThat(group("POST", path))
          .as(path)
          .isEqualTo(RouteTemplate.of(path).operationGroup("POST"));
    }
  }

  @Test
  void aGroupThatTheOperatorNamesIsSparedUnlessItsPathIsTricky() {
    String app = app(limit("*", 30, 60, NOW + 900, false));
    assertThat(ask(app, "POST", "/graphql/login", "pis.pay.write", NOW)).isNull();
    assertThat(ask(app, "POST", "/v1/pay/..;/accounts", "pis.pay.write", NOW)).isNotNull();
  }

  @Test
  void inAFlowTheRequestIsReadAsItCame() throws IOException {
    Map<String, String> flow = new HashMap<>();
    flow.put("AccessEntity.AE-Gatewatch-App", app(limit("*", 30, 60, 9_999_999_999L, false)));
    flow.put("request.verb", "GET");
    flow.put("request.path", "/v1/payments");
    flow.put("request.uri", "/v1/payments/%2e%2e/accounts?a=b");
    flow.put("apigee.client_id", "key-1");
    run(flow);
    assertThat(flow)
        .containsEntry("gatewatch.limited", "some")
        .containsEntry("gatewatch.counter", "key-1|*");
  }

  /** Runs the script over the variables of a flow, as the JavaScript policy does. */
  private void run(Map<String, String> flow) throws IOException {
    Scriptable context = engine.newObject(scope);
    context.put("getVariable", context, new Variables(flow));
    context.put("setVariable", context, new Variables(flow));
    scope.put("context", scope, context);
    load(engine, scope);
  }

  private String group(String method, String target) {
    Function function = (Function) scope.get("gatewatchScope", scope);
    Object found = function.call(engine, scope, scope, new Object[] {method, target});
    return said(found, "group");
  }

  private Object ask(String xml, String method, String path, long now) {
    return ask(xml, method, path, null, now);
  }

  private Object ask(String xml, String method, String path, String named, long now) {
    Function function = (Function) scope.get("gatewatchLimit", scope);
    Object found =
        function.call(
            engine,
            scope,
            scope,
            new Object[] {"<App>" + xml + "</App>", method, path, named, now});
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

  private static EffectiveLimit limitThatSpares(List<String> except) {
    return limit("*", except, 30, 60, NOW + 900, false);
  }

  private static EffectiveLimit limit(
      String scope, int requests, int window, long until, boolean blocked) {
    List<String> except = scope.equals("*") ? List.of("*payment*", "pis.*") : List.of();
    return limit(scope, except, requests, window, until, blocked);
  }

  private static EffectiveLimit limit(
      String scope, List<String> except, int requests, int window, long until, boolean blocked) {
    return new EffectiveLimit(
        new Slot("dev-1/app-a", scope),
        except,
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

  /** One of the two functions of Apigee's {@code context}, by the number of its arguments. */
  private static final class Variables extends BaseFunction {
    private static final long serialVersionUID = 1L;
    private final transient Map<String, String> flow;

    Variables(Map<String, String> flow) {
      this.flow = flow;
    }

    @Override
    public Object call(Context engine, Scriptable scope, Scriptable self, Object[] arguments) {
      String name = Context.toString(arguments[0]);
      return arguments.length == 1
          ? flow.get(name)
          : flow.put(name, Context.toString(arguments[1]));
    }
  }
}
