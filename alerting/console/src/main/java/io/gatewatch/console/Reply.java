package io.gatewatch.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;

/** Answers that say what is true now, and are kept out of caches. */
final class Reply {
  private Reply() {}

  static HttpResponse json(Object body) {
    return json(HttpStatus.OK, body);
  }

  static HttpResponse json(HttpStatus status, Object body) {
    return of(status, MediaType.JSON_UTF_8, HttpData.ofUtf8(Json.write(body)));
  }

  static HttpResponse of(HttpStatus status, MediaType type, HttpData body) {
    return HttpResponse.of(
        ResponseHeaders.builder(status)
            .contentType(type)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build(),
        body);
  }
}
