package io.gatewatch.console;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Optional;

/**
 * {@code /}: the page for who is logged in; a session for who brings the token, by the address that
 * was printed at the start or by the form; else the form.
 */
final class Page implements HttpService {
  private final HttpData page = HttpData.ofUtf8(Resources.text("index.html"));
  private final Door door;

  Page(Door door) {
    this.door = door;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
    if (req.method() == HttpMethod.POST) {
      return HttpResponse.of(
          req.aggregate()
              .thenApply(
                  form -> logIn(QueryParams.fromQueryString(form.contentUtf8()).get("token"))));
    }
    String token = ctx.queryParam("token");
    if (token != null) {
      return logIn(token);
    }
    return door.isOpenFor(req.headers())
        ? Reply.of(HttpStatus.OK, MediaType.HTML_UTF_8, page)
        : LoginPage.ask(false);
  }

  private HttpResponse logIn(String token) {
    Optional<Cookie> session = door.exchange(token == null ? "" : token.trim());
    if (session.isEmpty()) {
      return LoginPage.ask(true);
    }
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.SEE_OTHER)
            .set(HttpHeaderNames.LOCATION, "/")
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .cookies(session.get())
            .build());
  }
}
