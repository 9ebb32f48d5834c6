package io.gatewatch.replaydata.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.collector.Normaliser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends lines of a format as gateways and shippers do, and keeps what the receiver answers. */
final class WaysIntoUp {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningUp.Places places;
  private final HttpClient http = HttpClient.newHttpClient();
  private final StringBuilder answers = new StringBuilder();

  WaysIntoUp(RunningUp.Places places) {
    this.places = places;
  }

  /** All answers so far, with their headers. */
  String answers() {
    return answers.toString();
  }

  /** As a body of lines of JSON and a body of lines of text; how many became calls. */
  int overHttp(String format, List<byte[]> lines) throws IOException, InterruptedException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      ByteArrayOutputStream body = line[0] == '{' ? json : text;
      body.writeBytes(line);
      body.write('\n');
    }
    return accepted(format, json.toByteArray()) + accepted(format, text.toByteArray());
  }

  private int accepted(String format, byte[] body) throws IOException, InterruptedException {
    return body.length == 0
        ? 0
        : post("/v1/logs/" + format, "text/plain", body).path("accepted").asInt();
  }

  /** As an export of OTLP's records, one line each. */
  void overOtlp(String format, List<byte[]> lines) throws IOException, InterruptedException {
    ObjectNode export = JSON.createObjectNode();
    ObjectNode resource = export.putArray("resourceLogs").addObject();
    ObjectNode named = resource.putObject("resource").putArray("attributes").addObject();
    named.put("key", "gatewatch.format").putObject("value").put("stringValue", format);
    ArrayNode records = resource.putArray("scopeLogs").addObject().putArray("logRecords");
    for (byte[] line : lines) {
      String text = new String(line, StandardCharsets.UTF_8);
      records.addObject().putObject("body").put("stringValue", text);
    }
    post("/v1/logs", "application/json", JSON.writeValueAsBytes(export));
  }

  /** As counted frames on one connection. */
  static void overSyslog(int port, List<byte[]> lines) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      byte[] head = ascii("<134>1 - host gateway - - - ");
      frames.writeBytes(ascii((head.length + line.length) + " "));
      frames.writeBytes(head);
      frames.writeBytes(line);
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(frames.toByteArray());
    }
  }

  /** As the records of a gateway that writes Kafka itself; key and a header are a line as well. */
  void overKafka(String format, List<byte[]> lines)
      throws InterruptedException, ExecutionException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", places.broker()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (byte[] line : lines) {
        var row = new ProducerRecord<>(Normaliser.rawTopic(format), line, line);
        row.headers().add("x-line", line);
        sent.add(producer.send(row));
      }
      for (Future<RecordMetadata> row : sent) {
        row.get();
      }
    }
  }

  private JsonNode post(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(places.receiver() + path))
            .header("content-type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    answers.append(answer.statusCode()).append(answer.headers().map()).append(answer.body());
    return JSON.readTree(answer.body());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
