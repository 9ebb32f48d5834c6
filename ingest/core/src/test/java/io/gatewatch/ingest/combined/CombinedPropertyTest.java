package io.gatewatch.ingest.combined;

import io.gatewatch.ingest.text.AnyLineProperties;

class CombinedPropertyTest extends AnyLineProperties {
  CombinedPropertyTest() {
    super("combined", "combined.log");
  }
}
