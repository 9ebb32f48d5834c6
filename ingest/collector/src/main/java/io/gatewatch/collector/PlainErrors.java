package io.gatewatch.collector;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Locale;

/**
 * What the server answers on its own account (no such path, body too large): short JSON as well.
 */
final class PlainErrors implements ServerErrorHandler {
  @Override
  public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
    return null;
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      ServiceRequestContext ctx,
      ServiceConfig config,
      RequestHeaders headers,
      HttpStatus status,
      String description,
      Throwable cause) {
    IngestMetrics.RESPONSES.labelValues(status.codeAsText()).inc();
    String reason =
        status.equals(HttpStatus.REQUEST_ENTITY_TOO_LARGE)
            ? "body_too_large"
            : status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '_');
    return AggregatedHttpResponse.of(
        ResponseHeaders.builder(status).contentType(MediaType.JSON_UTF_8).build(),
        HttpData.ofUtf8(Explained.json(reason) + "\n"));
  }
}
