package io.gatewatch.gateways;

import java.nio.file.Path;

/** The reader and a real HAProxy with the configuration that is shipped. */
class HaproxyReaderIT extends GatewayContract {
  @Override
  TestedGateway start(Path inFolder) throws Exception {
    return new RealHaproxy(inFolder);
  }
}
