package io.gatewatch.console;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code GET /api/v1/stream}: server-sent events {@code alert}, {@code quota}, {@code health} and
 * {@code reset}. With {@code Last-Event-ID} (or the parameter {@code last-event-id}) it goes on
 * where the browser was; without, or after too long, it begins with {@code reset}: load the lists,
 * then follow. Events may repeat what a list already said; versions tell.
 */
final class EventStream implements HttpService {
  private static final int MOST_CLIENTS = 256;
  private static final ResponseHeaders HEAD =
      ResponseHeaders.builder(HttpStatus.OK)
          .contentType(MediaType.EVENT_STREAM)
          .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
          .set("x-accel-buffering", "no")
          .build();

  private final LiveState state;
  private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();

  EventStream(LiveState state) {
    this.state = state;
    state.journal().listen(() -> clients.forEach(StreamClient::wake));
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
    if (clients.size() >= MOST_CLIENTS) {
      return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "too many listeners: " + MOST_CLIENTS);
    }
    ctx.clearRequestTimeout();
    EventJournal journal = state.journal();
    OptionalLong resumed = journal.resume(lastEventId(ctx, req));
    HttpResponseWriter out = HttpResponse.streaming();
    out.write(HEAD);
    StreamClient client =
        new StreamClient(
            out,
            ctx.eventLoop().withoutContext(),
            journal,
            resumed.orElseGet(journal::head),
            resumed.isPresent());
    clients.add(client);
    CompletableFuture<Boolean> left =
        out.whenComplete().handle((done, failed) -> clients.remove(client));
    if (!left.isDone()) {
      client.tell(Json.write(state.report()));
    }
    return out;
  }

  /** Tells everybody how the pipeline is; doubles as the sign of life that browsers watch for. */
  void tellHealth() {
    if (!clients.isEmpty()) {
      String report = Json.write(state.report());
      clients.forEach(client -> client.tell(report));
    }
  }

  int listeners() {
    return clients.size();
  }

  void close() {
    clients.forEach(StreamClient::close);
  }

  private static String lastEventId(ServiceRequestContext ctx, HttpRequest req) {
    String header = req.headers().get("last-event-id");
    return header == null ? ctx.queryParam("last-event-id") : header;
  }
}
