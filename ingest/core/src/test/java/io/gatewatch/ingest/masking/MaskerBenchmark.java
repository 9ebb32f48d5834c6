package io.gatewatch.ingest.masking;

import io.gatewatch.ingest.ObjectRef;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What masking costs a call. How to run it stands in the module's README. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
public class MaskerBenchmark {
  private final Mask masker = new Masker(MaskingKeys.wellKnown()).at(null);
  private int next;

  /** A UUID seldom seen before: no hints. */
  @Benchmark
  public ObjectRef freshUuid() {
    return masker.object("consent", "bank", uuid());
  }

  /** A running number: one hash and three hints. */
  @Benchmark
  public ObjectRef freshNumber() {
    return masker.object("account", "bank", Integer.toString(next++));
  }

  /** A credential that comes back, as most do. */
  @Benchmark
  public String knownCredential() {
    return masker.hash(
        Masker.Purpose.CREDENTIAL, "bank", new String("0d9f4c1e-2b8a-4f61-a6de-b7a1c24f9e03"));
  }

  private String uuid() {
    String hex = Integer.toHexString(0x10000000 + (next++ & 0xfffffff));
    return hex + "-2b8a-4f61-a6de-b7a1c24f9e03";
  }
}
