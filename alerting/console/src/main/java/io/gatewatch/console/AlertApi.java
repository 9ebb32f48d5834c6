package io.gatewatch.console;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/** {@code /api/v1/alerts}: a page of the list, and one alert by its id. */
final class AlertApi {
  private final AlertBook alerts;

  AlertApi(LiveState state) {
    this.alerts = state.alerts();
  }

  HttpService list() {
    return (ctx, req) -> list(ctx);
  }

  HttpService one() {
    return (ctx, req) ->
        alerts
            .find(ctx.pathParam("id"))
            .map(Reply::json)
            .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "no alert of that id is held"));
  }

  private HttpResponse list(ServiceRequestContext ctx) {
    AlertQuery query;
    try {
      query =
          AlertQuery.parse(
              ctx.queryParam("lane"),
              ctx.queryParam("status"),
              ctx.queryParam("limit"),
              ctx.queryParam("cursor"));
    } catch (IllegalArgumentException e) {
      return Problem.of(HttpStatus.BAD_REQUEST, e.getMessage());
    }
    return Reply.json(alerts.list(query));
  }
}
