package io.gatewatch.streamsapp;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Decided;
import io.gatewatch.alerting.Governor;
import io.gatewatch.alerting.Heartbeat;
import io.gatewatch.alerting.LowWater;
import io.gatewatch.alerting.PendingTicks;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaLedger;
import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.Told;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one governor: lends {@link Governor} its store and partition Clocks, stamps and signs what it
 * decides, and gives a sign of life every 5 s.
 */
final class GovernorProcessor implements Processor<String, Row, String, Row> {
  private static final Logger LOG = LoggerFactory.getLogger(GovernorProcessor.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final AlertingConfig config;
  private final SigningKeys keys;
  private final int detectionsPartitions;
  private KnownRegistries registries;
  private Governor governor;
  private LowWater lowWater;
  private PendingTicks pending;
  private ProcessorContext<String, Row> context;
  private GovernorStore store;
  private QuotaLedger ledger;
  private long epoch;

  GovernorProcessor(AlertingConfig config, int detectionsPartitions, SigningKeys keys) {
    this.config = config;
    this.keys = keys;
    this.detectionsPartitions = detectionsPartitions;
  }

  @Override
  public void init(ProcessorContext<String, Row> context) {
    this.context = context;
    store = new GovernorStore(context.getStateStore(GovernorStore.STORE));
    ledger = store.ledger();
    epoch = store.nextEpoch();
    // Made anew: a revived task must not remember what its aborted transaction had heard.
    registries = new KnownRegistries(store);
    governor = new Governor(config, registries::inForce);
    lowWater = new LowWater(detectionsPartitions);
    pending = new PendingTicks();
    store.tellClocks(lowWater);
    lowWater.now().ifPresent(time -> Governor.resume(ledger, time));
    for (Told told : store.pending()) {
      governor.observe(ledger, pending, told);
    }
    context.schedule(HEARTBEAT, PunctuationType.WALL_CLOCK_TIME, this::giveSignOfLife);
  }

  @Override
  public void process(Record<String, Row> record) {
    GovernorInput input = GovernorInput.fromBytes(record.value().value());
    if (input.told() != null) {
      wait(input.told());
    } else if (input.act() != null) {
      wait(Told.of(input.act(), counts(input.act().time())));
    } else if (input.registry() != null) {
      know(input.registry());
    } else if (input.notice() != null) {
      Instant heard = lowWater.now().orElse(Instant.EPOCH);
      Instant from = input.notice().effectiveFrom();
      wait(Told.of(input.notice(), from.isBefore(heard) ? from : heard));
    } else {
      hear(input, record.timestamp());
    }
  }

  private void know(PackedRegistry packed) {
    if (SaneTimes.isTooFarAhead(packed.from(), lowWater.now())) {
      passOver(ControlRecord.TOPIC, "registry:" + packed.id() + ":" + packed.version());
      return;
    }
    registries.keep(packed);
    lowWater.now().ifPresent(registries::advance);
  }

  private static void passOver(String topic, String key) {
    LOG.warn("{}: {} is passed over: more than 30 days ahead", topic, key);
    AlertingMetrics.PASSED_OVER.labelValues(topic).inc();
  }

  private void wait(Told told) {
    AnalystVerdict verdict = told.verdict();
    if (verdict != null && SaneTimes.isTooFarAhead(told.at(), lowWater.now())) {
      boolean named = verdict.alertId() != null;
      passOver(AnalystVerdict.TOPIC, named ? verdict.alertId() : verdict.principal());
      return;
    }
    if (governor.observe(ledger, pending, told)) {
      store.keep(told);
    } else {
      store.keep(ledger);
    }
  }

  /** A person's word does not wait for a Clock that is behind. */
  private Instant counts(Instant said) {
    return lowWater.now().filter(clock -> clock.isBefore(said)).orElse(said);
  }

  private void hear(GovernorInput input, long timestamp) {
    store.keepClock(input.clock().partition(), input.clock().time());
    lowWater
        .hear(input.clock().partition(), input.clock().time())
        .ifPresent(time -> decide(time, timestamp));
  }

  private void decide(Instant time, long timestamp) {
    Decided decided = governor.advance(ledger, pending, time);
    registries.advance(time);
    store.keep(ledger);
    decided.settled().forEach(store::drop);
    decided.alerts().forEach(alert -> tell(alert, timestamp));
    decided.quotas().forEach(update -> publish(update, timestamp));
    decided.audit().forEach(entry -> note(entry, timestamp));
    AlertingMetrics.QUOTAS_AWAY_FROM_BASE.set(ledger.size());
  }

  private void tell(Alert alert, long timestamp) {
    AlertingMetrics.count(alert);
    Row row = new Row(Alert.TOPIC, AlertJson.write(alert));
    context.forward(new Record<>(alert.alertId(), row, timestamp));
  }

  private void note(AuditEntry entry, long timestamp) {
    Row row = new Row(AuditEntry.TOPIC, entry.toJson().getBytes(StandardCharsets.UTF_8));
    context.forward(new Record<>(entry.subject(), row, timestamp));
  }

  /** Kafka's own timestamp is the time of arrival; event time is in the value. */
  private void publish(QuotaUpdate update, long timestamp) {
    AlertingMetrics.count(update);
    byte[] value = QuotaJson.write(update.stamped(epoch, now()));
    byte[] key = update.key().getBytes(StandardCharsets.UTF_8);
    Record<String, Row> record =
        new Record<>(update.key(), new Row(QuotaUpdate.TOPIC, value), timestamp);
    String signature = keys.sign(key, value);
    record.headers().add(QuotaSignature.HEADER, signature.getBytes(StandardCharsets.US_ASCII));
    context.forward(record);
  }

  private void giveSignOfLife(long wallClock) {
    byte[] beat = Heartbeat.of(epoch, Instant.ofEpochMilli(wallClock)).toJson();
    context.forward(new Record<>(Heartbeat.KEY, new Row(Heartbeat.TOPIC, beat), wallClock));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
