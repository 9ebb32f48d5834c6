package io.gatewatch.ingest.nginx;

import io.gatewatch.ingest.text.AnyLineProperties;

class NginxPropertyTest extends AnyLineProperties {
  NginxPropertyTest() {
    super("nginx", "nginx.log");
  }
}
