package io.gatewatch.ingest.avro;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.formats.Fixtures;
import io.gatewatch.ingest.kong.KongBenchmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to write a call to {@code gatewatch.calls} and to read it from there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
public class LogEntryCodecBenchmark {
  private final LogEntryCodec codec = new LogEntryCodec();
  private final ApiCall call = Fixtures.of("kong").callOf(KongBenchmark.record(0).toString());
  private final byte[] bytes = codec.write(call);
  private final BinaryMessageEncoder<GenericRecord> encoder =
      new BinaryMessageEncoder<>(GenericData.get(), LogEntrySchemas.CALL);
  private final BinaryMessageDecoder<GenericRecord> decoder =
      new BinaryMessageDecoder<>(GenericData.get(), LogEntrySchemas.CALL);
  private final GenericRecord generic = decoded(decoder, bytes);

  @Benchmark
  public LogEntry writeAndRead() {
    return codec.read(codec.write(call));
  }

  @Benchmark
  public byte[] write() {
    return codec.write(call);
  }

  @Benchmark
  public LogEntry read() {
    return codec.read(bytes);
  }

  /** The same with Avro's own generic writer and reader. */
  @Benchmark
  public GenericRecord writeAndReadGeneric() throws IOException {
    return decoder.decode(encoder.encode(generic));
  }

  private static GenericRecord decoded(BinaryMessageDecoder<GenericRecord> by, byte[] bytes) {
    try {
      return by.decode(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
