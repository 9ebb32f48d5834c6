package io.gatewatch.gateways.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.JavaGateway;
import io.gatewatch.gateways.OperationGroups;
import io.gatewatch.gateways.OperationGroups.Fate;
import io.gatewatch.gateways.OperationGroups.Row;
import io.gatewatch.gateways.Slot;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.core.publisher.Mono;

class QuotaFilterTest {
  private Instant now = Instant.parse("2026-02-03T09:00:00Z");
  private final JavaGateway quotas = new JavaGateway(() -> now);
  private final QuotaFilter filter = new QuotaFilter(quotas);
  private final AtomicInteger upstream = new AtomicInteger();

  @Test
  void aRefusedCallerIsToldWhenAndWithWhichReferenceAndNoUpstreamHearsOfIt() {
    quotas.apply(limit("*", 6, 60));
    call("agent-a", HttpMethod.GET, "/accounts/1");
    int reached = upstream.get();
    MockServerHttpResponse answer = call("agent-a", HttpMethod.GET, "/accounts/1");

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("10");
    assertThat(answer.getHeaders().getFirst("X-Gatewatch-Quota")).isEqualTo("q-7");
    assertThat(answer.getBodyAsString().block())
        .isEqualTo(
            "{\"type\":\"abnormal-usage-detected\",\"title\":\"Abnormal usage detected\","
                + "\"status\":429,\"reference\":\"q-7\"}");
    assertThat(upstream).hasValue(reached);
  }

  @Test
  void hammeringGetsTheLimitThroughAndOthersAllOfTheirs() {
    quotas.apply(limit("accounts.read", 60, 60));
    int refused = 0;
    for (int tenth = 0; tenth < 600; tenth++) {
      refused += isRefused(call("agent-a", HttpMethod.GET, "/v1/accounts/" + tenth)) ? 1 : 0;
      assertThat(isRefused(call("agent-b", HttpMethod.GET, "/v1/accounts/1"))).isFalse();
      assertThat(isRefused(call("agent-a", HttpMethod.POST, "/v1/accounts"))).isFalse();
      now = now.plusMillis(100);
    }
    assertThat(600 - refused).isBetween(59, 61);
  }

  @Test
  void aLimitOnAllSparesPaymentsAndEndsByItself() {
    quotas.apply(limit("*", 1, 600));
    call("agent-a", HttpMethod.GET, "/accounts");
    assertThat(isRefused(call("agent-a", HttpMethod.GET, "/accounts"))).isTrue();
    assertThat(isRefused(call("agent-a", HttpMethod.POST, "/domestic-payments"))).isFalse();
    now = now.plusSeconds(900);
    assertThat(isRefused(call("agent-a", HttpMethod.GET, "/accounts"))).isFalse();
  }

  @Test
  void whoeverHasProvenNoNameIsNobodysVictimAndNotOurs() {
    quotas.apply(limit("*", 1, 600));
    for (int call = 0; call < 5; call++) {
      assertThat(isRefused(call(null, HttpMethod.GET, "/accounts"))).isFalse();
    }
    assertThat(upstream).hasValue(5);
  }

  @Test
  void aLimitForEverybodyHoldsForStrangersToo() {
    quotas.apply(limit("*", "accounts.read", List.of(), 1, 600));
    call("agent-b", HttpMethod.GET, "/accounts");
    assertThat(isRefused(call(null, HttpMethod.GET, "/accounts"))).isTrue();
    assertThat(isRefused(call("agent-b", HttpMethod.GET, "/accounts"))).isTrue();
    assertThat(isRefused(call(null, HttpMethod.GET, "/cards"))).isFalse();
  }

  @Test
  void pathsAreNamedAndSparedAsTheTableOfAllGatewaysSays() throws IOException {
    int tried = 0;
    for (Row row : OperationGroups.rows()) {
      if (row.target().indexOf('\\') >= 0) {
        continue; // No java.net.URI: Spring itself answers 400.
      }
      HttpMethod method = HttpMethod.valueOf(row.method());
      quotas.replaceAll(List.of(limit("agent-a", row.group(), List.of(), 1, 600)));
      call("agent-a", method, row.target());
      assertThat(isRefused(call("agent-a", method, row.target()))).as(row.toString()).isTrue();

      quotas.replaceAll(List.of(limit("agent-a", "*", OperationGroups.SPARED, 1, 600)));
      call("agent-a", method, row.target());
      assertThat(isRefused(call("agent-a", method, row.target())))
          .as(row.toString())
          .isEqualTo(row.fate() != Fate.SPARED);
      tried++;
    }
    assertThat(tried).isGreaterThan(60);
  }

  @Test
  void twoCredentialsAreOneTooMany() {
    MockServerHttpRequest request =
        MockServerHttpRequest.get("/accounts").header("X-Api-Key", "a", "b").build();
    MockServerWebExchange exchange = MockServerWebExchange.from(request);
    filter.filter(exchange, next -> Mono.fromRunnable(upstream::incrementAndGet)).block();
    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(upstream).hasValue(0);
  }

  private static boolean isRefused(MockServerHttpResponse answer) {
    return answer.getStatusCode() != null;
  }

  private MockServerHttpResponse call(String agent, HttpMethod method, String path) {
    MockServerWebExchange exchange =
        MockServerWebExchange.from(
            MockServerHttpRequest.method(method, URI.create("http://test" + path)).build());
    ServerWebExchange known =
        new ServerWebExchangeDecorator(exchange) {
          @Override
          @SuppressWarnings("unchecked")
          public <T extends Principal> Mono<T> getPrincipal() {
            return (Mono<T>) (agent == null ? Mono.empty() : Mono.just((Principal) () -> agent));
          }
        };
    filter.filter(known, next -> Mono.fromRunnable(upstream::incrementAndGet)).block();
    return exchange.getResponse();
  }

  private EffectiveLimit limit(String scope, int requests, int window) {
    List<String> except = scope.equals("*") ? List.of("*payment*") : List.of();
    return limit("agent-a", scope, except, requests, window);
  }

  private EffectiveLimit limit(
      String agent, String scope, List<String> except, int requests, int window) {
    return new EffectiveLimit(
        new Slot(agent, scope),
        except,
        false,
        requests,
        window,
        1,
        now.getEpochSecond() + 900,
        now.toEpochMilli(),
        "q-7",
        1,
        1);
  }
}
