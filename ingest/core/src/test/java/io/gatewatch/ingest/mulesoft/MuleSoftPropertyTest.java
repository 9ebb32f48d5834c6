package io.gatewatch.ingest.mulesoft;

import io.gatewatch.ingest.formats.AnyLineProperties;

class MuleSoftPropertyTest extends AnyLineProperties {
  MuleSoftPropertyTest() {
    super("mulesoft");
  }
}
