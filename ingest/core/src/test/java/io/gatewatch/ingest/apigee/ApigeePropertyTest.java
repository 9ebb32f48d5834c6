package io.gatewatch.ingest.apigee;

import io.gatewatch.ingest.formats.AnyLineProperties;

class ApigeePropertyTest extends AnyLineProperties {
  ApigeePropertyTest() {
    super("apigee");
  }
}
