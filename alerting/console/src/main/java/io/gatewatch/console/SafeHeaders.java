package io.gatewatch.console;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/** Tells browsers to run nothing but our own files, to frame us nowhere, and to guess no types. */
final class SafeHeaders implements DecoratingHttpServiceFunction {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' '"
          + LoginPage.styleHash()
          + "'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
          + "frame-ancestors 'none'";

  @Override
  public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest req)
      throws Exception {
    ctx.mutateAdditionalResponseHeaders(
        headers -> {
          headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
          headers.set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY");
          headers.set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
          headers.set(HttpHeaderNames.REFERRER_POLICY, "no-referrer");
        });
    return delegate.serve(ctx, req);
  }
}
