package io.gatewatch.ingest.kong;

import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.LineFault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Reads {@code request.querystring}: an object of texts, lists or true (a parameter without value),
 * an empty list when Lua had an empty table, or the raw query as one text.
 */
final class KongQuery {
  private static final int MAX_PARAMETERS = 100;

  private KongQuery() {}

  static void read(JsonCursor in, RawCall raw) throws LineFault {
    if (in.isText()) {
      readText(in.text(), raw);
      return;
    }
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      String name = in.name();
      if (in.atArray()) {
        while (in.nextElement()) {
          add(name, in.text(), raw);
        }
      } else {
        add(name, in.text(), raw);
      }
    }
  }

  private static void readText(String query, RawCall raw) {
    int from = query.startsWith("?") ? 1 : 0;
    while (from < query.length()) {
      int and = query.indexOf('&', from);
      int to = and < 0 ? query.length() : and;
      int equals = query.indexOf('=', from);
      if (equals > from && equals < to) {
        add(decoded(query.substring(from, equals)), decoded(query.substring(equals + 1, to)), raw);
      }
      from = to + 1;
    }
  }

  private static void add(String name, String value, RawCall raw) {
    if (value == null || raw.query.size() >= MAX_PARAMETERS) {
      return;
    }
    if (name.equals("client_id") || name.equals("clientId")) {
      raw.claims.add(0, value);
    }
    raw.query.add(new RawCall.Parameter(name, value));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
