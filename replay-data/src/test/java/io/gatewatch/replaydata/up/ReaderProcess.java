package io.gatewatch.replaydata.up;

import io.gatewatch.gateways.GatewayReader;
import io.gatewatch.gateways.ReaderConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** A reader alone, for tests that kill it. */
final class ReaderProcess {
  private ReaderProcess() {}

  /** Its configuration file. */
  public static void main(String[] args) throws IOException, InterruptedException {
    GatewayReader reader =
        GatewayReader.start(
            ReaderConfig.read(Path.of(args[0])), InstantSource.system(), System.out::println);
    Runtime.getRuntime().addShutdownHook(new Thread(reader::close));
    new CountDownLatch(1).await();
  }
}
