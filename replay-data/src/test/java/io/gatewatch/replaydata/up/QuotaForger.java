package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.streamsapp.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes to the control topic what no reader may believe, made from an update that was in force.
 * What comes too late or in the wrong order bears the true key's signature: nothing else is wrong
 * with it.
 */
final class QuotaForger implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaProducer<byte[], byte[]> producer;
  private final ConsumerRecord<byte[], byte[]> real;
  private final PrivateKey trueKey;
  private final PublicKey truePublicKey;

  QuotaForger(String servers, Path keys, ConsumerRecord<byte[], byte[]> real)
      throws IOException, GeneralSecurityException {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.real = real;
    String pem = Files.readString(keys.resolve(SigningKeys.PRIVATE_FILE));
    byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
    trueKey = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
    truePublicKey =
        QuotaSignature.publicKey(Files.readAllBytes(keys.resolve(SigningKeys.PUBLIC_FILE)));
  }

  /** The very record once more, signature and all. */
  void replayed() throws Exception {
    send(real.key(), real.value(), signature());
  }

  /** An end of the limit that was overtaken by the cut. */
  void stale() throws Exception {
    ObjectNode older = released();
    older.put("version", version() - 1);
    sendTruly(real.key(), bytes(older));
  }

  /** An end of the limit whose time was over before it came. */
  void expired() throws Exception {
    ObjectNode late = released();
    late.put("expiresAt", Instant.now().minusSeconds(1).toString());
    sendTruly(real.key(), bytes(late));
  }

  /** An end of the limit without a signature. */
  void unsigned() throws Exception {
    send(real.key(), bytes(released()), null);
  }

  /** An end of the limit, below the signature of the cut. */
  void altered() throws Exception {
    send(real.key(), bytes(released()), signature());
  }

  /** The cut, signature and all, below another agent's key. */
  void under(String key) throws Exception {
    send(key.getBytes(UTF_8), real.value(), signature());
  }

  /** An end of the limit, signed with a key of the forger's own. */
  void ofAnotherSigner() throws Exception {
    KeyPair own = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] value = bytes(released());
    send(real.key(), value, sign(own.getPrivate(), own.getPublic(), real.key(), value));
  }

  /** The limit's end, which a reader would take for newer than the limit. */
  private ObjectNode released() throws IOException {
    ObjectNode update = (ObjectNode) JSON.readTree(real.value());
    update.put("version", version() + 1);
    update.put("action", "restore").put("factor", 1.0);
    update.set(
        "limit",
        JSON.createObjectNode()
            .put("requests", 1_000_000)
            .put("windowSeconds", 60)
            .put("burst", 1_000_000)
            .put("counts", "admitted")
            .put("per", "group"));
    update.put("expiresAt", Instant.now().plusSeconds(600).toString());
    return update;
  }

  private long version() throws IOException {
    return JSON.readTree(real.value()).get("version").asLong();
  }

  private static byte[] bytes(ObjectNode update) throws IOException {
    return JSON.writeValueAsBytes(update);
  }

  private byte[] signature() {
    Header header = real.headers().lastHeader(QuotaSignature.HEADER);
    return header.value();
  }

  private void sendTruly(byte[] key, byte[] value) throws Exception {
    send(key, value, sign(trueKey, truePublicKey, key, value));
  }

  private static byte[] sign(PrivateKey secret, PublicKey open, byte[] key, byte[] value) {
    return QuotaSignature.sign(secret, QuotaSignature.kid(open), key, value).getBytes(UTF_8);
  }

  private void send(byte[] key, byte[] value, byte[] signature) throws Exception {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(QuotaUpdate.TOPIC, 0, key, value);
    if (signature != null) {
      record.headers().add(QuotaSignature.HEADER, signature);
    }
    producer.send(record).get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    producer.close();
  }
}
