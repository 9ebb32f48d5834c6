package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpMethod;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.QuotaMode;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleServerTest {
  private final RunningConsole console = new RunningConsole();

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void onlyTheProbesAnswerWithoutALoginAndTheFrontDoorAsksForOne() {
    Map<String, Integer> answers = new TreeMap<>();
    console
        .console()
        .server()
        .serviceConfigs()
        .forEach(
            service -> {
              String path = service.route().patternString().replaceAll("[:{*].*", "x");
              assertThat(service.route().methods()).contains(HttpMethod.GET);
              answers.put(path, send("GET", path).statusCode());
            });

    assertThat(answers).hasSizeGreaterThanOrEqualTo(10).containsKeys("/api/v1/stream", "/");
    assertThat(answers.get("/")).isEqualTo(401);
    assertThat(send("GET", "/").body()).contains("<form").doesNotContain("app.js");
    answers.forEach(
        (path, status) ->
            assertThat(status)
                .as(path)
                .isEqualTo(Set.of("/metrics", "/healthz", "/readyz").contains(path) ? 200 : 401));
  }

  @Test
  void unknownPathsTellAStrangerNothing() {
    assertThat(send("GET", "/api/v1/nothing").statusCode()).isEqualTo(401);
    assertThat(send("POST", "/api/v1/alerts").statusCode()).isEqualTo(401);
    assertThat(console.get("/api/v1/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void aWrongTokenOpensNothing() {
    for (String wrong : new String[] {"", "x", RunningConsole.TOKEN + "x", "Bearer"}) {
      HttpRequest request =
          console.request("/api/v1/alerts").header("Authorization", "Bearer " + wrong).build();
      assertThat(console.send(request).statusCode()).as(wrong).isEqualTo(401);
    }
    HttpResponse<String> answer = send("GET", "/?token=wrong");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    assertThat(answer.body()).contains("not the token of this run");
  }

  @Test
  void theTokenInTheAddressBecomesASessionThatScriptsCannotRead() {
    HttpResponse<String> answer = send("GET", "/?token=" + RunningConsole.TOKEN);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location")).contains("/");
    String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
    assertThat(cookie)
        .containsIgnoringCase("; HttpOnly")
        .contains("; SameSite=Strict", "; Path=/")
        .doesNotContain(RunningConsole.TOKEN);
    HttpRequest page = console.request("/").header("Cookie", cookie.split(";", 2)[0]).build();
    assertThat(console.send(page).body()).contains("/assets/app.js");
  }

  @Test
  void theFormTakesTheTokenToo() {
    HttpRequest form =
        console
            .request("/")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("token=" + RunningConsole.TOKEN))
            .build();

    assertThat(console.send(form).statusCode()).isEqualTo(303);
  }

  @Test
  void everyAnswerForbidsForeignScriptsFramesAndGuessedTypes() {
    for (String path : new String[] {"/", "/healthz", "/api/v1/alerts", "/assets/app.js", "/no"}) {
      HttpResponse<String> answer = console.get(path);
      assertThat(answer.headers().firstValue("content-security-policy"))
          .as(path)
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                      .doesNotContain("unsafe"));
      assertThat(answer.headers().firstValue("x-frame-options")).contains("DENY");
      assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    }
  }

  @Test
  void alertsAreListedByRiskAndFoundById() {
    console.state.alert(Samples.enumeration().withId("low").withRisk(20).alert());
    console.state.alert(Samples.enumeration().withId("top").withRisk(90).alert());

    String list = console.get("/api/v1/alerts?lane=security&status=open&limit=10").body();
    assertThat(list.indexOf("\"alertId\":\"top\""))
        .isPositive()
        .isLessThan(list.indexOf("\"alertId\":\"low\""));
    assertThat(console.get("/api/v1/alerts/top").body()).contains("\"risk\":90");
    assertThat(console.get("/api/v1/alerts/other").statusCode()).isEqualTo(404);
  }

  @Test
  void aWrongParameterIsAProblemThatSaysWhatWasExpected() {
    HttpResponse<String> answer = console.get("/api/v1/alerts?limit=9999");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"detail\":\"limit: 9999 (expected: 1..200)\"");
  }

  @Test
  void quotasInForceAreListedWithTheirState() {
    Instant now = Instant.now();
    Alert alert = Samples.enumeration().alert();
    console.state.quota(
        console.desk.halve(
            alert.quotaKey(), "budget-buddy", QuotaMode.MONITOR, alert.alertId(), now));

    assertThat(console.get("/api/v1/quotas").body())
        .contains("\"state\":\"monitored\"", "\"key\":\"" + alert.quotaKey() + "\"");
    assertThat(console.get("/api/v1/health").body()).contains("\"enforced\":0,\"monitored\":1");
  }

  @Test
  void readyOnlyWhenEveryStageIs() {
    assertThat(send("GET", "/readyz").statusCode()).isEqualTo(200);

    console.ready.put("alerting", false);

    HttpResponse<String> answer = send("GET", "/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("{\"name\":\"alerting\",\"ready\":false}");
    assertThat(send("GET", "/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void theFiguresAreServedForPrometheus() {
    console.state.alert(Samples.enumeration().alert());

    assertThat(send("GET", "/metrics").body())
        .contains("# TYPE gatewatch_console_alerts gauge")
        .contains(
            "gatewatch_console_alerts{lane=\"security\",severity=\"high\",status=\"new\"} 1.0")
        .contains("gatewatch_console_calls_per_second 0.0")
        .contains("gatewatch_console_sse_clients 0.0");
  }

  @Test
  void aTakenPortIsNamed() {
    int port = console.console().port();
    ConsoleConfig config =
        new ConsoleConfig(
            "none:0",
            "127.0.0.1",
            port,
            RunningConsole.TOKEN,
            Path.of("none"),
            null,
            ConsoleLinks.none(),
            Map.of(),
            ControlShelf.none());

    assertThatThrownBy(
            () ->
                new Console(
                    config,
                    InstantSource.system(),
                    console.state,
                    new PrometheusRegistry(),
                    Map::of,
                    () -> {}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }

  @Test
  void thePageItselfIsSmall() {
    int bytes = 0;
    for (String name : new Assets().names()) {
      HttpRequest packed =
          console
              .request(Assets.PREFIX + name)
              .header("Authorization", "Bearer " + RunningConsole.TOKEN)
              .header("Accept-Encoding", "gzip")
              .build();
      HttpResponse<String> answer = console.send(packed);
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      bytes += answer.body().length();
    }
    assertThat(bytes).isLessThan(100_000);
  }

  private HttpResponse<String> send(String method, String path) {
    return console.send(console.request(path).method(method, BodyPublishers.noBody()).build());
  }
}
