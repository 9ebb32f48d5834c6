package io.gatewatch.replaydata.up;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * Where the embedded Flink keeps its checkpoints and where its own web page is.
 *
 * @param directory checkpoints, savepoints and temporary files
 * @param host address of the web page
 * @param port of the web page, 1..65535
 * @param parallelism slots, and the parallelism of the job, 1 or more
 * @param checkpointEvery time between two checkpoints
 * @param stopWithin how long a stop waits for its savepoint before it leaves with the last
 *     checkpoint
 */
public record FlinkConfig(
    Path directory,
    String host,
    int port,
    int parallelism,
    Duration checkpointEvery,
    Duration stopWithin) {

  static final int CHECKPOINTS_KEPT = 3;

  public FlinkConfig {
    requireNonNull(directory, "directory");
    requireNonNull(host, "host");
    requireNonNull(checkpointEvery, "checkpointEvery");
    requireNonNull(stopWithin, "stopWithin");
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1..65535)");
    }
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism: " + parallelism + " (expected: 1 or more)");
    }
  }

  Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  Path savepoints() {
    return directory.resolve("savepoints");
  }

  Path temporary() {
    return directory.resolve("tmp");
  }

  /** Flink decodes no percent signs: a path with spaces goes in as it is. */
  static String uriOf(Path path) {
    return "file://" + path.toAbsolutePath();
  }

  /** Flink's own settings: heap state, files for checkpoints, small buffers, POJO state only. */
  Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(RestOptions.ADDRESS, host);
    settings.set(RestOptions.BIND_ADDRESS, host);
    settings.set(RestOptions.PORT, port);
    settings.set(RestOptions.BIND_PORT, Integer.toString(port));
    // By default every web page that a person visits could read it.
    settings.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, "http://" + host + ":" + port);
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    settings.set(WebOptions.CANCEL_ENABLE, false);
    settings.set(WebOptions.RESCALE_ENABLE, false);
    settings.set(CoreOptions.TMP_DIRS, temporary().toString());
    settings.set(WebOptions.TMP_DIR, temporary().toString());
    settings.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    checkpointing(settings);
    smallInMemory(settings);
    return settings;
  }

  private void checkpointing(Configuration settings) {
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uriOf(checkpoints()));
    settings.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uriOf(savepoints()));
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointEvery);
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, CHECKPOINTS_KEPT);
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
  }

  private void smallInMemory(Configuration settings) {
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(24));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(24));
  }
}
