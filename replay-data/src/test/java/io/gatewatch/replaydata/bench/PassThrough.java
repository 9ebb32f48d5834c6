package io.gatewatch.replaydata.bench;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import io.gatewatch.collector.Normaliser;
import io.gatewatch.ingest.LineSplitter;
import io.gatewatch.ingest.LogEntry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The collector's two ways in with nothing done on the way: the same HTTP server and producer
 * settings, the same Streams settings, the line cut to the size that a call has in Avro.
 */
final class PassThrough implements AutoCloseable {
  private static final int CALL_BYTES = 340;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Server server;
  private final KafkaStreams streams;

  PassThrough(String broker, Path dir, int port) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .service(
                "/v1/logs/kong",
                (ctx, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenComposeAsync(this::take, ctx.blockingTaskExecutor())))
            .maxRequestLength(16 << 20)
            .build();
    server.start().join();
    streams = new KafkaStreams(topology(), properties(broker, dir));
    streams.start();
  }

  private static org.apache.kafka.streams.Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            Normaliser.rawTopic("kong"), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .map((key, line) -> new org.apache.kafka.streams.KeyValue<>(key(line), cut(line)))
        .to(LogEntry.TOPIC, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    return builder.build();
  }

  private static Properties properties(String broker, Path dir) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, "pass-through");
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
    p.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    return p;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback tells the same
  private CompletableFuture<HttpResponse> take(AggregatedHttpRequest request) {
    List<byte[]> lines = LineSplitter.split(request.content().array());
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    AtomicInteger open = new AtomicInteger(lines.size());
    for (byte[] line : lines) {
      producer.send(
          new ProducerRecord<>(LogEntry.TOPIC, key(line), cut(line)),
          (metadata, failure) -> {
            if (open.decrementAndGet() == 0) {
              answer.complete(HttpResponse.of(HttpStatus.ACCEPTED));
            }
          });
    }
    return answer;
  }

  /** As many keys as a fleet has agents. */
  private static byte[] key(byte[] line) {
    return new byte[] {(byte) (line.length % 61)};
  }

  private static byte[] cut(byte[] line) {
    return line.length <= CALL_BYTES ? line : java.util.Arrays.copyOf(line, CALL_BYTES);
  }

  @Override
  public void close() {
    server.stop().join();
    streams.close();
    producer.close();
  }
}
