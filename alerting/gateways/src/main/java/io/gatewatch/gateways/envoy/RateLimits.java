package io.gatewatch.gateways.envoy;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.extensions.common.ratelimit.v3.RateLimitDescriptor;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitRequest;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.Code;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.DescriptorStatus;
import io.gatewatch.gateways.JavaGateway;
import io.gatewatch.gateways.JavaGateway.Refusal;
import io.gatewatch.gateways.PathReading;
import io.gatewatch.ingest.routes.RouteTemplate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@code ShouldRateLimit}. A descriptor of ours has the entry {@code agent}, which Envoy
 * has to take from what it has checked (absent or empty when nobody was), and {@code
 * operation_group}, or {@code method} and {@code path}; any other descriptor is OK.
 */
final class RateLimits {
  private final JavaGateway limits;

  RateLimits(JavaGateway limits) {
    this.limits = limits;
  }

  RateLimitResponse answer(RateLimitRequest request) {
    RateLimitResponse.Builder answer = RateLimitResponse.newBuilder().setOverallCode(Code.OK);
    for (RateLimitDescriptor descriptor : request.getDescriptorsList()) {
      Optional<Refusal> refusal = judge(descriptor);
      refusal.ifPresent(why -> refuse(answer, why));
      answer.addStatuses(
          DescriptorStatus.newBuilder().setCode(refusal.isEmpty() ? Code.OK : Code.OVER_LIMIT));
    }
    return answer.build();
  }

  private Optional<Refusal> judge(RateLimitDescriptor descriptor) {
    Map<String, String> entries = new HashMap<>();
    descriptor.getEntriesList().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    String agent = entries.getOrDefault("agent", "");
    String group = entries.getOrDefault("operation_group", "");
    String path = entries.getOrDefault("path", "");
    if (!group.isEmpty()) {
      return limits.ask(agent, group, path.isEmpty() || PathReading.isPlain(path));
    }
    if (!entries.containsKey("method") || !entries.containsKey("path")) {
      return Optional.empty();
    }
    group = RouteTemplate.of(path).operationGroup(entries.get("method"));
    return limits.ask(agent, group, PathReading.isClear(path));
  }

  private static void refuse(RateLimitResponse.Builder answer, Refusal why) {
    answer
        .setOverallCode(Code.OVER_LIMIT)
        .clearResponseHeadersToAdd()
        .addResponseHeadersToAdd(header("Content-Type", "application/problem+json"))
        .addResponseHeadersToAdd(header("Retry-After", "" + why.retryAfterSeconds()))
        .addResponseHeadersToAdd(header("X-Gatewatch-Quota", why.quotaId()))
        .setRawBody(
            ByteString.copyFromUtf8(
                "{\"type\":\"abnormal-usage-detected\",\"title\":\"Abnormal usage detected\","
                    + "\"status\":429,\"reference\":\""
                    + why.quotaId()
                    + "\"}"));
  }

  private static HeaderValue header(String key, String value) {
    return HeaderValue.newBuilder().setKey(key).setValue(value).build();
  }
}
