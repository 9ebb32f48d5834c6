package io.gatewatch.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** What machines ask without a login: figures, alive, ready. They tell nothing from the log. */
final class Probes {
  private static final PrometheusTextFormatWriter TEXT =
      PrometheusTextFormatWriter.builder().build();

  private record Alive(String status) {}

  private record Ready(boolean ready, List<HealthReport.Stage> stages) {}

  private final LiveState state;
  private final PrometheusRegistry registry;

  Probes(LiveState state, PrometheusRegistry registry) {
    this.state = state;
    this.registry = registry;
  }

  /** All of this JVM's figures, in Prometheus' text format. */
  HttpService metrics() {
    return (ctx, req) -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      TEXT.write(out, registry.scrape());
      return Reply.of(
          HttpStatus.OK, MediaType.parse(TEXT.getContentType()), HttpData.wrap(out.toByteArray()));
    };
  }

  HttpService alive() {
    return (ctx, req) -> Reply.json(new Alive("alive"));
  }

  /** 200 when every stage is ready, else 503. */
  HttpService ready() {
    return (ctx, req) -> {
      List<HealthReport.Stage> stages = state.stages();
      boolean all = stages.stream().allMatch(HealthReport.Stage::ready);
      return Reply.json(
          all ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, new Ready(all, stages));
    };
  }
}
