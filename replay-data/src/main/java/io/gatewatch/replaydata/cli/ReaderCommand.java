package io.gatewatch.replaydata.cli;

import io.gatewatch.gateways.Gateway;
import io.gatewatch.gateways.GatewayReader;
import io.gatewatch.gateways.Manifest;
import io.gatewatch.gateways.ReaderCheck;
import io.gatewatch.gateways.ReaderConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reader}: keeps one gateway in step with the quotas, until Ctrl-C. */
@Command(
    name = "reader",
    description = "Keeps one gateway in step with the quotas that are in force, until Ctrl-C.",
    footer = "Limits end inside the gateway by themselves; ending the reader lifts none of them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ReaderCommand implements Callable<Integer> {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML: broker, public keys, group, node, and the gateway's door.")
  private Path file;

  @Option(
      names = "--check",
      description =
          "Tells what the gateway can do, and tries its door, the folders and the broker or"
              + " feed; changes nothing. Ends with 1 where the reader could not work.")
  private boolean check;

  @Override
  public Integer call() throws InterruptedException {
    ReaderConfig config = config();
    PrintWriter out = spec.commandLine().getOut();
    return check ? check(config, out) : run(config, out);
  }

  private ReaderConfig config() {
    try {
      ReaderConfig config = ReaderConfig.read(file);
      config.signers();
      return config;
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--config " + file + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw Failure.input(e.getFile() + ": no such file");
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  private static int check(ReaderConfig config, PrintWriter out) throws InterruptedException {
    try (Gateway gateway = GatewayReader.gateway(config, InstantSource.system())) {
      Manifest manifest = gateway.manifest();
      out.println("gateway            " + manifest.gateway() + " (" + config.node() + ")");
      out.println(
          "quotas of          %s/%s, as one of %d"
              .formatted(config.tenant(), config.group(), config.nodes()));
      out.println("expiry             " + (manifest.nativeExpiry() ? "in the gateway" : "watched"));
      out.println("after a restart    " + (manifest.forgetsOnRestart() ? "given again" : "kept"));
      out.println("whole set          " + (manifest.replacesAtOnce() ? "at once" : "one by one"));
      out.println("typical latency    " + manifest.typicalLatency().toMillis() + " ms");
      out.println("smallest window    " + manifest.smallestWindow().toSeconds() + " s");
      out.println("granularity        " + manifest.granularity());
      out.println("incarnation        " + gateway.incarnation());
      out.println("limits of ours     " + gateway.readBack().size());
      ReaderCheck found =
          GatewayReader.check(config, manifest, InstantSource.system(), ANSWERS_WITHIN);
      out.println("quotas in force    " + found.quotas());
      found.wrong().forEach(line -> out.println("wrong              " + line));
      return found.wrong().isEmpty() ? 0 : 1;
    } catch (IOException e) {
      throw Failure.unreachable(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage());
    }
  }

  private int run(ReaderConfig config, PrintWriter out) throws InterruptedException {
    CountDownLatch stopAsked = new CountDownLatch(1);
    for (String signal : List.of("INT", "TERM", "HUP")) {
      Signals.register(signal, stopAsked::countDown);
    }
    try (GatewayReader reader = GatewayReader.start(config, InstantSource.system(), out::println)) {
      out.println(
          "Reader " + reader.name() + " runs; touch " + config.killFile() + " to drop all.");
      out.println("log " + LogFile.path());
      stopAsked.await();
    } catch (IOException e) {
      throw Failure.unreachable(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage());
    }
    out.println("Stopped. Limits in the gateway end by themselves.");
    return 0;
  }
}
