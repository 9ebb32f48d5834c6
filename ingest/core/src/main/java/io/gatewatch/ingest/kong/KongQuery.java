package io.gatewatch.ingest.kong;

import io.gatewatch.ingest.assemble.QueryText;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.LineFault;

/**
 * Reads {@code request.querystring}: an object of texts, lists or true (a parameter without value),
 * an empty list when Lua had an empty table, or the raw query as one text.
 */
final class KongQuery {
  private KongQuery() {}

  static void read(JsonCursor in, RawCall raw) throws LineFault {
    if (in.isText()) {
      QueryText.read(in.text(), raw.query);
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

  private static void add(String name, String value, RawCall raw) {
    if (value != null) {
      QueryText.add(name, value, raw.query);
    }
  }
}
