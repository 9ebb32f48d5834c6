package io.gatewatch.gateways.spring;

import io.gatewatch.gateways.JavaGateway;
import io.gatewatch.gateways.JavaGateway.Refusal;
import io.gatewatch.gateways.PathReading;
import io.gatewatch.ingest.routes.RouteTemplate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Refuses the calls that a quota leaves no room for. The agent is the principal that Spring
 * Security has checked, never a header; for whoever is nobody only limits for everybody hold. Runs
 * before routing, so that a refused call reaches no upstream; your own RequestRateLimiter keeps
 * running.
 *
 * <p>In an application it is a bean beside the gateway and the reader that fills it:
 *
 * <pre>{@code
 * @Bean JavaGateway quotas() { return new JavaGateway(InstantSource.system()); }
 *
 * @Bean(destroyMethod = "close") GatewayReader reader(JavaGateway quotas) throws IOException {
 *   ReaderConfig config = ReaderConfig.read(Path.of("/etc/gatewatch/reader.yaml")); // inProcess: true
 *   return GatewayReader.start(config, quotas, InstantSource.system(), LOG::warn);
 * }
 *
 * @Bean GlobalFilter quotaFilter(JavaGateway quotas) { return new QuotaFilter(quotas); }
 * }</pre>
 */
final class QuotaFilter implements GlobalFilter, Ordered {
  private static final List<String> CREDENTIALS = List.of(HttpHeaders.AUTHORIZATION, "X-Api-Key");

  private final JavaGateway quotas;

  QuotaFilter(JavaGateway quotas) {
    this.quotas = quotas;
  }

  @Override
  public int getOrder() {
    return -100;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    if (hasTwoCredentials(exchange.getRequest())) {
      exchange.getResponse().setStatusCode(HttpStatus.BAD_REQUEST);
      return exchange.getResponse().setComplete();
    }
    return exchange
        .getPrincipal()
        .map(Principal::getName)
        .defaultIfEmpty("")
        .map(agent -> ask(agent, exchange.getRequest()))
        .flatMap(
            refusal ->
                refusal.isPresent()
                    ? refuse(exchange.getResponse(), refusal.get())
                    : chain.filter(exchange));
  }

  /** With the operation group as ingest names it where no catalogue does. */
  private Optional<Refusal> ask(String agent, ServerHttpRequest request) {
    String target = target(request.getURI());
    String group = RouteTemplate.of(target).operationGroup(request.getMethod().name());
    return quotas.ask(agent, group, PathReading.isClear(target));
  }

  /** As it came: undecoded, and with a fragment, which no honest client sends. */
  private static String target(URI uri) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String fragment = uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment();
    return uri.getRawPath() + query + fragment;
  }

  private static boolean hasTwoCredentials(ServerHttpRequest request) {
    return CREDENTIALS.stream().anyMatch(name -> request.getHeaders().getOrEmpty(name).size() > 1);
  }

  private static Mono<Void> refuse(ServerHttpResponse response, Refusal why) {
    response.setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().set(HttpHeaders.RETRY_AFTER, "" + why.retryAfterSeconds());
    response.getHeaders().set("X-Gatewatch-Quota", why.quotaId());
    byte[] body =
        ("{\"type\":\"abnormal-usage-detected\",\"title\":\"Abnormal usage detected\","
                + "\"status\":429,\"reference\":\""
                + why.quotaId()
                + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    DataBuffer buffer = response.bufferFactory().wrap(body);
    return response.writeWith(Mono.just(buffer));
  }
}
