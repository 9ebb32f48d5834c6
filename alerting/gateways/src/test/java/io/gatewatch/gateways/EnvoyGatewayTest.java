package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.extensions.common.ratelimit.v3.RateLimitDescriptor;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitRequest;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.Code;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitServiceGrpc;
import io.gatewatch.gateways.envoy.EnvoyGateway;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rate limit service, asked by gRPC's own client as Envoy would ask it. */
class EnvoyGatewayTest {
  @TempDir Path folder;

  private EnvoyGateway gateway;
  private RunningReader reader;
  private ManagedChannel channel;
  private RateLimitServiceGrpc.RateLimitServiceBlockingStub envoy;

  @BeforeEach
  void start() throws Exception {
    gateway = EnvoyGateway.start("127.0.0.1", 0, InstantSource.system());
    reader = new RunningReader(gateway, folder);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", gateway.port()).usePlaintext().build();
    envoy = RateLimitServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    reader.close();
    gateway.close();
  }

  @Test
  void aLimitActsOnTheNextCallAndTellsTheCallerWhatAProblemTells() throws Exception {
    assertThat(ask("agent-a", "GET", "/v1/accounts/22289").getOverallCode()).isEqualTo(Code.OK);
    reader.enforce(Cut.of("agent-a", "accounts.read").to(1, 60, 1).version(4));
    ask("agent-a", "GET", "/v1/accounts/22289");
    RateLimitResponse refused = ask("agent-a", "GET", "/v1/accounts/22290");

    assertThat(refused.getOverallCode()).isEqualTo(Code.OVER_LIMIT);
    assertThat(refused.getStatuses(0).getCode()).isEqualTo(Code.OVER_LIMIT);
    assertThat(refused.getRawBody().toStringUtf8())
        .contains("abnormal-usage-detected", "\"reference\":\"q-4\"");
    assertThat(refused.getResponseHeadersToAddList())
        .extracting(header -> header.getKey() + ": " + header.getValue())
        .contains("X-Gatewatch-Quota: q-4", "Content-Type: application/problem+json")
        .anyMatch(header -> header.matches("Retry-After: (59|60)"));
    assertThat(ask("agent-a", "POST", "/v1/accounts").getOverallCode()).isEqualTo(Code.OK);
    assertThat(ask("agent-b", "GET", "/v1/accounts/22289").getOverallCode()).isEqualTo(Code.OK);
  }

  @Test
  void aDescriptorOfSomebodyElseAndAnUnprovenCallerPass() throws Exception {
    reader.enforce(Cut.of("agent-a", "*").blocked());
    assertThat(
            envoy
                .shouldRateLimit(
                    request(RateLimitDescriptor.newBuilder().addEntries(entry("remote", "::1"))))
                .getOverallCode())
        .isEqualTo(Code.OK);
    assertThat(ask("", "GET", "/accounts").getOverallCode()).isEqualTo(Code.OK);
    assertThat(ask("agent-a", "GET", "/accounts").getOverallCode()).isEqualTo(Code.OVER_LIMIT);
  }

  @Test
  void aLimitForEverybodyHoldsForStrangersTooAndATrickyPathIsNotSpared() throws Exception {
    reader.enforce(Cut.of("*", "accounts.read").blocked());
    assertThat(ask("agent-b", "GET", "/accounts").getOverallCode()).isEqualTo(Code.OVER_LIMIT);
    assertThat(ask("", "GET", "/accounts").getOverallCode()).isEqualTo(Code.OVER_LIMIT);
    assertThat(ask("", "GET", "/cards").getOverallCode()).isEqualTo(Code.OK);

    reader.enforce(Cut.of("agent-a", "*").blocked().except("*payment*").version(2));
    assertThat(ask("agent-a", "GET", "/payments/1").getOverallCode()).isEqualTo(Code.OK);
    assertThat(ask("agent-a", "GET", "/payments/..;/cards").getOverallCode())
        .isEqualTo(Code.OVER_LIMIT);
    assertThat(ask("agent-a", "GET", "//payments/cards").getOverallCode())
        .isEqualTo(Code.OVER_LIMIT);
  }

  @Test
  void aLogInThatLooksLikeAResourceIsSparedWhereTheOperatorNamesIt() throws Exception {
    reader.enforce(Cut.of("agent-a", "*").blocked().except("auth*"));
    assertThat(ask("agent-a", "POST", "/retail/login").getOverallCode()).isEqualTo(Code.OVER_LIMIT);
    RateLimitDescriptor.Builder named =
        RateLimitDescriptor.newBuilder()
            .addEntries(entry("agent", "agent-a"))
            .addEntries(entry("operation_group", "auth.write"))
            .addEntries(entry("path", "/retail/login"));
    assertThat(envoy.shouldRateLimit(request(named)).getOverallCode()).isEqualTo(Code.OK);
  }

  private RateLimitResponse ask(String agent, String method, String path) {
    return envoy.shouldRateLimit(
        request(
            RateLimitDescriptor.newBuilder()
                .addEntries(entry("agent", agent))
                .addEntries(entry("method", method))
                .addEntries(entry("path", path))));
  }

  private static RateLimitRequest request(RateLimitDescriptor.Builder descriptor) {
    return RateLimitRequest.newBuilder().setDomain("gatewatch").addDescriptors(descriptor).build();
  }

  private static RateLimitDescriptor.Entry entry(String key, String value) {
    return RateLimitDescriptor.Entry.newBuilder().setKey(key).setValue(value).build();
  }
}
