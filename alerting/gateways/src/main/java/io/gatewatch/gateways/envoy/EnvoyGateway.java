package io.gatewatch.gateways.envoy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitRequest;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse;
import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.Gateway;
import io.gatewatch.gateways.JavaGateway;
import io.gatewatch.gateways.Manifest;
import io.gatewatch.gateways.Slot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Envoy's global rate limit service over gRPC. The one method is unary, so its frame (a flag, a
 * length, a message) is written here rather than by another server library. What cannot be read or
 * goes wrong is answered OK: the call passes.
 */
public final class EnvoyGateway implements Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(EnvoyGateway.class);
  private static final String METHOD =
      "/envoy.service.ratelimit.v3.RateLimitService/ShouldRateLimit";
  private static final MediaType GRPC = MediaType.parse("application/grpc+proto");
  private static final int FRAME = 5;
  private static final String UNIMPLEMENTED = "12";

  private final JavaGateway limits;
  private final RateLimits service;
  private final Server server;

  private EnvoyGateway(String host, int port, InstantSource clock) {
    limits = new JavaGateway(clock);
    service = new RateLimits(limits);
    server =
        Server.builder()
            .http(new InetSocketAddress(host, port))
            .maxRequestLength(65_536)
            .gracefulShutdownTimeoutMillis(0, 0)
            .service(METHOD, (ctx, req) -> HttpResponse.of(req.aggregate().thenApply(this::answer)))
            .build();
  }

  /** Starts to answer; port 0 takes a free one. */
  public static EnvoyGateway start(String host, int port, InstantSource clock) throws IOException {
    EnvoyGateway gateway = new EnvoyGateway(host, port, clock);
    try {
      gateway.server.start().join();
      return gateway;
    } catch (CompletionException e) {
      throw new IOException("envoy: " + host + ":" + port + " cannot be bound", e);
    }
  }

  /** Where it listens. */
  public int port() {
    return server.activeLocalPort();
  }

  private HttpResponse answer(AggregatedHttpRequest request) {
    byte[] body = request.content().array();
    if (body.length < FRAME || body[0] != 0) {
      return HttpResponse.of(
          ResponseHeaders.builder(HttpStatus.OK)
              .contentType(GRPC)
              .add("grpc-status", UNIMPLEMENTED)
              .add("grpc-message", "one uncompressed message expected")
              .build());
    }
    byte[] message = judge(body).toByteArray();
    ByteBuffer frame = ByteBuffer.allocate(FRAME + message.length);
    frame.put((byte) 0).putInt(message.length).put(message);
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK).contentType(GRPC).build(),
        HttpData.wrap(frame.array()),
        HttpHeaders.of("grpc-status", "0"));
  }

  private RateLimitResponse judge(byte[] body) {
    try {
      return service.answer(RateLimitRequest.parser().parseFrom(body, FRAME, body.length - FRAME));
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      LOG.warn("a question of Envoy was not understood, its call passes: {}", e.toString());
      return RateLimitResponse.newBuilder().setOverallCode(RateLimitResponse.Code.OK).build();
    }
  }

  @Override
  public Manifest manifest() {
    Manifest java = limits.manifest();
    return new Manifest(
        "envoy",
        java.nativeExpiry(),
        java.forgetsOnRestart(),
        java.replacesAtOnce(),
        java.typicalLatency(),
        java.smallestWindow(),
        java.shortestBetweenChanges(),
        java.granularity());
  }

  @Override
  public String incarnation() {
    return limits.incarnation();
  }

  @Override
  public void apply(EffectiveLimit limit) {
    limits.apply(limit);
  }

  @Override
  public void lift(Slot slot) {
    limits.lift(slot);
  }

  @Override
  public void replaceAll(Collection<EffectiveLimit> wanted) {
    limits.replaceAll(wanted);
  }

  @Override
  public Map<Slot, EffectiveLimit> readBack() {
    return limits.readBack();
  }

  @Override
  public Optional<EffectiveLimit> readBack(Slot slot) {
    return limits.readBack(slot);
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
