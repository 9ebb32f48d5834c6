package io.gatewatch.replaydata.bench;

import io.gatewatch.collector.Normaliser;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * CPU of receiver and normaliser per call, whole process, beside {@link PassThrough} in the same
 * run: broker, collector and pass-through are JVMs of their own, rounds take turns, the first of
 * each is not counted. Arguments: lines a round (default 100,000), rounds (default 5).
 */
public final class IngestCost {
  private static final int BATCH = 500;

  private final int lines;
  private final List<byte[]> bodies = new ArrayList<>();
  private final List<byte[]> single = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private String broker;

  private IngestCost(int lines) {
    this.lines = lines;
  }

  public static void main(String[] arguments) throws Exception {
    int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    new IngestCost(lines).run(rounds);
    System.exit(0);
  }

  private void run(int rounds) throws Exception {
    makeLines();
    Path dir = Files.createTempDirectory("gatewatch-cost");
    int brokerPort = freePort();
    broker = "127.0.0.1:" + brokerPort;
    int collectorPort = freePort();
    int passPort = freePort();
    String[] names = {"receiver", "pass-through HTTP", "normaliser", "pass-through Streams"};
    double[][] micros = new double[4][rounds];
    try (IngestProcess kafka =
        IngestProcess.start(
            "broker", dir.resolve("broker").toString(), Integer.toString(brokerPort))) {
      for (int way = 0; way < 4; way += 2) {
        for (int round = -1; round < rounds; round++) {
          // Each way runs alone with a collector of its own, so that no other hears its topic.
          for (int kind = 0; kind < 2; kind++) {
            double cost = measure(dir, kind == 0, kind == 0 ? collectorPort : passPort, way == 2);
            if (round >= 0) {
              micros[way + kind][round] = cost;
            }
          }
        }
      }
    }
    for (int i = 0; i < 4; i++) {
      Arrays.sort(micros[i]);
      System.out.printf(
          Locale.ROOT,
          "%-21s %5.1f µs CPU a call (median of %d rounds of %,d; %.1f to %.1f)%n",
          names[i],
          micros[i][rounds / 2],
          rounds,
          lines,
          micros[i][0],
          micros[i][rounds - 1]);
    }
  }

  /** One warm process, then as many lines again, counted. */
  private double measure(Path dir, boolean real, int port, boolean raw) throws Exception {
    String kind = real ? "collector" : "pass-through";
    Path own = Files.createDirectories(dir.resolve(kind));
    try (IngestProcess process =
        IngestProcess.start(kind, own.toString(), Integer.toString(port), broker)) {
      feed(port, raw, real);
      long idleFrom = process.cpuNanos();
      TimeUnit.SECONDS.sleep(2);
      double idle = (process.cpuNanos() - idleFrom) / 2e9;
      long before = process.cpuNanos();
      long began = System.nanoTime();
      feed(port, raw, real);
      double seconds = (System.nanoTime() - began) / 1e9;
      return (process.cpuNanos() - before - idle * seconds * 1e9) / 1e3 / lines;
    }
  }

  private void feed(int port, boolean raw, boolean real) throws Exception {
    if (raw) {
      produce();
      awaitRead(real ? "gatewatch-normaliser" : "pass-through");
    } else {
      post(port);
    }
  }

  private void post(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/v1/logs/kong");
    for (byte[] body : bodies) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(uri)
                  .header("content-type", "application/x-ndjson")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 202) {
        throw new IOException("answered " + answer.statusCode() + " " + answer.body());
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits for all
  private void produce() {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] line : single) {
        producer.send(new ProducerRecord<>(Normaliser.rawTopic("kong"), line));
      }
    }
  }

  /** Until the group has committed all that lies on the raw topic. */
  private void awaitRead(String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker));
        KafkaConsumer<byte[], byte[]> ends =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          ends.partitionsFor(Normaliser.rawTopic("kong")).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      long end = sum(ends.endOffsets(partitions).values().stream().mapToLong(Long::longValue));
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
      while (read(admin, group) < end) {
        if (System.nanoTime() > deadline) {
          throw new IOException(group + " did not read " + LogEntry.TOPIC + " in three minutes");
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static long read(Admin admin, String group) throws Exception {
    return sum(
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get()
            .values()
            .stream()
            .mapToLong(offset -> offset == null ? 0 : offset.offset()));
  }

  private static long sum(LongStream numbers) {
    return numbers.sum();
  }

  private void makeLines() {
    Scenario scenario = Scenario.defaults(7, 60);
    TrafficGenerator traffic =
        TrafficGenerator.of(scenario, scenario.start(), scenario.start().plusSeconds(10_000_000));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    long bytes = 0;
    for (int i = 0; i < lines; i++) {
      byte[] line = traffic.next().line();
      bytes += line.length;
      single.add(line);
      body.writeBytes(line);
      body.write('\n');
      if ((i + 1) % BATCH == 0 || i + 1 == lines) {
        bodies.add(body.toByteArray());
        body.reset();
      }
    }
    System.out.printf(Locale.ROOT, "%,d lines of %d bytes on average%n", lines, bytes / lines);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
