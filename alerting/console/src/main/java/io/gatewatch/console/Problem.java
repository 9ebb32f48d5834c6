package io.gatewatch.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;

/** Errors as RFC 9457 {@code application/problem+json}. */
final class Problem {
  private static final MediaType TYPE = MediaType.parse("application/problem+json");

  private record Body(String type, String title, int status, String detail) {}

  private Problem() {}

  static HttpResponse of(HttpStatus status, String detail) {
    Body body = new Body("about:blank", status.reasonPhrase(), status.code(), detail);
    return Reply.of(status, TYPE, HttpData.ofUtf8(Json.write(body)));
  }
}
