package io.gatewatch.collector;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.gatewatch.collector.otlp.OtlpAnswer;
import io.gatewatch.collector.otlp.OtlpLine;
import io.gatewatch.collector.otlp.OtlpRequest;
import io.gatewatch.ingest.LineSplitter;
import io.gatewatch.ingest.formats.Formats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * {@code POST /v1/logs}: OTLP/HTTP, so that an exporter pointed at this host works as it is. 200
 * only after the broker has every row; records that were not taken are told as partial success.
 */
final class OtlpDoor extends Door {
  static final String SOURCE = "otlp";

  private static final MediaType PROTOBUF = MediaType.create("application", "x-protobuf");

  /** A decoded request can take many times the memory of its bytes: one at a time. */
  private final Semaphore decoding = new Semaphore(1);

  private final CallIntake intake;
  private final String format;

  /**
   * @param format of records that do not tell theirs
   */
  OtlpDoor(CallIntake intake, ReceiverTokens tokens, ByteBudget arriving, String format) {
    super(tokens, arriving);
    this.intake = intake;
    this.format = format;
  }

  /** Where lines go together. */
  private record Target(String format, String tenant, String group) {}

  /** What became of a request's records. */
  private record Outcome(long rejected, String firstReason) {
    Outcome plus(Outcome other) {
      return new Outcome(
          rejected + other.rejected, firstReason == null ? other.firstReason : firstReason);
    }
  }

  @Override
  HttpResponse refused(HttpRequest request, HttpStatus status, String reason) {
    boolean json = isJson(request);
    return HttpResponse.of(
        Answers.headers(status, json ? MediaType.JSON_UTF_8 : PROTOBUF),
        HttpData.wrap(OtlpAnswer.status(json, status.code(), reason)));
  }

  @Override
  HttpResponse refusal(ServiceRequestContext ctx, HttpRequest request, Grant grant) {
    MediaType type = request.contentType();
    return isJson(request) || (type != null && type.is(PROTOBUF))
        ? null
        : refused(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content_type_not_otlp");
  }

  @Override
  CompletableFuture<HttpResponse> take(
      ServiceRequestContext ctx, HttpRequest request, Grant grant, byte[] body) {
    List<OtlpLine> lines;
    decoding.acquireUninterruptibly();
    try {
      lines = OtlpRequest.lines(body, isJson(request), grant.formatOr(null, format));
    } catch (IOException e) {
      return CompletableFuture.completedFuture(
          refused(request, HttpStatus.BAD_REQUEST, "not_otlp"));
    } finally {
      decoding.release();
    }
    if (lines.size() > LineSplitter.MAX_LINES) {
      // A body of lines is bounded where it is cut; records come cut.
      return CompletableFuture.completedFuture(
          refused(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE, "too_many_records"));
    }
    return stored(lines, grant)
        .thenApply(
            outcome ->
                HttpResponse.of(
                    Answers.headers(
                        HttpStatus.OK, isJson(request) ? MediaType.JSON_UTF_8 : PROTOBUF),
                    HttpData.wrap(
                        OtlpAnswer.exported(
                            isJson(request), outcome.rejected(), outcome.firstReason()))));
  }

  private CompletableFuture<Outcome> stored(List<OtlpLine> lines, Grant grant) {
    Map<Target, List<byte[]>> byTarget = new LinkedHashMap<>();
    Outcome refused = new Outcome(0, null);
    for (OtlpLine line : lines) {
      Target target =
          new Target(
              grant.formatOr(line.format().orElse(null), format),
              grant.tenantOr(line.tenant().orElse(null)),
              grant.groupOr(line.group().orElse(null)));
      String refusal = refusal(target, grant);
      if (refusal == null) {
        byTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(line.line());
      } else {
        IngestMetrics.OTLP_REFUSED.labelValues(refusal).inc();
        refused = refused.plus(new Outcome(1, refusal));
      }
    }
    CompletableFuture<Outcome> all = CompletableFuture.completedFuture(refused);
    for (Map.Entry<Target, List<byte[]>> batch : byTarget.entrySet()) {
      all = all.thenCombine(taken(batch.getKey(), batch.getValue()), Outcome::plus);
    }
    return all;
  }

  private CompletableFuture<Outcome> taken(Target to, List<byte[]> lines) {
    return intake
        .takeLines(to.format(), to.tenant(), to.group(), lines, SOURCE)
        .thenApply(report -> new Outcome(report.rejected(), report.firstReason()));
  }

  /** A sender must not choose another tenant than its own. */
  private static String refusal(Target to, Grant grant) {
    if (!Formats.names().contains(to.format())) {
      return "unknown_format";
    }
    if (!Grant.isName(to.tenant()) || !Grant.isName(to.group())) {
      return "bad_name";
    }
    return grant.refusal(to.tenant(), to.group(), to.format());
  }

  private static boolean isJson(HttpRequest request) {
    MediaType type = request.contentType();
    return type != null && type.type().equals("application") && type.subtype().equals("json");
  }
}
