package io.gatewatch.console;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/maintenance} and {@code /api/v1/snoozes}: what is announced or silenced, each by
 * an id. {@code PUT} takes a text in the form of the maintenance schema, JSON or YAML, and answers
 * from when it counts; {@code DELETE} ends it. What is written counts from two whole rounds on, so
 * that a replay sees the same. Both have to say who wants it: the text in {@code by}, {@code
 * DELETE} in the query; it goes to the log, since a record that ends something has no text.
 */
final class WindowApi {
  /** Largest text taken, in bytes. */
  static final int LARGEST = 65_536;

  private static final Logger LOG = LoggerFactory.getLogger(WindowApi.class);
  private static final Pattern NAME = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,100}");
  private static final MediaType YAML = MediaType.parse("application/yaml");

  private record Item(String id, int version, Instant effectiveFrom, String text) {
    static Item of(ControlRecord record) {
      return new Item(record.id(), record.version(), record.effectiveFrom(), record.payload());
    }
  }

  private record Items(List<Item> items) {}

  private final ControlShelf shelf;
  private final String kind;
  private final Pattern ids;

  private WindowApi(ControlShelf shelf, String kind, String ids) {
    this.shelf = shelf;
    this.kind = kind;
    this.ids = Pattern.compile(ids);
  }

  static WindowApi maintenance(ControlShelf shelf) {
    return new WindowApi(shelf, DeskBook.MAINTENANCE, "[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  }

  static WindowApi snoozes(ControlShelf shelf) {
    return new WindowApi(shelf, DeskBook.SNOOZE, "a-[0-9a-f]{16}");
  }

  HttpService list() {
    return (ctx, req) ->
        later(ctx, () -> Reply.json(new Items(inForce().stream().map(Item::of).toList())));
  }

  HttpService one() {
    return (ctx, req) -> {
      String id = ctx.pathParam("id");
      return switch (req.method()) {
        case PUT -> put(ctx, req, id);
        case DELETE -> end(ctx, id);
        default -> later(ctx, () -> show(id));
      };
    };
  }

  private HttpResponse put(ServiceRequestContext ctx, HttpRequest req, String id) {
    return HttpResponse.of(
        req.aggregate().thenApplyAsync(whole -> put(id, whole), ctx.blockingTaskExecutor()));
  }

  private HttpResponse put(String id, AggregatedHttpRequest whole) {
    MediaType type = whole.contentType();
    // No page of somebody else's can send these types without asking first.
    if (type == null || !(type.is(MediaType.JSON) || type.is(YAML))) {
      return Problem.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content-type: application/json or application/yaml");
    }
    if (!ids.matcher(id).matches()) {
      return Problem.of(HttpStatus.BAD_REQUEST, "id: " + ids.pattern() + " is expected");
    }
    String text = whole.contentUtf8();
    if (text.isBlank()) {
      return Problem.of(HttpStatus.BAD_REQUEST, "nothing was sent; DELETE ends it");
    }
    try {
      DeskBook.check(kind, id, text);
    } catch (IllegalArgumentException e) {
      return Problem.of(HttpStatus.BAD_REQUEST, e.getMessage());
    }
    return answer(() -> Reply.json(Item.of(shelf.publish(kind, id, text))));
  }

  private HttpResponse end(ServiceRequestContext ctx, String id) {
    String by = ctx.queryParam("by");
    return by == null || by.isBlank() || !NAME.matcher(by).matches()
        ? Problem.of(
            HttpStatus.BAD_REQUEST, "by: missing (expected: ?by= and who ends it, on one line)")
        : later(ctx, () -> end(id, by));
  }

  private HttpResponse end(String id, String by) {
    if (find(id) == null) {
      return nothing(id);
    }
    ControlRecord ended = shelf.publish(kind, id, Json.write(Map.of("by", by)));
    LOG.info("{} {} was ended by version {}, asked for by {}", kind, id, ended.version(), by);
    return Reply.json(Item.of(ended));
  }

  private HttpResponse show(String id) {
    ControlRecord record = find(id);
    return record == null ? nothing(id) : Reply.json(Item.of(record));
  }

  private HttpResponse nothing(String id) {
    return Problem.of(HttpStatus.NOT_FOUND, "no " + kind + " of the id " + id);
  }

  private ControlRecord find(String id) {
    return inForce().stream().filter(r -> r.id().equals(id)).findFirst().orElse(null);
  }

  private List<ControlRecord> inForce() {
    return shelf.newest(kind).stream().filter(r -> !DeskBook.ends(r.payload())).toList();
  }

  private HttpResponse later(ServiceRequestContext ctx, Supplier<HttpResponse> work) {
    return HttpResponse.of(() -> answer(work), ctx.blockingTaskExecutor());
  }

  private HttpResponse answer(Supplier<HttpResponse> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      LOG.warn("{} could not be read or written", kind, e);
      return Problem.of(
          HttpStatus.SERVICE_UNAVAILABLE, "the control topic does not answer; try again");
    }
  }
}
