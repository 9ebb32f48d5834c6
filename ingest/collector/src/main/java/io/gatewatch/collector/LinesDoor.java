package io.gatewatch.collector;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletableFuture;

/**
 * {@code POST /v1/logs/<format>} and {@code POST /v1/logs/<tenant>/<group>/<format>}: lines as the
 * gateway wrote them. 202 only after the broker has every row.
 */
final class LinesDoor extends Door {
  private final CallIntake intake;

  LinesDoor(CallIntake intake, ReceiverTokens tokens, ByteBudget arriving) {
    super(tokens, arriving);
    this.intake = intake;
  }

  @Override
  HttpResponse refused(HttpRequest request, HttpStatus status, String reason) {
    return Answers.refused(status, reason);
  }

  @Override
  HttpResponse refusal(ServiceRequestContext ctx, HttpRequest request, Grant grant) {
    String tenant = grant.tenantOr(ctx.pathParam("tenant"));
    String group = grant.groupOr(ctx.pathParam("group"));
    if (!Grant.isName(tenant) || !Grant.isName(group)) {
      return Answers.refused(HttpStatus.BAD_REQUEST, "bad_name");
    }
    String refusal = grant.refusal(tenant, group, ctx.pathParam("format"));
    if (refusal != null) {
      return Answers.refused(HttpStatus.FORBIDDEN, refusal);
    }
    return isLines(request.contentType())
        ? null
        : Answers.refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content_type_not_json");
  }

  @Override
  CompletableFuture<HttpResponse> take(
      ServiceRequestContext ctx, HttpRequest request, Grant grant, byte[] body) {
    return intake
        .take(
            ctx.pathParam("format"),
            grant.tenantOr(ctx.pathParam("tenant")),
            grant.groupOr(ctx.pathParam("group")),
            body)
        .thenApply(
            report -> report.accepted() > 0 ? Answers.stored(report) : Answers.unreadable(report));
  }

  /** JSON in its forms, and text/plain for shippers of text lines. */
  private static boolean isLines(MediaType type) {
    if (type == null) {
      return false;
    }
    String name = type.subtype();
    if (type.type().equals("text")) {
      return name.equals("plain");
    }
    return type.type().equals("application")
        && (name.equals("json")
            || name.endsWith("+json")
            || name.equals("x-ndjson")
            || name.equals("ndjson")
            || name.equals("jsonl"));
  }
}
