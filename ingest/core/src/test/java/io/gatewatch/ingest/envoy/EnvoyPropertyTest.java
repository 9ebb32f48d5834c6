package io.gatewatch.ingest.envoy;

import io.gatewatch.ingest.text.AnyLineProperties;

class EnvoyPropertyTest extends AnyLineProperties {
  EnvoyPropertyTest() {
    super("envoy", "text.log", "json.log");
  }
}
