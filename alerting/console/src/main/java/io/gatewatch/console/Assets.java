package io.gatewatch.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code /assets/…}: a fixed list of files, read once; browsers ask by hash whether they changed.
 */
final class Assets implements HttpService {
  static final String PREFIX = "/assets/";
  private static final String PREACT = "/META-INF/resources/webjars/preact/10.28.0/dist/";
  private static final MediaType SCRIPT = MediaType.parse("text/javascript; charset=utf-8");
  private static final List<String> SCRIPTS =
      List.of(
          "app.js",
          "store.js",
          "stream.js",
          "words.js",
          "strip.js",
          "list.js",
          "detail.js",
          "quota.js",
          "keys.js",
          "parts.js");

  private record Asset(MediaType type, HttpData content, String etag) {
    static Asset of(MediaType type, byte[] content) {
      return new Asset(
          type,
          HttpData.wrap(content),
          "\"" + Integer.toHexString(Arrays.hashCode(content)) + "\"");
    }
  }

  private final Map<String, Asset> files = new HashMap<>();

  Assets() {
    SCRIPTS.forEach(name -> files.put(name, Asset.of(SCRIPT, Resources.bytes("/console/" + name))));
    files.put(
        "preact/preact.module.js", Asset.of(SCRIPT, Resources.bytes(PREACT + "preact.module.js")));
    files.put("app.css", Asset.of(MediaType.CSS_UTF_8, Resources.bytes("/console/app.css")));
    files.put("icon.svg", Asset.of(MediaType.SVG_UTF_8, Resources.bytes("/console/icon.svg")));
  }

  /** What there is, for tests. */
  Set<String> names() {
    return Set.copyOf(files.keySet());
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
    Asset asset = files.get(ctx.path().substring(PREFIX.length()));
    if (asset == null) {
      return Problem.of(HttpStatus.NOT_FOUND, "no such file");
    }
    boolean known = asset.etag.equals(req.headers().get(HttpHeaderNames.IF_NONE_MATCH));
    ResponseHeaders head =
        ResponseHeaders.builder(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
            .contentType(asset.type)
            .set(HttpHeaderNames.CACHE_CONTROL, "private, no-cache")
            .set(HttpHeaderNames.ETAG, asset.etag)
            .build();
    return known ? HttpResponse.of(head) : HttpResponse.of(head, asset.content);
  }
}
