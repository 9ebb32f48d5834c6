package io.gatewatch.flinkjob;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.chronicle.ChronicleRow;
import io.gatewatch.detectors.drift.DriftVote;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * observe → side output tally → merge → broadcast → judge, and beside them the watch over the log
 * feeds and over the drift of models, from {@code gatewatch.calls} to {@code gatewatch.detections}.
 * What observe and merge tell besides becomes the chronicle: {@code gatewatch.usage}, {@code
 * .profiles} and {@code .context}.
 */
public final class DetectionJob {
  private static final TypeInformation<Tuple3<Integer, byte[], byte[]>> RECORD =
      Types.TUPLE(
          Types.INT,
          PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
          PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private DetectionJob() {}

  /** Adds the job to an environment; the caller executes it. */
  public static void build(StreamExecutionEnvironment env, DetectionJobConfig config) {
    env.setParallelism(config.parallelism());
    ArrayList<String> firstBook = new ArrayList<>(config.firstBook());
    DataStream<Broadcast> control = control(env, config);
    DataStream<LogEntry> log = log(env, config);
    SingleOutputStreamOperator<Observation> observations =
        log.filter(entry -> entry instanceof ApiCall)
            .uid("only-calls-v1")
            .name("only calls")
            .keyBy(entry -> ((ApiCall) entry).key(), Types.STRING)
            .connect(leaves(control).broadcast(LiveBook.CONTROL))
            .process(
                new ObserveFunction(LiveBook.leaves(firstBook)),
                Form.OBSERVATION.<Observation>typeInfo())
            .uid("observe-v1")
            .name("observe");
    SingleOutputStreamOperator<ContextEntry> contexts =
        observations
            .getSideOutput(ObserveFunction.TALLIES)
            .keyBy(tally -> tally.view().key(), Types.STRING)
            .connect(control.broadcast(LiveBook.CONTROL))
            .process(new MergeFunction(firstBook), Form.CONTEXT.<ContextEntry>typeInfo())
            .uid("merge-v1")
            .name("merge");
    DataStream<Broadcast> told =
        contexts
            .map(Broadcast::of, Form.BROADCAST.<Broadcast>typeInfo())
            .uid("context-v1")
            .name("context")
            .union(control);
    SingleOutputStreamOperator<Detection> judged =
        DataStreamUtils.reinterpretAsKeyedStream(observations, o -> o.who().key(), Types.STRING)
            .connect(told.broadcast(JudgeFunction.CONTEXTS, LiveBook.CONTROL))
            .process(new JudgeFunction(firstBook), Form.DETECTION.<Detection>typeInfo())
            .uid("judge-v1")
            .name("judge");
    judged
        .union(
            contexts.getSideOutput(MergeFunction.DETECTIONS),
            gaps(log, control, firstBook),
            drift(judged, control, firstBook))
        .transform("clock", RECORD, new ClockOperator(config.detectionsPartitions()))
        .setParallelism(1)
        .uid("clock-v1")
        .sinkTo(sink(config))
        .setParallelism(1)
        .uid("detections-v1")
        .name("detections");
    contexts
        .getSideOutput(MergeFunction.CONTEXTS)
        .union(
            observations.getSideOutput(ObserveFunction.USAGE),
            profiles(observations, control, firstBook))
        .sinkTo(chronicle(config))
        .uid("chronicle-v1")
        .name("chronicle");
  }

  private static DataStream<Broadcast> leaves(DataStream<Broadcast> control) {
    return control.filter(Broadcast::givesLeave).uid("only-leaves-v1").name("only leaves");
  }

  private static DataStream<ChronicleRow> profiles(
      SingleOutputStreamOperator<Observation> observations,
      DataStream<Broadcast> control,
      List<String> firstBook) {
    return observations
        .getSideOutput(ObserveFunction.PROFILES)
        .connect(control.broadcast(LiveBook.CONTROL))
        .process(new ProfileFunction(firstBook), Form.CHRONICLE_ROW.<ChronicleRow>typeInfo())
        .uid("profiles-v1")
        .name("profiles");
  }

  private static DataStream<Detection> gaps(
      DataStream<LogEntry> log, DataStream<Broadcast> control, List<String> firstBook) {
    return log.filter(entry -> entry instanceof FeedReport)
        .uid("only-reports-v1")
        .name("only reports")
        .keyBy(entry -> "feeds", Types.STRING)
        .connect(control.broadcast(LiveBook.CONTROL))
        .process(new FeedFunction(firstBook), Form.DETECTION.<Detection>typeInfo())
        .uid("feeds-v1")
        .name("feeds");
  }

  private static DataStream<Detection> drift(
      SingleOutputStreamOperator<Detection> judged,
      DataStream<Broadcast> control,
      List<String> firstBook) {
    return judged
        .getSideOutput(JudgeFunction.VOTES)
        .keyBy(DriftVote::key, Types.STRING)
        .connect(control.broadcast(LiveBook.CONTROL))
        .process(new DriftFunction(firstBook), Form.DETECTION.<Detection>typeInfo())
        .uid("drift-v1")
        .name("drift");
  }

  private static DataStream<LogEntry> log(
      StreamExecutionEnvironment env, DetectionJobConfig config) {
    KafkaSource<LogEntry> source =
        KafkaSource.<LogEntry>builder()
            .setBootstrapServers(config.bootstrapServers())
            .setTopics(LogEntry.TOPIC)
            .setGroupId("gatewatch-detection")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty("isolation.level", "read_committed")
            .setDeserializer(new EntryReader())
            .build();
    WatermarkStrategy<LogEntry> clocks =
        WatermarkStrategy.forGenerator(context -> new ClockWatermarks());
    return env.fromSource(source, clocks, "calls").uid("calls-v1");
  }

  private static DataStream<Broadcast> control(
      StreamExecutionEnvironment env, DetectionJobConfig config) {
    KafkaSource<Broadcast> source =
        KafkaSource.<Broadcast>builder()
            .setBootstrapServers(config.bootstrapServers())
            .setTopics(ControlRecord.TOPIC)
            .setGroupId("gatewatch-detection-control")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperty("isolation.level", "read_committed")
            .setDeserializer(new ControlReader())
            .build();
    return env.fromSource(
            source, WatermarkStrategy.forGenerator(context -> new Timeless()), "control")
        .uid("control-v1")
        .setParallelism(1);
  }

  /** Control says nothing about time: the maximal watermark, so that it never holds the calls'. */
  private static final class Timeless implements WatermarkGenerator<Broadcast> {
    @Override
    public void onEvent(Broadcast told, long timestamp, WatermarkOutput out) {
      onPeriodicEmit(out);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput out) {
      out.emitWatermark(new Watermark(Long.MAX_VALUE));
    }
  }

  private static KafkaSink<Tuple3<Integer, byte[], byte[]>> sink(DetectionJobConfig config) {
    return KafkaSink.<Tuple3<Integer, byte[], byte[]>>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(
            (record, context, time) ->
                new ProducerRecord<>(
                    Detection.TOPIC, record.f0 < 0 ? null : record.f0, record.f1, record.f2))
        .build();
  }

  /** At least once: a row that comes twice is the same, under the same key. */
  private static KafkaSink<ChronicleRow> chronicle(DetectionJobConfig config) {
    return KafkaSink.<ChronicleRow>builder()
        .setBootstrapServers(config.bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(
            (row, context, time) ->
                new ProducerRecord<>(
                    row.topic(),
                    row.key().getBytes(StandardCharsets.UTF_8),
                    row.json().getBytes(StandardCharsets.UTF_8)))
        .build();
  }
}
