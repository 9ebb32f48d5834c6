package io.gatewatch.ingest.haproxy;

import io.gatewatch.ingest.text.AnyLineProperties;

class HaproxyPropertyTest extends AnyLineProperties {
  HaproxyPropertyTest() {
    super("haproxy", "text.log", "json.log");
  }
}
