package io.gatewatch.ingest.kong;

import io.gatewatch.ingest.formats.AnyLineProperties;

class KongFixturePropertyTest extends AnyLineProperties {
  KongFixturePropertyTest() {
    super("kong");
  }
}
