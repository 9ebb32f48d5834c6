package io.gatewatch.collector;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;

/** The receiver's answers: one short JSON object each, made of our own words only. */
final class Answers {
  private Answers() {}

  /** All rows are with the broker. */
  static HttpResponse stored(IntakeReport report) {
    return of(HttpStatus.ACCEPTED, counts(report) + firstReject(report) + "}");
  }

  private static String firstReject(IntakeReport report) {
    return report.rejected() == 0
        ? ""
        : ",\"firstReject\":{\"line\":"
            + report.firstRejected()
            + ",\"reason\":\""
            + report.firstReason()
            + "\"}";
  }

  /** Nothing of the body could be read; its rejects are with the broker. */
  static HttpResponse unreadable(IntakeReport report) {
    String reason = report.firstReason() == null ? "empty_body" : report.firstReason();
    return of(HttpStatus.BAD_REQUEST, counts(report) + ",\"reason\":\"" + reason + "\"}");
  }

  /** Anything else that is not done. */
  static HttpResponse refused(HttpStatus status, String reason) {
    return of(status, Explained.json(reason));
  }

  private static String counts(IntakeReport report) {
    return "{\"accepted\":" + report.accepted() + ",\"rejected\":" + report.rejected();
  }

  private static HttpResponse of(HttpStatus status, String json) {
    return HttpResponse.of(headers(status, MediaType.JSON_UTF_8), HttpData.ofUtf8(json + "\n"));
  }

  /** The headers that a status asks for; counts the answer. */
  static ResponseHeaders headers(HttpStatus status, MediaType type) {
    IngestMetrics.RESPONSES.labelValues(status.codeAsText()).inc();
    ResponseHeadersBuilder headers = ResponseHeaders.builder(status).contentType(type);
    if (status.equals(HttpStatus.TOO_MANY_REQUESTS)
        || status.equals(HttpStatus.SERVICE_UNAVAILABLE)) {
      headers.add(HttpHeaderNames.RETRY_AFTER, "1");
    }
    if (status.equals(HttpStatus.METHOD_NOT_ALLOWED)) {
      headers.add(HttpHeaderNames.ALLOW, "POST");
    }
    if (status.equals(HttpStatus.UNAUTHORIZED)) {
      headers.add(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"gatewatch\"");
    }
    return headers.build();
  }
}
